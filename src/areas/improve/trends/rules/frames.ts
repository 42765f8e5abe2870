/** Which time a view looks at: whole days of the organisation's calendar, ending with today. */
import { Temporal } from 'temporal-polyfill'
import { dayAfter, dayIn } from '../../../../base/calendar-day.ts'

export interface Span {
  readonly from: Date
  /** Not included. */
  readonly to: Date
  /** First and last day. */
  readonly firstDay: string
  readonly lastDay: string
  readonly months: number
}

/** The last years up to and with today. */
export function yearsBack(now: Date, timeZone: string, years: number): Span {
  const today = dayIn(now, timeZone)
  const end = dayAfter(today, 1)
  const first = dayAfter(end, -12 * years, 'months')
  return spanOf(first, end, timeZone, years * 12)
}

/** A year of the calendar; of the running one what is over, up to and with today. */
export function calendarYear(year: number, timeZone: string, now: Date): Span {
  const [first, end] = [`${year}-01-01`, `${year + 1}-01-01`]
  const tomorrow = dayAfter(dayIn(now, timeZone), 1)
  if (tomorrow >= end || tomorrow <= first) return spanOf(first, end, timeZone, 12)
  return spanOf(first, tomorrow, timeZone, monthsOf(first, tomorrow))
}

/** @param quarter as `2026-3` */
export function quarterSpan(quarter: string, timeZone: string): Span {
  const [year = 0, number = 1] = quarter.split('-').map(Number)
  const first = `${year}-${String(number * 3 - 2).padStart(2, '0')}-01`
  return spanOf(first, dayAfter(first, 3, 'months'), timeZone, 3)
}

/** The quarter that this day lies in, as `2026-3`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

export function quarterBefore(quarter: string): string {
  const [year = 0, number = 1] = quarter.split('-').map(Number)
  return number === 1 ? `${year - 1}-4` : `${year}-${number - 1}`
}

/** Quarters that are gathered at once at most. */
const quartersAtMost = 8

/** Those behind this one up to the last, oldest first; the last alone where none is known. */
export function quartersAfter(known: string | undefined, last: string): string[] {
  if (known === undefined) return [last]
  const found: string[] = []
  for (let one = last; one > known && found.length < quartersAtMost; one = quarterBefore(one)) found.push(one)
  return found.toReversed()
}

/** Days after the end of a quarter by which its figures are to be looked at. */
const lookWithinDays = 30

/** The last day on which the look at a quarter is in time. */
export function lookDueOn(quarter: string): string {
  const { lastDay } = quarterSpan(quarter, 'UTC')
  return dayAfter(lastDay, lookWithinDays)
}

/** The day after a quarter, on which its figures are gathered. */
export function gatheredOn(quarter: string): string {
  return dayAfter(quarterSpan(quarter, 'UTC').lastDay, 1)
}

export function lookState(
  { dueOn, heldOn }: { readonly dueOn: string; readonly heldOn: string | null },
  today: string,
): 'ahead' | 'missed' | 'held' {
  if (heldOn !== null) return 'held'
  return dueOn < today ? 'missed' : 'ahead'
}

/** Months from one day to another, parts of one among them; for the exposure of a comparison. */
export function monthsOf(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / (86_400_000 * (365.25 / 12))
}

/** The beginning of a day where the organisation is. */
export function startOf(day: string, timeZone: string): Date {
  const at = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone })
  return new Date(at.epochMilliseconds)
}

function spanOf(first: string, end: string, timeZone: string, months: number): Span {
  return {
    from: startOf(first, timeZone),
    to: startOf(end, timeZone),
    firstDay: first,
    lastDay: dayAfter(end, -1),
    months,
  }
}
