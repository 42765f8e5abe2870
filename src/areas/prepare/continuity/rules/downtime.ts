/** How long work really stood still, and whether that was what the plan promised. */
import { dayAfter } from '../../../../base/calendar-day.ts'

export interface Outage {
  readonly downSince: Date
  readonly restoredAt: Date | null
  readonly aimMinutes: number | null
}

/** Whole minutes from when work stood still until it went on, or until now; a minute that has begun counts. */
export function downMinutes({ downSince, restoredAt }: Outage, now: Date): number {
  return Math.max(0, Math.ceil(((restoredAt ?? now).getTime() - downSince.getTime()) / 60_000))
}

/** Null where nothing was promised. */
export function isWithinAim(outage: Outage, now: Date): boolean | null {
  return outage.aimMinutes === null ? null : downMinutes(outage, now) <= outage.aimMinutes
}

/** The plan's own aim; else what the business function survives. */
export function aimOf(own: number | null, survives: number | null): number | null {
  return own ?? survives
}

/** When somebody has to go through the plan; a plan that was never tried is due at once. */
export function nextTrial(
  { triedOn, reviewMonths }: { readonly triedOn: string | null; readonly reviewMonths: number },
  today: string,
): string {
  return triedOn === null ? today : dayAfter(triedOn, reviewMonths, 'months')
}

/** What stands against these instants, as a sentence; undefined when nothing does. */
export function restorationFault(
  { downSince, restoredAt }: { readonly downSince: Date; readonly restoredAt: Date },
  now: Date,
): string | undefined {
  if (restoredAt > now) return 'This is still to come. Say it when work goes on.'
  if (restoredAt < downSince) return 'Work cannot go on again before it stood still.'
  return undefined
}
