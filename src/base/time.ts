/** Instants on the wire: RFC 3339 with an offset or Z; kept in UTC with millisecond precision. */
import * as z from 'zod'

/** An instant as a sender writes it; the offset is required, since a time without a zone is a guess. */
export const InstantIn = z.iso
  .datetime({ offset: true, error: 'must be a date and time with its zone, like 2026-03-01T08:00:00Z' })
  .transform((text) => new Date(text).toISOString())
  // Its offset can carry an instant out of the four digits that the wire and the database share.
  .refine((text) => /^(?!0000)\d{4}-/.test(text), 'must lie between the years 1 and 9999')
  .meta({ format: 'date-time' })

/** Whether the runtime knows this IANA time zone, e.g. `Europe/Vienna`. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** An instant as people read it, in a zone and with its name: `6 Mar 2026, 14:00 (Europe/Vienna)`. */
export function onClock(at: Date | number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' })
    .format(at)
    .concat(` (${timeZone})`)
}
