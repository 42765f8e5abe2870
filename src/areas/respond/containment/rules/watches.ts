/** When somebody looks, and who. */
import { planDays } from '../contract/words.ts'
import { isFar } from './times.ts'

const minuteMillis = 60_000
const dayMillis = 86_400_000
/** More checks than this nobody keeps. */
export const mostChecks = 200
/** An unknown foothold is looked at again after a day. */
const recheckMillis = dayMillis
/** So long after its time a check counts as missed. */
const graceMillis = 15 * minuteMillis

export interface PlannedCheck {
  readonly dueAt: Date
  readonly watcherId: string
}

export interface WatchRequest {
  readonly startsAt: string
  readonly endsAt: string
  readonly everyMinutes: number
  readonly watcherIds: readonly string[]
}

type Planned = { readonly checks: readonly PlannedCheck[] } | PlanFault
interface PlanFault {
  readonly fault: string
  readonly field: string
}

/** The checks of a window: one at each step after its start and one at its end, the watchers taking turns. */
export function checksOfWindow(wanted: WatchRequest, now: Date): Planned {
  const [startsAt, endsAt] = [new Date(wanted.startsAt), new Date(wanted.endsAt)]
  const [start, end] = [startsAt.getTime(), endsAt.getTime()]
  if (end <= start) return { field: 'endsAt', fault: 'A watch ends after it begins.' }
  if (isFar(startsAt, now)) return { field: 'startsAt', fault: tooFar }
  if (isFar(endsAt, now)) return { field: 'endsAt', fault: tooFar }
  if (end <= now.getTime()) return { field: 'endsAt', fault: over }
  const step = wanted.everyMinutes * minuteMillis
  const count = Math.ceil((end - start) / step)
  if (count > mostChecks)
    return {
      field: 'endsAt',
      fault: `These would be ${count} checks. Look less often or for a shorter time: at most ${mostChecks}.`,
    }
  const due = Array.from({ length: count }, (_, at) => Math.min(start + (at + 1) * step, end))
  return { checks: inTurn(due, wanted.watcherIds) }
}

const tooFar = 'This is more than a year away. Choose a day within a year of today.'
const over = 'All of this would be over already. A watch looks ahead: choose an end that is still to come.'

/** The checks of a watch plan: 7, 30 and 90 days after `from`. */
export function checksOfPlan(from: string, watcherIds: readonly string[], now: Date): Planned {
  const start = new Date(from)
  if (isFar(start, now)) return { field: 'from', fault: tooFar }
  const due = planDays.map((days) => start.getTime() + days * dayMillis)
  if (due.every((at) => at <= now.getTime())) return { field: 'from', fault: over }
  return { checks: inTurn(due, watcherIds) }
}

function inTurn(due: readonly number[], watcherIds: readonly string[]): PlannedCheck[] {
  return due.flatMap((at, index) => {
    const watcherId = watcherIds[index % watcherIds.length]
    return watcherId === undefined ? [] : [{ dueAt: new Date(at), watcherId }]
  })
}

/** Whether a check's time has gone by without an answer. */
export function isMissed(check: { readonly dueAt: Date; readonly doneAt: Date | null }, now: Date): boolean {
  return check.doneAt === null && check.dueAt.getTime() + graceMillis <= now.getTime()
}

/** Checks due at or before this instant are missed by now. */
export function missedBefore(now: Date): Date {
  return new Date(now.getTime() - graceMillis)
}

/** When an unknown foothold is looked at again. */
export function recheckAt(now: Date): Date {
  return new Date(now.getTime() + recheckMillis)
}

/** Whole minutes that a function was away. */
export function tookMinutes(downAt: Date, restoredAt: Date): number {
  return Math.max(0, Math.round((restoredAt.getTime() - downAt.getTime()) / minuteMillis))
}
