import type { PartEntry, PlaybookRun, RunState, RunStep, StepMove } from '../contract/run.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { entryOf, isCaptured, missingEvidence, partsOf, type RunFacts, type RunPart } from './run-parts.ts'

/** Who moves, and when (UTC); both are kept in the entry. */
export interface MoveFacts extends RunFacts {
  readonly by: string
  readonly at: string
}

/** One part whose status changed, for the timeline; an answer can change several. */
export interface PartChange {
  readonly id: string
  readonly from: PartEntry['status']
  readonly to: PartEntry['status']
}

export interface Moved {
  readonly state: RunState
  readonly changes: readonly PartChange[]
}

/**
 * Decides whether somebody may do this to a part of the run, and what follows.
 * @throws Refusal `not_found` for an unknown id, `conflict` when the part is not in a state for it or its
 *   evidence is missing, `invalid` when the move does not fit the part or has no reason
 */
export function stepMove(
  run: PlaybookRun,
  state: RunState,
  id: string,
  move: StepMove,
  facts: MoveFacts,
): Moved {
  const part = partsOf(run).find((candidate) => candidate.id === id)
  if (part === undefined) refuse('not_found', `This run has no step ${id}. Load the incident again.`)
  const entry = entryOf(state, id)
  if (move.move === 'reopen') return reopen(state, part, requireReason(move.reason), facts)
  refuseUnless(entry.status === 'open', 'conflict', settledSentence[entry.status], {
    reason: 'already_settled',
  })
  switch (move.move) {
    case 'done':
      return finish(state, part, move.heard, facts)
    case 'answer':
      return answer(run, state, part, move, facts)
    case 'wait':
      return wait(state, part, requireReason(move.for), facts)
    case 'resume':
      return resume(state, part, facts)
    case 'skip':
      return settle(state, id, { status: 'skipped', reason: requireReason(move.reason) }, facts)
    case 'does_not_apply':
      refuseUnless(
        part.part === 'step' && part.item.when !== undefined,
        'invalid',
        'This one is for everybody. Skip it with a reason if it must be left out.',
      )
      return settle(state, id, { status: 'not_needed' }, facts)
  }
}

const settledSentence: Record<PartEntry['status'], string> = {
  open: '',
  done: 'Somebody has done this already. Reopen it with a reason if it has to be done again.',
  skipped: 'Somebody has skipped this already. Reopen it with a reason first.',
  not_needed: 'This was marked as not needed. Reopen it with a reason first.',
}

function finish(state: RunState, part: RunPart, heard: string | undefined, facts: MoveFacts): Moved {
  if (part.part === 'evidence') {
    refuseUnless(
      isCaptured(part.id, facts),
      'conflict',
      'Nothing is sealed for this yet. Add the file or a note as evidence, or say with a reason why it is not available.',
      { reason: 'evidence_missing' },
    )
  }
  if (part.part === 'step') {
    refuseUnless(
      part.item.ask === undefined,
      'invalid',
      'This step ends with a question. Answer it with yes or no.',
    )
    requireEvidence(part.item, facts)
    requireWord(part.item, heard)
  }
  return settle(state, part.id, { status: 'done', ...(heard === undefined ? {} : { heard }) }, facts)
}

/** Still open, and no longer offered first: the run goes on beside it until somebody says the word. */
function wait(state: RunState, part: RunPart, what: string, facts: MoveFacts): Moved {
  const entry = entryOf(state, part.id)
  const waiting = { for: what, since: facts.at, by: facts.by }
  return { state: withEntry(state, part.id, { ...entry, waiting }), changes: [] }
}

function resume(state: RunState, part: RunPart, facts: MoveFacts): Moved {
  const { waiting, ...entry } = entryOf(state, part.id)
  refuseUnless(waiting !== undefined, 'conflict', 'Nobody is waiting here. Load the incident again.')
  return { state: withEntry(state, part.id, { ...entry, by: facts.by, at: facts.at }), changes: [] }
}

function answer(
  run: PlaybookRun,
  state: RunState,
  part: RunPart,
  { answer: given, heard }: Extract<StepMove, { move: 'answer' }>,
  facts: MoveFacts,
): Moved {
  const ask = part.part === 'step' ? part.item.ask : undefined
  if (part.part !== 'step' || ask === undefined) {
    refuse('invalid', 'This step asks no question. Mark it as done.')
  }
  requireEvidence(part.item, facts)
  requireWord(part.item, heard)
  const said = heard === undefined ? {} : { heard }
  const target = given === 'yes' ? ask.yes : ask.no
  const positions = new Map(run.steps.map((step, index) => [step.id, index]))
  const from = positions.get(part.id) ?? 0
  const to = positions.get(target) ?? 0
  if (to <= from) return goBack(run, state, { from, to, given, said }, facts)

  const moved = [settle(state, part.id, { status: 'done', answer: given, ...said }, facts)]
  const chosen = entryOf(state, target)
  if (chosen.status === 'not_needed' || chosen.status === 'skipped') {
    moved.push(again(lastState(moved), target, facts))
  }
  for (const other of passedBy(run, state, { from, to, other: given === 'yes' ? ask.no : ask.yes })) {
    moved.push(settle(lastState(moved), other, { status: 'not_needed', because: part.id }, facts))
  }
  const reached = lastState(moved)
  return together(moved, entryOf(reached, target).status === 'open' ? leadTo(reached, target) : reached)
}

/**
 * An answer that leads back starts a new round. Within a phase everything done from there on is done again
 * (the next account, the next machine); into an earlier phase only the step it names. The question stays open.
 */
function goBack(
  run: PlaybookRun,
  state: RunState,
  jump: { from: number; to: number; given: 'yes' | 'no'; said: { heard?: string } },
  facts: MoveFacts,
): Moved {
  const asked = run.steps[jump.from]
  const target = run.steps[jump.to]
  if (asked === undefined || target === undefined) refuse('not_found', 'This run has no such step.')
  const last = asked.phase === target.phase ? jump.from : jump.to + 1
  const repeated = run.steps
    .slice(jump.to, last)
    .filter((step) => step.id === target.id || entryOf(state, step.id).status === 'done')
    .filter((step) => entryOf(state, step.id).status !== 'open')
  const entry = entryOf(state, asked.id)
  const noted: PartEntry = {
    status: 'open',
    round: entry.round + 1,
    answer: jump.given,
    ...jump.said,
    by: facts.by,
    at: facts.at,
  }
  const moved: Moved[] = [{ state: withEntry(state, asked.id, noted), changes: [] }]
  for (const step of repeated) moved.push(again(lastState(moved), step.id, facts))
  return together(moved, leadTo(lastState(moved), target.id))
}

/**
 * The other answer's step, if this answer passes it by. Only what its author made conditional falls away,
 * and only when nothing else leads there: neither the steps after the chosen one nor another open question.
 * A step for everybody stays open, because a wrongly hidden step costs more than one look too many.
 */
function passedBy(
  run: PlaybookRun,
  state: RunState,
  jump: { from: number; to: number; other: string },
): string[] {
  const index = run.steps.findIndex((step) => step.id === jump.other)
  const step = run.steps[index]
  if (step?.when === undefined || index <= jump.from || index >= jump.to) return []
  if (entryOf(state, step.id).status !== 'open') return []
  const asker = run.steps[jump.from]?.id
  const isReachedOtherwise = run.steps.some(
    (other) =>
      other.id !== asker &&
      entryOf(state, other.id).status === 'open' &&
      (other.ask?.yes === step.id || other.ask?.no === step.id),
  )
  return isReachedOtherwise ? [] : [step.id]
}

function reopen(state: RunState, part: RunPart, reason: string, facts: MoveFacts): Moved {
  refuseUnless(entryOf(state, part.id).status !== 'open', 'conflict', 'This is open already.', {
    reason: 'already_open',
  })
  const moved = [again(state, part.id, facts, reason)]
  const hidden = Object.entries(state.entries).filter(
    ([, entry]) => entry.status === 'not_needed' && entry.because === part.id,
  )
  for (const [id] of hidden) moved.push(again(lastState(moved), id, facts))
  return together(moved, lastState(moved))
}

function requireReason(reason: string): string {
  const said = reason.trim()
  refuseUnless(said !== '', 'invalid', 'Say why in a few words, the review reads it.')
  return said
}

function requireEvidence(step: RunStep, facts: RunFacts): void {
  const missing = missingEvidence(step, facts)
  refuseUnless(
    missing.length === 0,
    'conflict',
    `This step destroys traces. First seal ${missing.join(', ')}, or sign with a reason that you go on without.`,
    { reason: 'evidence_missing', faults: missing.map((item) => ({ path: item, message: 'not captured' })) },
  )
}

/** A step that waits for somebody's word is done by that word, which is kept. */
function requireWord(step: RunStep, heard: string | undefined): void {
  if (step.waitsFor === undefined) return
  refuseUnless(
    heard !== undefined && heard.trim() !== '',
    'conflict',
    `This step waits for a word: ${step.waitsFor.for} Write down who said it, and what.`,
    { reason: 'word_missing' },
  )
}

function settle(
  state: RunState,
  id: string,
  outcome: Omit<PartEntry, 'round' | 'by' | 'at'>,
  facts: MoveFacts,
): Moved {
  const before = entryOf(state, id)
  const next = withEntry(state, id, { ...outcome, round: before.round, by: facts.by, at: facts.at })
  return {
    state: { ...next, goTo: next.goTo.filter((waiting) => waiting !== id) },
    changes: [{ id, from: before.status, to: outcome.status }],
  }
}

function again(state: RunState, id: string, facts: MoveFacts, reason?: string): Moved {
  const before = entryOf(state, id)
  const entry: PartEntry = { status: 'open', round: before.round + 1, by: facts.by, at: facts.at }
  return {
    state: withEntry(state, id, reason === undefined ? entry : { ...entry, reason }),
    changes: [{ id, from: before.status, to: 'open' }],
  }
}

function leadTo(state: RunState, id: string): RunState {
  return { ...state, goTo: [...state.goTo.filter((waiting) => waiting !== id), id] }
}

function withEntry(state: RunState, id: string, entry: PartEntry): RunState {
  return { ...state, entries: { ...state.entries, [id]: entry } }
}

function lastState(moved: readonly Moved[]): RunState {
  const last = moved.at(-1)
  if (last === undefined) throw new RangeError('a move has at least one outcome')
  return last.state
}

function together(moved: readonly Moved[], state: RunState): Moved {
  return { state, changes: moved.flatMap((each) => each.changes) }
}
