import { expect, test } from 'vitest'
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { DueDate, DueKind } from '../../../../base/due-date.ts'
import {
  dueFor,
  measuredMinutesAWeek,
  monthsOf,
  nextTurn,
  plannedMinutesAWeek,
  thisWeek,
  weekEnd,
  weekStart,
} from './due.ts'
import { starterRoutines } from '../content/routines.ts'

const today = '2026-05-06' // a Wednesday
const due = (kind: DueKind, day: string, rest: Partial<DueDate> = {}): DueDate => ({
  kind,
  day,
  key: `${kind} ${day}`,
  title: kind,
  ownerId: null,
  path: '/',
  ...rest,
})
const nameOf = (id: string | null) => id ?? ''

test('a week runs from Monday to Sunday, also over the turn of a year', () => {
  expect([weekStart(today), weekEnd(today)]).toEqual(['2026-05-04', '2026-05-10'])
  expect(weekEnd('2026-05-10')).toBe('2026-05-10')
  expect(weekStart('2026-05-11')).toBe('2026-05-11')
  expect([weekStart('2027-01-01'), weekEnd('2027-01-01')]).toEqual(['2026-12-28', '2027-01-03'])
})

test('a person sees first what is overdue, and how many minutes this week takes', () => {
  const dates = [
    due('policy_end', '2026-09-01'),
    due('contact_check', '2026-05-10', { ownerId: 'me' }),
    due('restore_test', '2026-04-01', { ownerId: 'other' }),
    due('routine', '2026-05-06', { ownerId: 'me', minutes: 12 }),
    due('policy_end', '2027-05-07'),
  ]
  const all = dueFor(dates, { today, memberId: undefined, withUnowned: true }, nameOf)
  expect(all.map(({ state }) => state)).toEqual(['overdue', 'this_week', 'this_week', 'later'])
  expect(thisWeek(all)).toEqual({ count: 3, minutes: 60 + 12 + 5 })
  const mine = dueFor(dates, { today, memberId: 'me', withUnowned: false }, nameOf)
  expect(mine.map(({ kind }) => kind)).toEqual(['routine', 'contact_check'])
  const lead = dueFor(dates, { today, memberId: 'me', withUnowned: true }, nameOf)
  expect(lead.map(({ kind }) => kind)).toEqual(['routine', 'contact_check', 'policy_end'])
})

test('what one person has to read stands in the list of nobody else', () => {
  const dates = [
    due('rule_reading', today, { ownerId: 'me' }),
    due('rule_approval', today, { ownerId: 'other' }),
  ]
  expect(dueFor(dates, { today, memberId: undefined, withUnowned: true }, nameOf)).toEqual([])
  expect(dueFor(dates, { today, memberId: 'me', withUnowned: true }, nameOf)).toHaveLength(1)
})

test('a routine keeps its place in the month, and is not due again at once when it was left for long', () => {
  const monthly = { everyValue: 1, everyUnit: 'months' } as const
  expect(nextTurn({ ...monthly, nextOn: '2026-05-01' }, today)).toBe('2026-06-01')
  expect(nextTurn({ ...monthly, nextOn: '2025-01-31' }, '2026-02-10')).toBe('2026-02-28')
  expect(nextTurn({ nextOn: '2020-01-01', everyValue: 1, everyUnit: 'weeks' }, today)).toBe('2026-05-13')
  // Done before its day: the next turn counts from today, since the day ahead is done with.
  expect(nextTurn({ ...monthly, nextOn: '2026-05-20' }, today)).toBe('2026-06-06')
})

test('R129 one person keeps a firm of twenty with twelve suppliers ready in 30 minutes a week at most', () => {
  const times = (count: number, one: DueDate) =>
    Array.from({ length: count }, (_, n) => ({ ...one, key: `${n}` }))
  const soon = dayAfter(today, 60)
  const routines = starterRoutines.en.map(({ minutes, everyValue, everyUnit }) =>
    due('routine', soon, { minutes, everyMonths: monthsOf(everyValue, everyUnit) }),
  )
  const firm = [
    ...times(12, due('contract_notice', soon, { everyMonths: 12 })),
    ...times(12, due('contact_check', soon, { everyMonths: 6 })),
    ...times(2, due('policy_end', soon, { everyMonths: 12 })),
    ...times(8, due('attestation', soon, { everyMonths: 12 })),
    ...times(1, due('retainer_end', soon, { everyMonths: 12 })),
    ...times(3, due('restore_test', soon, { everyMonths: 12 })),
    ...times(2, due('medium_sighting', soon, { everyMonths: 6 })),
    ...times(8, due('rule_review', soon, { everyMonths: 12 })),
    ...times(2, due('continuity_review', soon, { everyMonths: 12 })),
    ...times(1, due('budget_review', soon, { everyMonths: 12 })),
    ...routines,
  ]
  const minutes = plannedMinutesAWeek(firm, today)
  expect(minutes).toBeGreaterThan(15)
  expect(minutes).toBeLessThanOrEqual(30)
  expect(measuredMinutesAWeek([])).toBeUndefined()
  expect(measuredMinutesAWeek([{ minutes: 100 }, { minutes: 60 }])).toBe(20)
})
