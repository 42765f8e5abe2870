import { expect, test } from 'vitest'
import { shownSources } from '../contract/basis.ts'
import { basisFields, entriesOf, signalFields, sourceOf } from './basis.ts'

const said = { at: new Date('2026-03-01T09:00:00Z'), clockOffSeconds: 0 }

test('R38 a writer says where it comes from and when it happened, with the zone of that clock', () => {
  expect(basisFields(undefined, said)).toEqual({})
  expect(basisFields({ source: 'own', name: '' }, said)).toEqual({ sourceKind: 'own' })
  const happenedAt = '2026-02-28T22:00:00.000Z'
  expect(basisFields({ source: 'told', name: 'Vera', happenedAt, zone: 'Europe/Vienna' }, said)).toEqual({
    sourceKind: 'told',
    sourceName: 'Vera',
    happenedAt,
    happenedZone: 'Europe/Vienna',
  })
})

test('nothing happened later than it was said, and a clock that is ahead is not a reason to refuse', () => {
  const basis = { source: 'own', name: '', happenedAt: '2026-03-01T09:30:00.000Z' } as const
  expect(basisFields(basis, said)).toBe('future')
  expect(basisFields(basis, { ...said, clockOffSeconds: 3600 })).toMatchObject({
    happenedAt: '2026-03-01T08:30:00.000Z',
  })
  const first = { ...basis, happenedAt: '0001-01-01T00:00:00.000Z' }
  expect(basisFields(first, { ...said, clockOffSeconds: 3600 })).toMatchObject({
    happenedAt: first.happenedAt,
  })
})

test('an entry names its source by itself where no person could say it', () => {
  const of = (kind: string, fields: Record<string, string>, by = 'Anna') => sourceOf({ kind, by, fields })
  expect(of('signal.link', signalFields('Wazuh'))).toEqual({ source: 'log', name: 'Wazuh' })
  expect(of('signal.link', signalFields(null))).toEqual({ source: 'told', name: '' })
  expect(of('task.overdue', {}, 'Muster')).toEqual({ source: 'muster', name: '' })
  expect(of('note.add', {})).toEqual({ source: 'unsaid', name: '' })
  expect(of('note.add', { sourceKind: 'rumour' })).toEqual({ source: 'unsaid', name: '' })
  expect(of('task.done', {})).toBeUndefined()
})

test('what is found for a source is what is shown under it', () => {
  const entries = [
    { kind: 'note.add', by: 'Anna', fields: { sourceKind: 'own' } },
    { kind: 'note.add', by: 'Anna', fields: {} },
    { kind: 'task.done', by: 'Anna', fields: {} },
    { kind: 'task.overdue', by: 'Muster', fields: {} },
    { kind: 'signal.link', by: 'Muster', fields: signalFields('Wazuh') },
  ]
  for (const source of shownSources) {
    const { having, lacking, kinds } = entriesOf(source)
    const found = entries.filter(({ kind, by, fields }) => {
      const all: Record<string, string | undefined> = { by, ...fields }
      return (
        (having === undefined || all[having.field] === having.value) &&
        (lacking === undefined || all[lacking] === undefined) &&
        (kinds === undefined || kinds.includes(kind))
      )
    })
    expect(found, source).toEqual(entries.filter((entry) => sourceOf(entry)?.source === source))
  }
})
