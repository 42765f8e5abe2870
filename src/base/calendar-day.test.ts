import { expect, test } from 'vitest'
import { dayAfter, dayIn, daysBetween, monthsBetween, stageDue } from './calendar-day.ts'

test('an owner reads the day of her own clock, not that of Greenwich', () => {
  expect(dayIn(new Date('2026-03-01T23:30:00Z'), 'Europe/Vienna')).toBe('2026-03-02')
  expect(dayIn(new Date('2026-03-01T02:00:00Z'), 'America/New_York')).toBe('2026-02-28')
})

test.each([
  ['2026-03-31', -1, 'months', '2026-02-28'],
  ['2024-03-31', -1, 'months', '2024-02-29'],
  ['2026-01-15', -3, 'months', '2025-10-15'],
  ['2026-03-01', -1, 'days', '2026-02-28'],
  ['2026-12-28', 1, 'weeks', '2027-01-04'],
] as const)('a notice of a contract that ends on %s with %i %s falls on %s', (day, value, unit, wanted) => {
  expect(dayAfter(day, value, unit)).toBe(wanted)
})

test('a person counts whole days and whole months, also over a change of the clock', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2)
  expect(monthsBetween('2025-01-31', '2026-02-28')).toBe(13)
  expect(monthsBetween('2025-01-15', '2026-01-14')).toBe(11)
})

test('an owner hears of a day 60, 30 and 7 days ahead, once each, and of nothing that has passed', () => {
  const stages = [60, 30, 7]
  const due = (today: string, told: { day: string | null; stage: number | null }) =>
    stageDue({ day: '2026-06-30', today, stages }, told)
  const never = { day: null, stage: null }
  expect(due('2026-04-30', never)).toBeUndefined()
  expect(due('2026-05-01', never)).toBe(60)
  expect(due('2026-05-20', { day: '2026-06-30', stage: 60 })).toBeUndefined()
  expect(due('2026-05-31', { day: '2026-06-30', stage: 60 })).toBe(30)
  // Entered late: only the last word is said, not all three.
  expect(due('2026-06-25', never)).toBe(7)
  expect(due('2026-06-26', { day: '2026-06-30', stage: 7 })).toBeUndefined()
  expect(due('2026-07-01', never)).toBeUndefined()
  // A contract that was renewed has a new day.
  expect(due('2026-06-25', { day: '2025-06-30', stage: 7 })).toBe(7)
})
