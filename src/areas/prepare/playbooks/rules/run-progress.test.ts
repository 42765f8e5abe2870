import { expect, test } from 'vitest'
import { playbooks } from '../content/playbooks.ts'
import { playbookFor } from '../public.ts'
import { isStale, summaryOf } from './playbook-age.ts'
import { freezeRun, freshState, runHash, runHashInput } from './freeze-run.ts'
import { nextStep, progress } from './run-progress.ts'
import { stepMove, type MoveFacts } from './step-move.ts'

const run = freezeRun(playbookFor('ransomware'))
const facts: MoveFacts = { by: 'u:anna', at: '2026-11-21T08:00:00.000Z', evidence: {}, waivers: [] }

test('a lead who only follows the next step gets through every playbook and leaves nothing open', () => {
  for (const playbook of playbooks) {
    const whole = freezeRun(playbook)
    const sealed = { ...facts, evidence: Object.fromEntries(whole.evidence.map((item) => [item.id, ['1']])) }
    let state = freshState()
    const order: string[] = []
    for (let next = nextStep(whole, state, sealed); next; next = nextStep(whole, state, sealed)) {
      const { id } = next
      const ask = whole.steps.find((step) => step.id === id)?.ask
      const position = (step: string) => whole.steps.findIndex((each) => each.id === step)
      const move =
        ask === undefined
          ? ({ move: 'done', heard: 'Somebody: yes' } as const)
          : ({
              move: 'answer',
              answer: position(ask.yes) > position(id) ? 'yes' : 'no',
              heard: 'Somebody: yes',
            } as const)
      state = stepMove(whole, state, id, move, sealed).state
      order.push(id)
    }
    expect(order.slice(0, whole.card.length)).toEqual(whole.card.map((item) => item.id))
    expect(Object.values(progress(whole, state, sealed)).map((section) => section.open)).toEqual([
      0, 0, 0, 0, 0, 0,
    ])
  }
})

test('the next step names its role, and each role can ask for its own', () => {
  expect(nextStep(run, freshState(), facts)).toMatchObject({ id: 'f1', part: 'card', who: 'everyone' })
  expect(nextStep(run, freshState(), facts, 'legal')).toMatchObject({ id: 'f1' })
  const first = stepMove(run, freshState(), 'f1', { move: 'done', heard: 'Somebody: yes' }, facts).state
  expect(nextStep(run, first, facts, 'legal')).toMatchObject({ id: 'c11', phase: 'contain', who: 'legal' })
  expect(nextStep(run, first, facts, 'technical')).toMatchObject({ id: 'f2' })
})

test('after the card comes the evidence that is not sealed yet', () => {
  let state = freshState()
  for (const item of run.card)
    state = stepMove(run, state, item.id, { move: 'done', heard: 'Somebody: yes' }, facts).state
  expect(nextStep(run, state, facts)).toMatchObject({ id: 'e12', part: 'evidence' })
  expect(nextStep(run, state, { ...facts, evidence: { e12: ['1'] } })).toMatchObject({ id: 'e2' })
})

test('a finance person with nothing left to do is told nothing', () => {
  const state = stepMove(run, freshState(), 'f1', { move: 'done', heard: 'Somebody: yes' }, facts).state
  const closed = stepMove(run, state, 'l4', { move: 'done', heard: 'Somebody: yes' }, facts).state
  expect(nextStep(run, closed, facts, 'finance')).toBeUndefined()
})

test('a run is a copy that later changes of the playbook do not reach', () => {
  const playbook = structuredClone(playbookFor('ransomware'))
  const frozen = freezeRun(playbook)
  const step = playbook.phases.contain[0]
  if (step !== undefined) step.title = 'changed'
  expect(frozen).toEqual(run)
})

test('the hash of a run does not depend on the order in which a database returns its fields', () => {
  const turned: typeof run = Object.assign(
    {},
    ...Object.entries(run)
      .toReversed()
      .map(([key, value]) => ({ [key]: value })),
  )
  expect(runHashInput(turned)).toBe(runHashInput(run))
  expect(runHash({ ...run, title: 'Other' })).not.toBe(runHash(run))
  expect(runHash(run)).toMatch(/^[0-9a-f]{64}$/)
})

test('a playbook that nobody read for a year is called stale', () => {
  const where = { key: 'something-odd', edition: 'shipped', hasDraft: false, isInUse: true } as const
  expect(isStale('2026-11-21', new Date('2027-11-21T00:00:00Z'))).toBe(false)
  expect(isStale('2026-11-21', new Date('2027-11-21T00:00:01Z'))).toBe(true)
  expect(summaryOf(playbookFor('other'), where, new Date('2028-01-01T00:00:00Z'))).toMatchObject({
    kind: 'something-odd',
    stale: true,
  })
})
