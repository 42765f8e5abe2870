import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBusinessDays,
  addCalendarDays,
  addHours,
  addMonths,
  endOf,
  inZone,
  isBusinessDay,
  localDate,
  noonOfNextWorkingDay,
} from './deadlines.ts'

const zones = [
  'Europe/Vienna',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
  'America/St_Johns',
]
const calendar = { holidays: new Set(['2026-12-25', '2027-01-01', '2026-11-26']), knownUntil: 2027 }
const at = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2028-03-02T00:00:00Z') })
const zone = fc.constantFrom(...zones)

test('hours are elapsed time whatever the clocks of the zone do', () => {
  fc.assert(
    fc.property(at, zone, fc.integer({ min: 0, max: 2000 }), (start, tz, hours) => {
      const due = addHours(start, hours)
      expect(due - start).toBe(hours * 3_600_000)
      expect(Date.parse(inZone(due, tz))).toBe(Math.floor(due / 1000) * 1000)
    }),
  )
})

test('a day ends with its last local second, also where the clocks change on it', () => {
  fc.assert(
    fc.property(at, zone, fc.integer({ min: 0, max: 400 }), (start, tz, days) => {
      const day = addCalendarDays(localDate(start, tz), days)
      const written = inZone(endOf(day, tz), tz)
      expect(written.slice(0, 19)).toBe(`${day.toString()}T23:59:59`)
      expect(endOf(day, tz)).toBeGreaterThanOrEqual(start - 1000)
    }),
  )
})

test('business days are monotone, never end on a day off, and count every working day between', () => {
  fc.assert(
    fc.property(at, zone, fc.integer({ min: 1, max: 60 }), (start, tz, days) => {
      const from = localDate(start, tz)
      const due = addBusinessDays(from, days, calendar)
      expect(isBusinessDay(due, calendar)).toBe(true)
      let counted = 0
      for (let day = from.add({ days: 1 }); day.toString() <= due.toString(); day = day.add({ days: 1 }))
        if (isBusinessDay(day, calendar)) counted += 1
      expect(counted).toBe(days)
    }),
    { numRuns: 60 },
  )
})

test('a month later is the same day number, or the last day of a shorter month', () => {
  const day = (text: string) => localDate(Date.parse(`${text}T12:00:00Z`), 'UTC')
  expect(addMonths(day('2027-01-31'), 1).toString()).toBe('2027-02-28')
  expect(addMonths(day('2028-01-31'), 1).toString()).toBe('2028-02-29')
  expect(addMonths(day('2026-10-27'), 1).toString()).toBe('2026-11-27')
  expect(addCalendarDays(day('2026-11-01'), 30, true).toString()).toBe('2026-11-30')
})

test('what is due on a Friday has no relief, on a Saturday until Monday noon, before a holiday until after it', () => {
  const relief = (text: string) => {
    const until = noonOfNextWorkingDay(Date.parse(text), 'Europe/Vienna', calendar)
    return until === undefined ? undefined : inZone(until, 'Europe/Vienna')
  }
  expect(relief('2026-11-20T15:00:00+01:00')).toBeUndefined()
  expect(relief('2026-11-21T15:00:00+01:00')).toBe('2026-11-23T12:00:00+01:00')
  expect(relief('2026-12-25T15:00:00+01:00')).toBe('2026-12-28T12:00:00+01:00')
})
