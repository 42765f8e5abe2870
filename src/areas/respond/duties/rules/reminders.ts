/** When the end of a duty is brought to mind: at half and at a quarter of its time, an hour before, and when it is over. */
import type { EvaluatedDuty } from '../../../register/obligations/contract.ts'
import { permittedUntil, type Answered } from './standing.ts'

export const reminderStages = ['half', 'quarter', 'hour', 'overdue'] as const
export type ReminderStage = (typeof reminderStages)[number]

/** What has an end: a duty of the law, or a clock of the house. */
export type Timed = Pick<EvaluatedDuty, 'key' | 'dueAt' | 'extendedDueAt'> & {
  readonly explanation: { readonly start: { readonly at: string } | null }
}

export interface Reminder<T extends Timed = EvaluatedDuty> {
  readonly duty: T
  readonly stage: ReminderStage
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  readonly dueAt: number
}

const hour = 3_600_000

/** Whether somebody has to be reminded of it at all. */
export function isReminded(duty: EvaluatedDuty, answered: Answered): boolean {
  return answered === undefined && duty.status === 'live' && !duty.recordOnly && !duty.voluntary
}

/** Every reminder of one duty, earliest first; none where the law names no instant. */
export function remindersOf<T extends Timed>(duty: T): Reminder<T>[] {
  const dueAt = duty.dueAt === null ? undefined : Date.parse(duty.dueAt)
  const end = permittedUntil(duty)
  if (dueAt === undefined || end === undefined) return []
  const from = duty.explanation.start?.at
  const span = from === undefined ? 0 : dueAt - Date.parse(from)
  const stages: [ReminderStage, number][] = [
    // Of a span of two hours or less the last hour is half of it: one reminder is enough.
    ...(span > 2 * hour ? [['half', dueAt - span / 2] satisfies [ReminderStage, number]] : []),
    ...(span > 4 * hour ? [['quarter', dueAt - span / 4] satisfies [ReminderStage, number]] : []),
    ['hour', dueAt - hour],
    ['overdue', end],
  ]
  return stages.map(([stage, at]) => ({ duty, stage, at, dueAt })).toSorted((a, b) => a.at - b.at)
}

/** What is to be said by now, and when to look again; null where nothing comes any more. */
export function dueReminders<T extends Timed>(
  duties: readonly T[],
  now: number,
): { readonly due: readonly (readonly Reminder<T>[])[]; readonly lookAt: number | null } {
  const all = duties.map((duty) => remindersOf(duty))
  const later = all.flat().filter(({ at }) => at > now)
  return {
    due: all.map((each) => each.filter(({ at }) => at <= now)).filter((each) => each.length > 0),
    lookAt: later.length === 0 ? null : Math.min(...later.map(({ at }) => at)),
  }
}
