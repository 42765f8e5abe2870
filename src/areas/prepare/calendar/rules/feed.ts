/** The calendar as iCalendar (RFC 5545), for whatever program a person already looks at. */
import type { Due } from '../contract.ts'
import { dayAfter } from '../../../../base/calendar-day.ts'

interface Feed {
  /** Name of the organisation. */
  readonly organisation: string
  readonly now: Date
  /** Origin and path of the organisation, to which the path of an item is added. */
  readonly home: string
  /** The sentence for an item, and its details. */
  readonly words: (item: Due) => { readonly summary: string; readonly details: string }
}

/**
 * One whole-day event for each item. Its UID stays the same as long as the thing does, so that a day that moves moves
 * in the person's calendar too.
 */
export function calendarFeed(items: readonly Due[], { organisation, now, home, words }: Feed): string {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const events = items.flatMap((item) => {
    const { summary, details } = words(item)
    return [
      'BEGIN:VEVENT',
      `UID:${item.kind}-${item.key}@muster.invalid`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(item.day)}`,
      `DTEND;VALUE=DATE:${compact(dayAfter(item.day, 1))}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(details)}`,
      `URL:${home}${item.path}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]
  })
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Muster//Calendar//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(`Muster: ${organisation}`)}`,
    // RFC 7986 section 5.7; the older name for programs that know only that.
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events,
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function compact(day: string): string {
  return day.replaceAll('-', '')
}

/** RFC 5545 section 3.3.11. Controls other than the line feed have no place in a text. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
}

/** RFC 5545 section 3.1: at most 75 octets a line, never cut inside a letter. */
function folded(line: string): string {
  const lines: string[] = []
  let [current, octets] = ['', 0]
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length
    if (octets + size > 75) {
      lines.push(current)
      // The blank that continues a line counts.
      ;[current, octets] = [' ', 1]
    }
    current += letter
    octets += size
  }
  return [...lines, current].join('\r\n')
}
