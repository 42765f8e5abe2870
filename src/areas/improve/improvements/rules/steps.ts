/** Which step may follow which state, who may take it, and what it needs. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { Fault } from '../../../../base/refusal.ts'
import type {
  Effect,
  ImprovementState,
  ImprovementStep,
  TargetKind,
  VerifyMethod,
} from '../contract/words.ts'

/** So many are worked on for one review, rehearsal or case: a longer list is one that nobody finishes. */
export const mostOpen = 7
/** So long after the check somebody says whether it helped. */
export const effectDays = 90
/** Nobody carries a risk longer on one signature: a yes of three years ago knew another firm. */
const carriedMonths = 24

const from: Readonly<Record<ImprovementStep, readonly ImprovementState[]>> = {
  accept: ['proposed'],
  start: ['accepted'],
  finish: ['accepted', 'in_progress'],
  return: ['done'],
  verify: ['done'],
  judge: ['verified'],
  refuse: ['proposed', 'accepted', 'in_progress', 'done'],
  carry_risk: ['proposed', 'accepted', 'in_progress', 'done'],
  reopen: ['verified', 'refused', 'risk_accepted'],
}
/** Steps of those who lead. */
const leadsSteps: readonly ImprovementStep[] = ['accept', 'refuse', 'carry_risk', 'reopen']

/** Being worked on, or waiting for its check. */
export const openStates: readonly ImprovementState[] = ['accepted', 'in_progress', 'done']

export interface Standing {
  readonly state: ImprovementState
  readonly ownerId: string | null
  readonly doneById: string | null
  readonly effect: Effect | null
}

export interface Asker {
  /** Null for a key or the program. */
  readonly memberId: string | null
  readonly mayLead: boolean
  /** May do the work of others, too. */
  readonly mayWork: boolean
}

/** What this one may do with it as it stands, in the order of the story. */
export function stepsFor(standing: Standing, asker: Asker): ImprovementStep[] {
  const all = Object.keys(from) as ImprovementStep[] // the keys of a record of steps
  return all.filter((step) => isNext(step, standing) && whoStops(step, standing, asker) === undefined)
}

function isNext(step: ImprovementStep, { state, effect }: Standing): boolean {
  // Whether it helped is said until it is clear.
  return from[step].includes(state) && (step !== 'judge' || effect === null || effect === 'unclear')
}

/** Why the step cannot be taken now; undefined when it can. */
export function whyNotNow(step: ImprovementStep, standing: Standing): string | undefined {
  if (isNext(step, standing)) return undefined
  return `This improvement is ${stateWords[standing.state]}. Read it again: somebody took a step in the meantime.`
}

/** Why this one may not take it; undefined when they may. */
export function whoStops(step: ImprovementStep, standing: Standing, asker: Asker): string | undefined {
  if (leadsSteps.includes(step))
    return asker.mayLead
      ? undefined
      : 'Only an owner or a lead of the organisation does this. Ask one of them.'
  if (step === 'start' || step === 'finish')
    return asker.mayWork || isSelf(asker, standing.ownerId)
      ? undefined
      : 'Whoever has this improvement says so, or somebody who works on incidents. Ask them.'
  if (step === 'verify') return whyNotVerifier(standing, asker)
  return undefined
}

/** Nobody checks their own work. */
function whyNotVerifier({ ownerId, doneById }: Standing, asker: Asker): string | undefined {
  if (asker.memberId === null)
    return 'A person checks this, not a program. Ask somebody to sign in and do it.'
  if (isSelf(asker, ownerId) || isSelf(asker, doneById))
    return 'Somebody else checks this: you have it, or you called it done. Ask a colleague, your provider or an auditor.'
  return undefined
}

const isSelf = ({ memberId }: Asker, id: string | null) => memberId !== null && memberId === id

export interface Said {
  readonly words: string
  readonly ownerId: string | null
  readonly dueOn: string | null
  readonly targetKind: TargetKind | null
  readonly targetId: string | null
  readonly method?: VerifyMethod | undefined
  readonly effect?: Effect | undefined
  readonly until?: string | undefined
}

/** What is missing from what was said, at its fields; empty when nothing is. */
export function stepFaults(step: ImprovementStep, said: Said, today: string): Fault[] {
  const { words, ownerId, dueOn, targetKind, targetId, method, effect, until } = said
  const latest = dayAfter(today, carriedMonths, 'months')
  const wanted: readonly (readonly [boolean, string, string])[] = [
    [step === 'accept' && ownerId === null, 'ownerId', 'Say who sees to it.'],
    [step === 'accept' && dueOn === null, 'dueOn', 'Say by which day.'],
    [
      step === 'accept' && (targetKind === null || targetId === null),
      'targetKind',
      'Say what it changes: a section of the plan, a playbook, a house rule, an asset …',
    ],
    [
      step === 'finish' && words === '',
      'words',
      'Say what shows that it is done: where it stands, what was tried.',
    ],
    [step === 'verify' && words === '', 'words', 'Say what you looked at and what you saw.'],
    [step === 'verify' && method === undefined, 'method', 'Say how you made sure.'],
    [step === 'judge' && effect === undefined, 'effect', 'Say whether it helped.'],
    [step === 'judge' && words === '', 'words', 'Say what shows whether it helped.'],
    [
      reasoned.includes(step) && words === '',
      'words',
      'Say why, in a sentence that others understand in a year.',
    ],
    [step === 'carry_risk' && until === undefined, 'until', 'Write the last day on which this holds.'],
    [
      step === 'carry_risk' && until !== undefined && (until <= today || until > latest),
      'until',
      'Write a day to come, within two years.',
    ],
  ]
  return wanted.flatMap(([isWrong, path, message]) => (isWrong ? [{ path, message }] : []))
}
const reasoned: readonly ImprovementStep[] = ['return', 'refuse', 'carry_risk', 'reopen']

/**
 * The state after a step. Judged and found wanting, it is worked on again; what was refused before anybody had taken it
 * on is a proposal once more.
 */
export function stateAfter(
  step: ImprovementStep,
  { effect, ownerId, dueOn, targetKind }: Pick<Said, 'effect' | 'ownerId' | 'dueOn' | 'targetKind'>,
): ImprovementState {
  if (step === 'judge') return effect === 'no' ? 'accepted' : 'verified'
  const isWhole = ownerId !== null && dueOn !== null && targetKind !== null
  return step === 'reopen' && !isWhole ? 'proposed' : plainAfter[step]
}

/** What is worked on once more has a day to come: the one that stands, or a month from now. */
export function dueAgain(dueOn: string | null, today: string): string | null {
  return dueOn === null || dueOn > today ? dueOn : dayAfter(today, againDays)
}
const againDays = 30
const plainAfter: Readonly<Record<Exclude<ImprovementStep, 'judge'>, ImprovementState>> = {
  accept: 'accepted',
  start: 'in_progress',
  finish: 'done',
  return: 'in_progress',
  verify: 'verified',
  refuse: 'refused',
  carry_risk: 'risk_accepted',
  reopen: 'accepted',
}

const stateWords: Readonly<Record<ImprovementState, string>> = {
  proposed: 'only proposed yet',
  accepted: 'accepted',
  in_progress: 'being worked on',
  done: 'done and waits for its check',
  verified: 'done and checked',
  refused: 'refused',
  risk_accepted: 'left undone, with its risk carried',
}
