import type { Context } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { listCountedDays, type Frame } from '../../../respond/incidents/public/figures.ts'
import { casesLeftOut, listVectorsFound } from '../../../respond/investigation/public.ts'
import { taxonomyVersion } from '../contract/words.ts'
import { dayAfter, dayIn } from '../../../../base/calendar-day.ts'
import { monthsOf, yearsBack, type Span } from '../rules/frames.ts'

export type Reading = Pick<Context, 'tx' | 'now'>

export interface Looking {
  readonly frame: Frame
  /** Of the cases that are left out, those that were entered afterwards; the others were tests. */
  readonly entered: readonly string[]
  readonly span: Span
  /** When the organisation began here. */
  readonly createdAt: Date
}

/** @param isShared for what others will read: no restricted case, none of TLP:RED */
export async function lookAt(
  context: Reading,
  spanIn: (timeZone: string) => Span,
  isShared = false,
): Promise<Looking> {
  const { timeZone, createdAt } = await organisationFor(context)
  const marked = await casesLeftOut(context)
  const span = spanIn(timeZone)
  const leftOut = marked.map(({ incidentId }) => incidentId)
  const entered = marked
    .filter(({ counting }) => counting === 'entered_afterwards')
    .map(({ incidentId }) => incidentId)
  return { frame: { from: span.from, to: span.to, timeZone, leftOut, isShared }, entered, span, createdAt }
}

export async function lookBack(context: Reading, years: number): Promise<Looking> {
  return lookAt(context, (timeZone) => yearsBack(context.now, timeZone, years))
}

/**
 * The first day of the span from which cases were kept here: the organisation began, or its first case. What was before
 * is not known, and would make every rate too small.
 * @param first when the first case that counts was declared
 */
export function watchedFrom({ frame, span, createdAt }: Looking, first: Date | undefined): string {
  const began = first === undefined || createdAt < first ? createdAt : first
  const day = dayIn(began, frame.timeZone)
  return day > span.firstDay ? day : span.firstDay
}

/** Months in which cases were kept here, at least one. */
export function watchedMonths(looking: Looking, first: Date | undefined): number {
  const { firstDay, lastDay, months } = looking.span
  const from = watchedFrom(looking, first)
  return from === firstDay ? months : Math.max(1, monthsOf(from, dayAfter(lastDay, 1)))
}

/** What every view says of itself. */
export function frameShown({ span }: Looking) {
  const { firstDay: from, lastDay: to, months } = span
  return { from, to, months, taxonomy: taxonomyVersion }
}

/** Counted cases by day, kind and way in; of those that still run, the way that was found so far. */
export async function daysCounted(context: Reading, frame: Frame) {
  return listCountedDays(context, frame, await listVectorsFound(context))
}
