/** Days on a calendar, as `2026-03-01`: contracts and policies end on a day, not at an instant. Pure, no zone but the one given. */
import * as z from 'zod'

/** A day as people write it in a contract. */
export const Day = z.iso
  .date({ error: 'must be a day like 2026-03-01', abort: true })
  .refine((text) => /^(19|20|21)\d\d-/.test(text), 'must lie between the years 1900 and 2199')

export const spanUnits = ['days', 'weeks', 'months'] as const
export type SpanUnit = (typeof spanUnits)[number]

/** The day that a clock in this zone shows at this instant. */
export function dayIn(now: Date, timeZone: string): string {
  // Swedish writes days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)
}

/** The day so many units later; earlier when negative. A month that is too short ends on its last day. */
export function dayAfter(day: string, value: number, unit: SpanUnit = 'days'): string {
  const { year, month, date } = partsOf(day)
  if (unit !== 'months') return dayOf(Date.UTC(year, month, date + value * (unit === 'weeks' ? 7 : 1)))
  const last = new Date(Date.UTC(year, month + value + 1, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month + value, Math.min(date, last)))
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** Whole months that have passed between two days. */
export function monthsBetween(from: string, to: string): number {
  const [a, b] = [partsOf(from), partsOf(to)]
  const months = (b.year - a.year) * 12 + b.month - a.month
  return dayAfter(from, months, 'months') > to ? months - 1 : months
}

/**
 * Which announcement of a day that comes near is due now: the smallest of `stages` that reaches as far as `daysLeft`.
 * Undefined when the day is further off, has passed, or this stage of this day was told before.
 * @param told the last one that was told, if any
 */
export function stageDue(
  wanted: { readonly day: string; readonly today: string; readonly stages: readonly number[] },
  told: { readonly day: string | null; readonly stage: number | null },
): number | undefined {
  const daysLeft = daysBetween(wanted.today, wanted.day)
  if (daysLeft < 0) return undefined
  const stage = wanted.stages.toSorted((a, b) => a - b).find((days) => daysLeft <= days)
  if (stage === undefined) return undefined
  const isTold = told.day === wanted.day && told.stage !== null && told.stage <= stage
  return isTold ? undefined : stage
}

function partsOf(day: string): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month: month - 1, date }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
