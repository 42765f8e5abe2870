/** When mails go out: on working days, in working hours of the firm's own clock, one here and one there. */
import { Temporal } from 'temporal-polyfill'

const opensAt = { hour: 9, minute: 0 }
/** The last falls due so early that it still goes out on its day, also where a server makes it wait. */
const lastDueAt = { hour: 16, minute: 0 }
const closesAt = { hour: 16, minute: 30 }

interface Window {
  readonly from: number
  readonly until: number
}

interface Days {
  readonly startsOn: string
  readonly endsOn: string
  readonly timeZone: string
}

/** The working hours between two days that are still to come. */
export function windowsOf({ startsOn, endsOn, timeZone }: Days, now: Date): Window[] {
  const found: Window[] = []
  const last = Temporal.PlainDate.from(endsOn)
  for (
    let day = Temporal.PlainDate.from(startsOn);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (day.dayOfWeek > 5) continue
    const at = (time: { hour: number; minute: number }) =>
      day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
    const window = { from: Math.max(at(opensAt), now.getTime()), until: at(lastDueAt) }
    if (window.until > window.from) found.push(window)
  }
  return found
}

/** One moment for each mail, spread evenly over the windows and shifted by chance within its share. */
export function spreadOver(windows: readonly Window[], chances: readonly number[]): Date[] {
  const total = windows.reduce((sum, { from, until }) => sum + until - from, 0)
  return chances.map((chance, place) => {
    let left = ((place + chance) / chances.length) * total
    for (const { from, until } of windows) {
      if (left < until - from) return new Date(from + Math.floor(left))
      left -= until - from
    }
    return new Date((windows.at(-1)?.until ?? 0) - 1)
  })
}

/** Whether people work now, by the clock of the firm: nothing goes out at night or on a Sunday. */
export function isWorkingTime(now: Date, timeZone: string): boolean {
  const { dayOfWeek, hour, minute } = Temporal.Instant.fromEpochMilliseconds(
    now.getTime(),
  ).toZonedDateTimeISO(timeZone)
  const minutes = hour * 60 + minute
  return (
    dayOfWeek <= 5 &&
    minutes >= opensAt.hour * 60 + opensAt.minute &&
    minutes < closesAt.hour * 60 + closesAt.minute
  )
}
