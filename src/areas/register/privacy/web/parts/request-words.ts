import { daysBetween, dayIn } from '../../../../../base/calendar-day.ts'
import type { DataRequest } from '../../contract.ts'

export const outcomeTones = { erased: 'good', answered: 'good', refused: 'quiet' } as const satisfies Record<
  NonNullable<DataRequest['outcome']>,
  string
>

/** Whole days by the clock of this device. */
export function daysLeftUntil(day: string): number {
  return daysBetween(dayIn(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone), day)
}
