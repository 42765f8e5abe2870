/** Who is told of an improvement that waits, and when: whoever has it, then who leads, then who owns the firm. */
import { dayAfter, daysBetween } from '../../../../base/calendar-day.ts'
import type { ImprovementDue } from '../../../../base/improvement-due.ts'
import { remindStages, type ImprovementState, type RemindStage } from '../contract/words.ts'

/** So many days before its day whoever has it hears of it. */
export const nearDays = 7
/** So many days late those who lead hear of it, and so many those who own the firm. */
const leaderDays = 7
const managementDays = 21
/** What waits for its check, or for a word on whether it helped, is brought to mind so often. */
const againDays = 14

export interface Waiting {
  readonly state: ImprovementState
  readonly dueOn: string | null
  readonly effectDueOn: string | null
  readonly acceptedUntil: string | null
  readonly remindStage: RemindStage
  /** When it was brought to mind last. */
  readonly remindDay: string | null
}

/** What is to be said today; undefined when all was said. Each stage of a day is said once. */
export function dueNotice(one: Waiting, today: string): ImprovementDue['stage'] | undefined {
  const { state, dueOn, effectDueOn, acceptedUntil, remindStage, remindDay } = one
  const isQuiet = remindDay !== null && dayAfter(remindDay, againDays) > today
  if (state === 'done') return isQuiet ? undefined : 'verify'
  if (state === 'verified')
    return effectDueOn === null || effectDueOn > today || isQuiet ? undefined : 'effect'
  // A risk that is carried beyond its day asks those who lead: they signed for it, or do so anew.
  if (state === 'risk_accepted')
    return acceptedUntil === null || acceptedUntil >= today || isQuiet ? undefined : 'risk_over'
  if (dueOn === null || (state !== 'accepted' && state !== 'in_progress')) return undefined
  const stage = stageOf(daysBetween(dueOn, today))
  return stage === '' || remindStages.indexOf(stage) <= remindStages.indexOf(remindStage) ? undefined : stage
}

/** @param late days since its day; negative before it */
function stageOf(late: number): RemindStage {
  if (late > managementDays) return 'management'
  if (late > leaderDays) return 'leader'
  if (late > 0) return 'overdue'
  return late >= -nearDays ? 'near' : ''
}

/** What the list of what would fail today says as a sentence of its own. */
export function isLongOverdue(dueOn: string, today: string): boolean {
  return daysBetween(dueOn, today) > leaderDays
}

export interface Hearer {
  readonly id: string
  readonly role: string
}

/** Whom that reaches, of those who may hear of it. Whoever is away for good is nobody: then those who lead hear instead. */
export function hearersOf(
  stage: ImprovementDue['stage'],
  { ownerId, doneById }: { readonly ownerId: string | null; readonly doneById: string | null },
  people: readonly Hearer[],
): string[] {
  const of = (...roles: string[]) => people.filter(({ role }) => roles.includes(role)).map(({ id }) => id)
  const leaders = of('lead', 'owner')
  if (stage === 'management') return of('owner')
  if (stage === 'leader' || stage === 'risk_over') return leaders
  // Whoever has it cannot check it.
  if (stage === 'verify') return leaders.filter((id) => id !== ownerId && id !== doneById)
  const own = people.filter(({ id }) => id === ownerId).map(({ id }) => id)
  return own.length > 0 ? own : leaders
}
