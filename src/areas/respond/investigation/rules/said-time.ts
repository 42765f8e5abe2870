/** Times as logs write them, read into UTC; what cannot be read says why. */

export type SaidTime = { readonly at: string; readonly isDoubtful: boolean } | { readonly why: string }

const unreadable = { why: 'The time cannot be read.' }
const isoShape =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i
const dayShape = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/
const namedShape =
  /^(?:[A-Za-z]{3},? )?(\d{1,2})[ /-]([A-Za-z]{3})[a-z]*[ /-](\d{4})[ :](\d{2}):(\d{2}):(\d{2})\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * @param zone IANA zone for times that carry none. An hour that the clock skipped is refused; one that it
 *   showed twice is read as the first and called doubtful.
 * @param dayFirst whether 03/04/2026 is the third of April; a day that could be read the other way is doubtful too
 */
export function readSaidTime(said: string, zone: string, dayFirst: boolean): SaidTime {
  const text = said.trim()
  if (text === '') return { why: 'The time is missing.' }
  if (/^\d{10}(\.\d{1,9})?$/.test(text)) return instant(Number(text) * 1000)
  if (/^\d{13}$/.test(text)) return instant(Number(text))
  const iso = isoShape.exec(text)
  if (iso !== null) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = iso
    return fromParts([year, month, day, hour, minute, second], fraction, offset, zone)
  }
  const named = namedShape.exec(text)
  if (named !== null) {
    const [, day, name = '', year, hour, minute, second, offset] = named
    const month = months.indexOf(name.toLowerCase()) + 1
    return fromParts([year, String(month), day, hour, minute, second], '0', offset, zone)
  }
  const byDay = dayShape.exec(text)
  if (byDay === null) return unreadable
  const [, first, mark, second, year, hour, minute, seconds = '0', fraction = '0'] = byDay
  const [day, month] = dayFirst || mark === '.' ? [first, second] : [second, first]
  const read = fromParts([year, month, day, hour, minute, seconds], fraction, undefined, zone)
  // Written with dots the day stands first everywhere; else both orders are in use, and nothing in 03/04 tells which.
  const isSwappable = mark !== '.' && first !== second && Number(first) <= 12 && Number(second) <= 12
  return 'at' in read && isSwappable ? { ...read, isDoubtful: true } : read
}

function fromParts(
  parts: readonly (string | undefined)[],
  fraction: string,
  offset: string | undefined,
  zone: string,
): SaidTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number)
  const millis = Math.trunc(Number(`0.${fraction}`) * 1000)
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, millis)
  const back = new Date(wall)
  const isReal =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!isReal) return { why: 'There is no such day or hour.' }
  if (offset !== undefined) return instant(wall - offsetMillis(offset))
  return inZone(wall, zone)
}

function offsetMillis(offset: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

function inZone(wall: number, zone: string): SaidTime {
  // Offsets of a zone a day before and after are all that can apply; the earlier instant comes first.
  const offsets = new Set([zoneOffset(wall - 86_400_000, zone), zoneOffset(wall + 86_400_000, zone)])
  const fitting = [...offsets]
    .map((offset) => wall - offset)
    .filter((at) => at + zoneOffset(at, zone) === wall)
    .toSorted((a, b) => a - b)
  const [at] = fitting
  if (at === undefined)
    return {
      why: 'The clock skipped this hour that night. Check the zone, or write the time with its offset.',
    }
  const read = instant(at)
  return 'at' in read ? { at: read.at, isDoubtful: fitting.length > 1 } : read
}

function instant(at: number): SaidTime {
  const date = new Date(at)
  const year = date.getUTCFullYear()
  if (Number.isNaN(at) || Number.isNaN(year)) return unreadable
  if (year < 1970 || year > 2100) return { why: 'The year cannot be right.' }
  return { at: date.toISOString(), isDoubtful: false }
}

const formats = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, number>()

/** Milliseconds that a zone is ahead of UTC at an instant; kept by the quarter of an hour, in which no zone changes twice. */
function zoneOffset(at: number, zone: string): number {
  const quarter = Math.floor(at / 900_000) * 900_000
  const key = `${zone} ${quarter}`
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size > 10_000) known.clear()
  const offset = measuredOffset(quarter, zone)
  known.set(key, offset)
  return offset
}

function measuredOffset(at: number, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  formats.set(zone, format)
  const part = Object.fromEntries(
    format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - at
}
