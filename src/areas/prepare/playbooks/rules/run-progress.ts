import type { StepPhase, StepRole } from '../contract/playbook.ts'
import type { PartStatus, PlaybookRun, RunState } from '../contract/run.ts'
import {
  entryOf,
  isCaptured,
  isOpen,
  missingEvidence,
  partsOf,
  type RunFacts,
  type RunPart,
} from './run-parts.ts'

export interface NextStep {
  readonly id: string
  readonly part: RunPart['part']
  readonly phase: StepPhase | null
  /** One line that says what to do. */
  readonly title: string
  readonly who: StepRole
  /** Its condition in words; the person decides whether it holds. */
  readonly when: string | null
  /** Evidence that has to be sealed or waived before this destructive step. */
  readonly missingEvidence: readonly string[]
}

/**
 * The one obvious next step, or undefined when nothing is open: first the card, then where an answer led,
 * then the evidence that vanishes, then the phases. A role asks for its own; `everyone` counts for each.
 */
export function nextStep(
  run: PlaybookRun,
  state: RunState,
  facts: RunFacts,
  role?: StepRole,
): NextStep | undefined {
  const open = partsOf(run).filter((part) => isOpen(part, state, facts))
  const own = open.filter((part) => role === undefined || [role, 'everyone'].includes(whoOf(part)))
  const ready = own.filter((part) => entryOf(state, part.id).waiting === undefined)
  // What waits for somebody is offered again once nothing else can be done.
  const mine = ready.length > 0 ? ready : own
  const card = mine.find((part) => part.part === 'card')
  const ledTo = state.goTo.toReversed().map((id) => mine.find((part) => part.id === id))
  const next = card ?? ledTo.find((part) => part !== undefined) ?? mine[0]
  return next === undefined ? undefined : described(next, facts)
}

export interface Progress {
  readonly total: number
  readonly done: number
  readonly skipped: number
  readonly notNeeded: number
  readonly open: number
}

export type RunSection = 'card' | 'evidence' | StepPhase

/** How far each section of a run is. In each section `total` is the sum of the other four. */
export function progress(run: PlaybookRun, state: RunState, facts: RunFacts): Record<RunSection, Progress> {
  const parts = partsOf(run)
  const counted = (section: RunSection): Progress => {
    const statuses = parts
      .filter((part) => sectionOf(part) === section)
      .map((part) => (isCapturedPart(part, facts) ? 'done' : entryOf(state, part.id).status))
    const having = (status: PartStatus) => statuses.filter((each) => each === status).length
    return {
      total: statuses.length,
      done: having('done'),
      skipped: having('skipped'),
      notNeeded: having('not_needed'),
      open: having('open'),
    }
  }
  return {
    card: counted('card'),
    evidence: counted('evidence'),
    contain: counted('contain'),
    eradicate: counted('eradicate'),
    recover: counted('recover'),
    learn: counted('learn'),
  }
}

function isCapturedPart(part: RunPart, facts: RunFacts): boolean {
  return part.part === 'evidence' && isCaptured(part.id, facts)
}

function sectionOf(part: RunPart): RunSection {
  return part.part === 'step' ? part.item.phase : part.part
}

function described(part: RunPart, facts: RunFacts): NextStep {
  const shared = { id: part.id, part: part.part, who: whoOf(part) }
  switch (part.part) {
    case 'card':
      return { ...shared, phase: null, title: part.item.do, when: null, missingEvidence: [] }
    case 'evidence':
      return { ...shared, phase: null, title: part.item.what, when: null, missingEvidence: [] }
    case 'step':
      return {
        ...shared,
        phase: part.item.phase,
        title: part.item.title,
        when: part.item.when ?? null,
        missingEvidence: missingEvidence(part.item, facts),
      }
  }
}

/** Playbooks name nobody for evidence; whoever knows the systems takes it. */
function whoOf(part: RunPart): StepRole {
  return part.part === 'evidence' ? 'technical' : part.item.who
}
