import { expect, test } from 'vitest'
import { Refusal } from '../../../../base/refusal.ts'
import { playbookFor } from '../public.ts'
import { addStep, changeStep, workingRun } from './change-run.ts'
import { departuresOf } from './departures.ts'
import { freezeRun, freshState, runHash } from './freeze-run.ts'
import { nextStep } from './run-progress.ts'
import { stepMove } from './step-move.ts'

const run = freezeRun(playbookFor('ransomware'))
const signed = { reason: 'Our plant has a second network', by: 'Anna', at: '2026-11-21T08:00:00.000Z' }
const facts = { by: 'Anna', at: signed.at, evidence: {}, waivers: [] }
const wanted = {
  title: 'Cut the plant network',
  who: 'technical',
  why: 'It is flat.',
  minutes: 10,
  how: ['Pull the uplink'],
  destructive: false,
  undo: 'Plug it in',
  doneWhen: 'The lamp is off',
  csf: [],
} as const
const step = { ...wanted, how: [...wanted.how], csf: [] }

function refusalOf(work: () => unknown): Refusal {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test('U21 a responder adds a step to a run, and the frozen copy keeps its hash', () => {
  const hash = runHash(run)
  const { state, id } = addStep(run, freshState(run), { step, phase: 'contain', after: 'c2' }, signed)
  const working = workingRun(run, state)
  const ids = working.steps.map((one) => one.id)
  expect(ids[ids.indexOf('c2') + 1]).toBe(id)
  expect(runHash(run)).toBe(hash)
  expect(stepMove(working, state, id, { move: 'done' }, facts).state.entries[id]?.status).toBe('done')
})

test('a responder who names no place gets the end of the phase', () => {
  const { state, id } = addStep(run, freshState(run), { step, phase: 'recover' }, signed)
  const recover = workingRun(run, state).steps.filter((one) => one.phase === 'recover')
  expect(recover.at(-1)?.id).toBe(id)
})

test('R49 a responder cannot add a step that wipes and names no evidence', () => {
  const wiping = { ...step, destructive: true }
  const refused = refusalOf(() => addStep(run, freshState(run), { step: wiping, phase: 'eradicate' }, signed))
  expect([refused.kind, refused.message.includes('evidence')]).toEqual(['invalid', true])
})

test('R49 a step that wipes keeps its gate whatever words it is given', () => {
  const { state } = changeStep(run, freshState(run), { id: 'x6', words: { title: 'Just look' } }, signed)
  const working = workingRun(run, state)
  expect(working.steps.find((one) => one.id === 'x6')?.title).toBe('Just look')
  expect(refusalOf(() => stepMove(working, state, 'x6', { move: 'done' }, facts)).kind).toBe('conflict')
})

test('a responder hears that nothing is different', () => {
  const title = run.steps.find((one) => one.id === 'x6')?.title ?? ''
  expect(refusalOf(() => changeStep(run, freshState(), { id: 'x6', words: { title } }, signed)).kind).toBe(
    'invalid',
  )
})

test('a responder cannot add without end', () => {
  let state = freshState(run)
  for (let n = 0; n < 200; n += 1) state = addStep(run, state, { step, phase: 'learn' }, signed).state
  expect(refusalOf(() => addStep(run, state, { step, phase: 'learn' }, signed)).kind).toBe('conflict')
})

test('R16 a reviewer finds every departure from the playbook with its reason', () => {
  const fresh = freshState(run)
  const added = addStep(run, fresh, { step, phase: 'contain' }, signed)
  const reworded = changeStep(run, added.state, { id: 'c2', words: { title: 'Cut the line' } }, signed).state
  const skipped = stepMove(run, reworded, 'c3', { move: 'skip', reason: 'No such thing here' }, facts).state
  const waiver = { stepId: 'x6', items: ['e6'], reason: 'No log', signedBy: 'Owner', signedAt: signed.at }
  const found = departuresOf(run, skipped, [waiver]).map(({ id, what, reason }) => [id, what, reason])
  expect(found).toEqual([
    ['c2', 'changed', signed.reason],
    ['c3', 'skipped', 'No such thing here'],
    [added.id, 'added', signed.reason],
    ['x6', 'waived', 'No log'],
  ])
})

test('a run goes on beside a step that waits for somebody, and comes back to it at the end', () => {
  const only = { ...run, card: [], evidence: [], steps: run.steps.slice(0, 2) }
  const [first, second] = only.steps.map(({ id }) => id)
  const waits = stepMove(
    only,
    freshState(only),
    first ?? '',
    { move: 'wait', for: 'The insurer calls back' },
    facts,
  )
  expect(nextStep(only, waits.state, facts)?.id).toBe(second)
  const done = stepMove(only, waits.state, second ?? '', { move: 'done' }, facts)
  expect(nextStep(only, done.state, facts)?.id).toBe(first)
  expect(
    stepMove(only, done.state, first ?? '', { move: 'resume' }, facts).state.entries[first ?? ''],
  ).toEqual({
    status: 'open',
    round: 1,
    by: 'Anna',
    at: signed.at,
  })
})

test('a step that waits for a word is not done without it, and keeps who said what', () => {
  const waitsFor = { who: 'insurer', for: 'the insurer names a firm.' } as const
  const steps = run.steps.map((one) => (one.id === 'c1' ? { ...one, waitsFor } : one))
  const waiting = { ...run, steps }
  const silent = refusalOf(() => stepMove(waiting, freshState(), 'c1', { move: 'done' }, facts))
  expect([silent.kind, silent.detail.reason]).toEqual(['conflict', 'word_missing'])
  const heard = stepMove(waiting, freshState(), 'c1', { move: 'done', heard: 'Ms Novak: firm X' }, facts)
  expect(heard.state.entries['c1']?.heard).toBe('Ms Novak: firm X')
})
