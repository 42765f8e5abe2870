import { expect, test } from 'vitest'
import { costBands, measures } from './content/measures.ts'
import { actKinds, lineKinds, type LossRange } from './contract.ts'
import { freshnessOf, lastActs, lossFaults, rangeOf, sumsOf, workedLoss } from './rules.ts'

const today = '2026-05-06'
const range: LossRange = {
  everyYearsLow: 3,
  everyYearsHigh: 10,
  daysLow: 3,
  daysHigh: 10,
  perDayLow: 2000,
  perDayHigh: 5000,
  onceLow: 5000,
  onceHigh: 30_000,
}

test('R1 an owner sees what a bad year could cost as a range, from their own numbers and nobody else’s', () => {
  expect(workedLoss(range)).toEqual({ onceLow: 11_000, onceHigh: 80_000, yearLow: 1100, yearHigh: 26_667 })
  expect(lossFaults(range)).toEqual([])
  expect(lossFaults({ ...range, daysLow: 11, everyYearsLow: 20 }).map(({ path }) => path)).toEqual([
    'everyYearsLow',
    'daysLow',
  ])
})

test('an owner enters both ends of everything or nothing, since half a range says nothing', () => {
  expect(rangeOf(range)).toEqual({ loss: range })
  expect(rangeOf({})).toEqual({ loss: null })
  expect(rangeOf({ ...range, onceLow: undefined })).toEqual({ missing: ['onceLow'] })
})

test('R1 R3 nothing that nobody looked at for twelve months looks fine', () => {
  expect(freshnessOf('2025-05-07', today)).toBe('fresh')
  expect(freshnessOf('2025-05-06', today)).toBe('old')
  expect(freshnessOf(null, today)).toBe('none')
})

test('R3 of each act of a leader the last one counts, and one that never was is missing', () => {
  const act = (kind: string, doneOn: string, memberId = 'me') => ({ kind, doneOn, memberId, note: doneOn })
  const acts = [
    act('plan_signed', '2024-01-01'),
    act('plan_signed', '2026-01-01'),
    act('review_chaired', '2024-06-01'),
    act('training_taken', '2026-05-01', 'other'),
  ]
  const found = lastActs(acts, { memberId: 'me', kinds: actKinds, today })
  expect(found.map(({ kind, doneOn, freshness }) => [kind, doneOn, freshness])).toEqual([
    ['exercise_attended', null, 'none'],
    ['training_taken', null, 'none'],
    ['plan_signed', '2026-01-01', 'fresh'],
    ['review_chaired', '2024-06-01', 'old'],
    ['rule_agreed', null, 'none'],
  ])
})

test('planned and spent add up, money and hours apart', () => {
  const line = { planned: 100, spent: 40, plannedHours: 5, spentHours: 1 }
  expect(sumsOf([line, line])).toEqual({ planned: 200, spent: 80, plannedHours: 10, spentHours: 2 })
  expect(sumsOf([])).toEqual({ planned: 0, spent: 0, plannedHours: 0, spentHours: 0 })
})

test.each(measures.map((measure) => [measure.key, measure] as const))(
  'R2 a firm without money finds for %s what it costs, how long it takes, and a way that costs nothing',
  (_key, { cost, hours, kind, en, de }) => {
    expect(costBands).toContain(cost)
    expect(lineKinds).toContain(kind)
    expect(Number.isInteger(hours) && hours > 0).toBe(true)
    for (const words of [en, de]) {
      expect(words.name.length).toBeGreaterThan(5)
      expect(words.what.length).toBeGreaterThan(20)
      expect(words.free.length).toBeGreaterThan(30)
      expect(words.free).not.toBe(words.what)
    }
  },
)

test('R2 no two measures are the same, and most cost nothing or little', () => {
  expect(new Set(measures.map(({ key }) => key)).size).toBe(measures.length)
  const cheap = measures.filter(({ cost }) => cost === 'free' || cost === 'low')
  expect(cheap.length).toBeGreaterThan(measures.length / 2)
})
