import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { PlaybookStep, StepPhase } from '../contract/playbook.ts'
import type { AddedStep, PlaybookRun, RunState, RunStep, StepWords } from '../contract/run.ts'

/** People who lead one case need dozens of steps of their own, not thousands. */
const mostAdded = 200
const mostChanges = 1000

interface SignedReason {
  readonly reason: string
  readonly by: string
  /** UTC. */
  readonly at: string
}

/**
 * The run as people work it: the frozen copy with the steps they added and the words they changed.
 * The copy itself stays as it was hashed; this is only ever computed.
 */
export function workingRun(run: PlaybookRun, state: RunState): PlaybookRun {
  const added = state.added ?? []
  const changed = state.changed ?? []
  if (added.length === 0 && changed.length === 0) return run
  const steps = added.reduce(placed, [...run.steps])
  return { ...run, steps: steps.map((step) => withWords(step, changed)) }
}

/** @throws Refusal `conflict` when the run holds too many of its own already, `not_found` for an unknown place */
export function addStep(
  run: PlaybookRun,
  state: RunState,
  wanted: { step: Omit<PlaybookStep, 'id'>; phase: StepPhase; after?: string | undefined },
  signed: SignedReason,
): { readonly state: RunState; readonly id: string } {
  const added = state.added ?? []
  refuseUnless(
    added.length < mostAdded,
    'conflict',
    'This run holds 200 steps of its own. Use tasks for more.',
  )
  const after = wanted.after === undefined ? undefined : stepOf(run, state, wanted.after)
  refuseUnless(
    after === undefined || after.phase === wanted.phase,
    'invalid',
    'The step before it stands in another phase. Choose one of the same phase.',
  )
  const known = new Set(run.evidence.map((item) => item.id))
  const needed = wanted.step.needsEvidence ?? []
  refuseUnless(
    needed.every((item) => known.has(item)),
    'not_found',
    'The run lists no such evidence.',
  )
  refuseUnless(
    !wanted.step.destructive || needed.length > 0,
    'invalid',
    'A step that wipes or resets needs at least one item of evidence that is sealed first. Choose it.',
  )
  const id = freeId(run, added)
  const step: RunStep = { ...wanted.step, id, phase: wanted.phase }
  const entry: AddedStep = { step, ...(after === undefined ? {} : { after: after.id }), ...signed }
  return { state: { ...state, added: [...added, entry] }, id }
}

/**
 * Other words for a step. Whether it destroys, and what evidence it needs, is not among the words: a gate is
 * passed by evidence or a signature, never by an edit.
 */
export function changeStep(
  run: PlaybookRun,
  state: RunState,
  wanted: { id: string; words: StepWords },
  signed: SignedReason,
): { readonly state: RunState; readonly before: RunStep } {
  const before = stepOf(run, state, wanted.id)
  const changed = state.changed ?? []
  refuseUnless(changed.length < mostChanges, 'conflict', 'The steps of this run were changed 1,000 times.')
  const words = wanted.words
  const isOther = Object.entries(words).some(
    // the words are a part of the step, so their names are its names
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof StepWords]),
  )
  refuseUnless(isOther, 'invalid', 'Nothing is different. Change a word, or leave the step as it is.')
  return { state: { ...state, changed: [...changed, { id: wanted.id, words, ...signed }] }, before }
}

function stepOf(run: PlaybookRun, state: RunState, id: string): RunStep {
  const found = workingRun(run, state).steps.find((step) => step.id === id)
  return found ?? refuse('not_found', `This run has no step ${id}. Load the incident again.`)
}

function freeId(run: PlaybookRun, added: readonly AddedStep[]): string {
  const used = new Set([
    ...run.card.map(({ id }) => id),
    ...run.evidence.map(({ id }) => id),
    ...run.decisions.map(({ id }) => id),
    ...run.steps.map(({ id }) => id),
    ...added.map(({ step }) => step.id),
  ])
  for (let n = 1; ; n += 1) if (!used.has(`new${n}`)) return `new${n}`
}

function placed(steps: RunStep[], { step, after }: AddedStep): RunStep[] {
  const behind = after === undefined ? -1 : steps.findIndex((known) => known.id === after)
  const last = steps.findLastIndex((known) => known.phase === step.phase)
  const at = behind >= 0 ? behind : last
  return at < 0 ? [...steps, step] : steps.toSpliced(at + 1, 0, step)
}

function withWords(step: RunStep, changed: NonNullable<RunState['changed']>): RunStep {
  const own = changed.filter(({ id }) => id === step.id)
  return own.reduce((now, { words }) => ({ ...now, ...words }), step)
}
