/** The arithmetic of deadlines: from an instant and a span to the instant when something is due. */
import { Temporal } from 'temporal-polyfill'

/** Milliseconds since 1970, UTC. */
export type Millis = number

export interface Calendar {
  readonly holidays: ReadonlySet<string>
  /** The last year that the calendar knows; later holidays are not counted, and the answer says so. */
  readonly knownUntil: number
}

const hourMillis = 3_600_000

/** Elapsed time, so weekends, holidays and clock changes add nothing. */
export function addHours(start: Millis, hours: number): Millis {
  return start + hours * hourMillis
}

export function localDate(at: Millis, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
}

/** The last second of a local day, or the cut-off of that day. */
export function endOf(day: Temporal.PlainDate, zone: string, cutOff = '23:59:59'): Millis {
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(cutOff) }).epochMilliseconds
}

/** The day of the event is day 0, or day 1 where the law counts it. */
export function addCalendarDays(
  start: Temporal.PlainDate,
  days: number,
  isInclusive = false,
): Temporal.PlainDate {
  return start.add({ days: isInclusive ? days - 1 : days })
}

/** Counts business days after the day of the event; from a day off the next business day is day 1. */
export function addBusinessDays(
  start: Temporal.PlainDate,
  days: number,
  calendar: Calendar,
): Temporal.PlainDate {
  let day = start
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 })
    if (isBusinessDay(day, calendar)) left -= 1
  }
  return day
}

/** The same day number of a later month, or that month's last day. */
export function addMonths(start: Temporal.PlainDate, months: number): Temporal.PlainDate {
  return start.add({ months }, { overflow: 'constrain' })
}

export function isBusinessDay(day: Temporal.PlainDate, { holidays }: Calendar): boolean {
  return day.dayOfWeek <= 5 && !holidays.has(day.toString())
}

/** This day if it is a business day, else the next that is. */
export function onBusinessDay(day: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  let next = day
  while (!isBusinessDay(next, calendar)) next = next.add({ days: 1 })
  return next
}

/** DORA RTS art. 5(4): due on a weekend day or bank holiday, it may be sent until noon of the next working day. */
export function noonOfNextWorkingDay(due: Millis, zone: string, calendar: Calendar): Millis | undefined {
  const day = localDate(due, zone)
  if (isBusinessDay(day, calendar)) return undefined
  return endOf(onBusinessDay(day, calendar), zone, '12:00:00')
}

/** With the offset of the zone, in whole seconds: `2026-10-26T15:40:00+01:00`. */
export function inZone(at: Millis, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second', roundingMode: 'floor' })
}
