/** Which verdict an alert group may be given. */
import type { verdicts } from '../contract/groups.ts'

interface Judged {
  readonly title: string
  readonly status: 'open' | 'dismissed' | 'linked'
  readonly snoozedUntil: Date | null
  readonly mergedInto: string | null
  readonly incidentNumber: number | null
}

/** Longer than a quarter nobody remembers why it was put aside. */
export const quietDaysAtMost = 90

/** Why this verdict cannot be given; undefined when it can. */
export function whyNotJudged(
  verdict: (typeof verdicts)[number],
  { title, status, snoozedUntil, mergedInto, incidentNumber }: Judged,
  now: Date,
): string | undefined {
  if (verdict === 'unmerge')
    return mergedInto === null ? `"${title}" is not part of another group.` : undefined
  if (mergedInto !== null) return `"${title}" is part of another group. Take it apart first.`
  if (status === 'linked')
    return `"${title}" belongs to ${incidentNumber === null ? 'an incident' : `INC-${incidentNumber}`} already.`
  if (verdict === 'restore') {
    const isAside = status === 'dismissed' || (snoozedUntil !== null && snoozedUntil > now)
    return isAside ? undefined : `"${title}" is neither dismissed nor put off.`
  }
  return status === 'dismissed' ? `"${title}" is dismissed. Restore it first.` : undefined
}

/** Why something cannot be put aside until then; undefined when it can. */
export function whyNotUntil(until: Date | undefined, now: Date): string | undefined {
  if (until === undefined) return 'Say until when. It comes back by itself then.'
  if (until <= now) return 'Choose a time that lies ahead.'
  if (until.getTime() - now.getTime() > quietDaysAtMost * 86_400_000)
    return `Choose a time within ${quietDaysAtMost} days, so that it is looked at again.`
  return undefined
}
