import type { ReportLanguage } from '../contract/report-words.ts'

/** Instants in the words of one time zone; each carries its offset, so that it cannot be misread at a clock change. */
export interface Clock {
  /** `21 Nov 2026, 20:18 (UTC+01:00)`. */
  moment(at: Date): string
  /** `21 Nov 2026`. */
  day(at: Date): string
  /** `20:18:02`. */
  time(at: Date): string
  /** `UTC+01:00`. */
  offset(at: Date): string
}

/** @param zone an IANA name; one that the runtime does not know prints as UTC */
export function clockIn(zone: string, language: ReportLanguage = 'en'): Clock {
  const format = formatIn(zone, language)
  const partsOf = (at: Date) =>
    Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const dot = language === 'de' ? '.' : ''
  const day = (part: Record<string, string>) => `${part['day']}${dot} ${part['month']} ${part['year']}`
  const offset = (part: Record<string, string>) =>
    (part['timeZoneName'] ?? '').replace(/^GMT$/, 'GMT+00:00').replace('GMT', 'UTC')
  return {
    moment: (at) => {
      const part = partsOf(at)
      return `${day(part)}, ${part['hour']}:${part['minute']} (${offset(part)})`
    },
    day: (at) => day(partsOf(at)),
    time: (at) => {
      const part = partsOf(at)
      return `${part['hour']}:${part['minute']}:${part['second']}`
    },
    offset: (at) => offset(partsOf(at)),
  }
}

interface SpanWords {
  readonly units: Readonly<Record<'day' | 'hour' | 'minute', readonly string[]>>
  readonly time: { readonly short: string }
}
const inEnglish: SpanWords = {
  units: { day: ['day', 'days'], hour: ['hour', 'hours'], minute: ['minute', 'minutes'] },
  time: { short: 'less than a minute' },
}

/** `3 days 4 hours`, `2 hours 5 minutes`, `less than a minute`; the two largest units that are not zero. */
export function span(from: Date, to: Date, { units: words, time }: SpanWords = inEnglish): string {
  const minutes = Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000))
  const units = [
    [Math.floor(minutes / 1440), words.day],
    [Math.floor(minutes / 60) % 24, words.hour],
    [minutes % 60, words.minute],
  ] as const
  const named = units
    .filter(([count]) => count > 0)
    .map(([count, [one, many]]) => `${count} ${count === 1 ? one : many}`)
  return named.slice(0, 2).join(' ') || time.short
}

function formatIn(zone: string, language: ReportLanguage): Intl.DateTimeFormat {
  const options = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  } as const
  // January has a name of its own in Austria, and in no other country.
  const german = zone === 'Europe/Vienna' ? 'de-AT' : 'de-DE'
  const tag = language === 'en' ? 'en-GB' : german
  try {
    return new Intl.DateTimeFormat(tag, { ...options, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
  }
}
