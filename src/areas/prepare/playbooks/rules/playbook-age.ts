import type { Playbook } from '../contract/playbook.ts'
import type { PlaybookSummary } from '../contract/reading.ts'

/** Console paths move within months; a year unread is the point from which a playbook is called stale. */
const staleAfterDays = 365

/** @param reviewedOn a calendar date, taken as the start of that day in UTC */
export function isStale(reviewedOn: string, now: Date): boolean {
  return now.getTime() - Date.parse(`${reviewedOn}T00:00:00Z`) > staleAfterDays * 86_400_000
}

/** So much of a playbook as a line of the list says. */
export type Listed = Pick<
  Playbook,
  'id' | 'version' | 'language' | 'title' | 'plainTitle' | 'recognise' | 'reviewedOn'
> & { readonly severity: Pick<Playbook['severity'], 'default'> }

/** A playbook as a line of the list. */
export function summaryOf(
  playbook: Listed,
  where: Pick<PlaybookSummary, 'key' | 'edition' | 'hasDraft' | 'isInUse'>,
  now: Date,
): PlaybookSummary {
  return {
    ...where,
    kind: playbook.id,
    version: playbook.version,
    language: playbook.language ?? 'en',
    title: playbook.title,
    plainTitle: playbook.plainTitle,
    severityDefault: playbook.severity.default,
    recognise: playbook.recognise,
    reviewedOn: playbook.reviewedOn,
    stale: isStale(playbook.reviewedOn, now),
  }
}
