import { expect, test } from 'vitest'
import { nearlyEmpty } from './draft.ts'
import { emptyStep, withSteps } from './edit-draft.ts'
import { keepMine } from './keep-mine.ts'

const empty = nearlyEmpty('ransomware', 'Plant stop', '2026-11-22')
const base = withSteps(empty, 'contain', [{ ...emptyStep('c1'), title: 'Unplug' }])

test('an author who keeps their own words keeps the parts that somebody added meanwhile', () => {
  const mine = {
    ...withSteps(base, 'contain', [{ ...emptyStep('c1'), title: 'Unplug it now' }]),
    title: 'Mine',
  }
  const theirs = {
    ...withSteps(base, 'contain', [...base.phases.contain, { ...emptyStep('c2'), title: 'Call them' }]),
    title: 'Theirs',
    doNot: [{ text: 'Pay', why: 'It helps nobody' }],
  }
  const both = keepMine(theirs, { base, mine })
  expect(both.title).toBe('Mine')
  expect(both.phases.contain.map(({ title }) => title)).toEqual(['Unplug it now', 'Call them'])
  expect(both.doNot).toHaveLength(1)
})

test('a part that an author took away does not come back, and one that both added stands once', () => {
  const added = { ...emptyStep('c2'), title: 'Same' }
  const mine = withSteps(base, 'contain', [added])
  const theirs = withSteps(base, 'contain', [...base.phases.contain, added])
  expect(keepMine(theirs, { base, mine }).phases.contain).toEqual([added])
})

test('where two authors gave two parts one id, the other one gets a new id wherever it is named', () => {
  const mine = withSteps(base, 'contain', [...base.phases.contain, { ...emptyStep('c2'), title: 'Mine' }])
  const asking = { ...emptyStep('c2'), title: 'Theirs', ask: { question: 'Again?', yes: 'c2', no: 'c1' } }
  const theirs = withSteps(base, 'contain', [...base.phases.contain, asking])
  const [, , added] = keepMine(theirs, { base, mine }).phases.contain
  expect(added).toMatchObject({ id: 'c3', title: 'Theirs', ask: { yes: 'c3', no: 'c1' } })
})

test('a step and a title that an author left as they were stand as the other one wrote them', () => {
  const [unplug, call] = [
    { ...emptyStep('c1'), title: 'Unplug' },
    { ...emptyStep('c2'), title: 'Call' },
  ]
  const two = withSteps(base, 'contain', [unplug, call])
  const cable = { ...unplug, title: 'Unplug the cable' }
  const theirs = { ...withSteps(two, 'contain', [cable, call]), title: 'Theirs' }
  const mine = withSteps(two, 'contain', [unplug, { ...call, title: 'Call at once' }])
  const both = keepMine(theirs, { base: two, mine })
  expect(both.title).toBe('Theirs')
  expect(both.phases.contain.map(({ title }) => title)).toEqual(['Unplug the cable', 'Call at once'])
})
