/** How the sections of the plan did over time, and which of them has to be looked at. Plain data in, plain data out. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { SectionVerdict } from '../contract/words.ts'

/** So long a failure counts against a section. */
export const failureMonths = 12
/** So many failures in that time force a section into review. */
export const mostFailures = 2

export interface Judgement<Section extends string = string> {
  readonly subjectId: string
  readonly section: Section
  readonly judged: SectionVerdict
  readonly judgedOn: string
}

/** A section that should have said something and did not is as little use as one that said the wrong thing. */
export function isFailure(judged: SectionVerdict): boolean {
  return judged === 'failed' || judged === 'missing'
}

/** The first day on which a failure still counts. */
export function failuresSince(today: string): string {
  return dayAfter(dayAfter(today, -failureMonths, 'months'), 1)
}

/** How often each section failed in the time that counts; those that did not are not among them. */
export function failuresBySection<Section extends string>(
  judgements: readonly Judgement<Section>[],
  today: string,
): ReadonlyMap<Section, number> {
  const since = failuresSince(today)
  const counts = new Map<Section, number>()
  for (const { section, judged, judgedOn } of judgements)
    if (isFailure(judged) && judgedOn >= since && judgedOn <= today)
      counts.set(section, (counts.get(section) ?? 0) + 1)
  return counts
}

/** Sections that this look back found wanting, each with its failures, where these have become too many. */
export function forcedSections<Section extends string>(
  found: readonly Section[],
  failures: ReadonlyMap<Section, number>,
): { readonly section: Section; readonly count: number }[] {
  return found.flatMap((section) => {
    const count = failures.get(section) ?? 0
    return count >= mostFailures ? [{ section, count }] : []
  })
}
