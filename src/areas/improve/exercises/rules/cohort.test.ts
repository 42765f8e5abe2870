import { expect, test } from 'vitest'
import { usualPlayers } from './cohort.ts'
import { judgedSections } from './sections.ts'

const members = [
  { id: 'o', name: 'Olga', role: 'owner' },
  { id: 's', name: 'Sam', role: 'staff' },
  { id: 'l', name: 'Lea', role: 'lead' },
]

test('R3 those who lead stand in the usual group of a rehearsal at a table, and nobody else', () => {
  const seated = usualPlayers(members, { form: 'table_top' }).map(({ memberId, role }) => [memberId, role])
  expect(seated).toEqual([
    ['o', 'owner'],
    ['l', 'lead'],
  ])
  expect(usualPlayers(members, { form: 'solo' })).toEqual([])
  expect(usualPlayers(members, { form: 'apart', isRetest: true })).toEqual([])
  expect(usualPlayers(members.slice(0, 1), { form: 'apart' })).toMatchObject([{ role: 'lead' }])
})

test('R93 a section that an objective tried in vain has failed, whatever the others say of it', () => {
  const objectives = [
    { key: 'o1', sections: ['detect', 'contain'], statement: 'Notices' },
    { key: 'o2', sections: ['contain'], statement: 'Isolates' },
    { key: 'o3', sections: ['recover'], statement: 'Restores' },
  ] as const
  const given = objectives.map((one) => ({ ...one, sections: [...one.sections] }))
  const ratings = [
    { objectiveKey: 'o1', rating: 'P' },
    { objectiveKey: 'o2', rating: 'M' },
  ] as const
  expect(judgedSections(given, ratings)).toEqual([
    { section: 'detect', judged: 'worked', words: '' },
    { section: 'contain', judged: 'failed', words: 'Isolates' },
  ])
})
