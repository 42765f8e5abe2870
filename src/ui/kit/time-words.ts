const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * How far off an instant is, in the person's language: "in 3 hours", "2 days ago", "now".
 * @param at and @param now milliseconds since 1970, UTC
 */
export function relativeWords(at: number, now: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const span = at - now
  const size = Math.abs(span)
  if (size < minute) return words.format(0, 'second')
  if (size < hour) return words.format(Math.trunc(span / minute), 'minute')
  if (size < day) return words.format(Math.trunc(span / hour), 'hour')
  return words.format(Math.trunc(span / day), 'day')
}

/** The instant on a clock in a zone, with the zone's name: a time without its zone is a guess. */
export function absoluteWords(at: number, zone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    // Twenty-four hours everywhere: an AM taken for a PM costs half a day of a legal clock.
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at)
}

/** A day of the calendar, as `2026-03-01`, or the day of an instant in UTC, as this person writes it; '' stays ''. */
export function dayWords(on: string, language: string, dateStyle: 'long' | 'medium' = 'long'): string {
  if (on === '') return ''
  const words = new Intl.DateTimeFormat(regionalTag(language), { dateStyle, timeZone: 'UTC' })
  return words.format(Date.parse(on))
}

/**
 * The person's own variant of the language shown, for the order of day and month: `en` with a British browser is
 * `en-GB`. Whose browser names none reads the day before the month, as on what is printed.
 */
export function regionalTag(language: string, wishes: readonly string[] = wishesOfBrowser()): string {
  const own = wishes.find((wish) => wish.startsWith(`${language}-`))
  return own ?? (language === 'en' ? 'en-GB' : language)
}

/** None where no browser is: words are also made in tests and on the server. */
function wishesOfBrowser(): readonly string[] {
  return typeof navigator === 'undefined' ? [] : navigator.languages
}

/** The two largest parts of a span: `{ days, hours }`, `{ hours, minutes }` or `{ minutes }`; never negative. */
export function spanParts(spanMs: number): { days?: number; hours?: number; minutes?: number } {
  const span = Math.max(0, spanMs)
  if (span >= day) return { days: Math.floor(span / day), hours: Math.floor((span % day) / hour) }
  if (span >= hour) return { hours: Math.floor(span / hour), minutes: Math.floor((span % hour) / minute) }
  return { minutes: Math.floor(span / minute) }
}

/** A span in short units of the language: "2 d 4 h", "3 h 5 min". */
export function spanWords(spanMs: number, language: string): string {
  const parts = spanParts(spanMs)
  const units = [
    ['day', parts.days],
    ['hour', parts.hours],
    ['minute', parts.minutes],
  ] as const
  return units
    .filter(([, value]) => value !== undefined)
    .map(([unit, value]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value ?? 0),
    )
    .join(' ')
}

/** Working time in hours, also past a day of it: "1.5 hr", "130 hr". */
export function hoursWords(minutes: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'hour',
    maximumFractionDigits: 1,
  }).format(minutes / 60)
}
