import { describe, expect, test } from 'vitest'
import type { Moment } from '../contract/words.ts'
import { costOf, mainCurrency } from './costs.ts'
import { downtimeOf } from './downtime.ts'
import { summaryOf } from './durations.ts'
import { calendarYear, quartersAfter } from './frames.ts'
import { poissonInterval, rateRatio, shareInterval, yearlyRate } from './intervals.ts'
import {
  certainRate,
  expectedYear,
  lognormalFrom,
  lognormalMean,
  lognormalMedian,
  playYears,
  sensitivityOf,
  thinned,
} from './losses.ts'
import { spanTold } from './spans.ts'

const day = (on: number) => new Date(Date.UTC(2026, 0, on))

describe('statistics of few cases', () => {
  test('R112 an owner reads exact Poisson intervals', () => {
    const known = [
      [0, 0, 3.689],
      [1, 0.025, 5.572],
      [3, 0.619, 8.767],
      [5, 1.623, 11.668],
      [10, 4.795, 18.39],
      [20, 12.217, 30.888],
    ] as const
    for (const [events, low, high] of known) {
      expect(poissonInterval(events).low, `${events}`).toBeCloseTo(low, 3)
      expect(poissonInterval(events).high, `${events}`).toBeCloseTo(high, 3)
    }
    expect(yearlyRate(3, 24).rate).toBe(1.5)
    expect(yearlyRate(3, 24).high).toBeCloseTo(8.767 / 2, 3)
    expect(poissonInterval(50_000).low).toBeCloseTo(49_562.7, 0)
  })

  test('R112 an owner reads the interval of a share by Wilson, ends included', () => {
    const known = [
      [0, 12, 0, 0.242],
      [4, 20, 0.081, 0.416],
      [9, 12, 0.468, 0.911],
    ] as const
    for (const [part, whole, low, high] of known) {
      expect(shareInterval(part, whole).low).toBeCloseTo(low, 3)
      expect(shareInterval(part, whole).high).toBeCloseTo(high, 3)
    }
    expect(shareInterval(12, 12).high).toBe(1)
    expect(shareInterval(0, 0)).toEqual({ low: 0, high: 1 })
  })

  test('R114 a reader is told that six before and two after could be chance, and that twelve and three could not', () => {
    const ratio = (before: number, after: number, months = 12) =>
      rateRatio({ events: before, exposure: 12 }, { events: after, exposure: months })
    const six = ratio(6, 2)
    expect(six.ratio).toBeCloseTo(0.333, 3)
    expect(six.low).toBeCloseTo(0.033, 3)
    expect(six.high).toBeCloseTo(1.864, 3)
    expect(six.p).toBeCloseTo(0.289, 3)
    expect(six.verdict).toBe('could_be_chance')
    const twelve = ratio(12, 3)
    expect(twelve.low).toBeCloseTo(0.045, 3)
    expect(twelve.high).toBeCloseTo(0.926, 3)
    expect(twelve.p).toBeCloseTo(0.035, 3)
    expect(twelve.verdict).toBe('fewer')
    expect(ratio(8, 0).high).toBeCloseTo(0.586, 3)
    expect(ratio(0, 8)).toMatchObject({ ratio: null, high: null, verdict: 'more' })
    expect(ratio(0, 0)).toMatchObject({ p: 1, verdict: 'could_be_chance' })
    // Four in twice the time is the same rate as two.
    expect(ratio(2, 4, 24).ratio).toBe(1)
    expect(ratio(5000, 5000).p).toBeCloseTo(1, 2)
  })

  test('R115 a loss range becomes the lognormal whose nine of ten cases lie in it', () => {
    const loss = lognormalFrom(10_000, 200_000)
    expect(lognormalMedian(loss)).toBeCloseTo(44_721, 0)
    expect(lognormalMean(loss) / 67_700).toBeCloseTo(1, 3)
    expect(expectedYear({ frequency: certainRate(0.5), low: 10_000, high: 200_000 }) / 33_850).toBeCloseTo(
      1,
      3,
    )
  })

  test('R115 the loss model allows several events in a year, and says the same each time', () => {
    const model = { frequency: certainRate(0.5), low: 10_000, high: 200_000, seed: 42 }
    const year = playYears(model)
    expect(year.quietShare).toBeCloseTo(0.607, 2)
    expect(year.p95 / 166_000).toBeGreaterThan(0.96)
    expect(year.p95 / 166_000).toBeLessThan(1.04)
    expect(year.p99 / 332_000).toBeGreaterThan(0.93)
    expect(year.p99 / 332_000).toBeLessThan(1.07)
    expect(playYears(model)).toEqual(year)
    const shares = year.curve.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    const busy = playYears({ ...model, frequency: certainRate(200), runs: 2000 })
    expect(busy.p50 / (200 * 67_700)).toBeCloseTo(1, 1)
  })

  test('R115 a rate known from few years alone makes bad years likelier than the same rate taken as certain', () => {
    const common = { low: 10_000, high: 200_000, seed: 7 }
    const sure = playYears({ ...common, frequency: certainRate(0.5) })
    const unsure = playYears({ ...common, frequency: { events: 1, years: 2 } })
    expect(unsure.mean).toBeCloseTo(sure.mean, 5)
    expect(unsure.p99).toBeGreaterThan(sure.p99)
    expect(playYears({ ...common, frequency: { events: 0, years: 2 } }).quietShare).toBe(1)
  })

  test('R115 a repair thins the rate and not what is known of it, and a busy year is played in a moment', () => {
    const known = { events: 4.5, years: 2 }
    expect(thinned(known, 0.5)).toEqual({ events: 4.5, years: 4 })
    expect(thinned(certainRate(2), 0.25)).toEqual(certainRate(1.5))
    const common = { low: 10_000, high: 200_000, seed: 7 }
    expect(playYears({ ...common, frequency: thinned(known, 1) }).quietShare).toBe(1)
    // As many quiet years as a gamma-mixed Poisson of a thinned rate has: (b / (b + 1)) ** a with b = 4.
    const quiet = playYears({ ...common, frequency: thinned(known, 0.5) }).quietShare
    expect(quiet).toBeCloseTo((4 / 5) ** 4.5, 2)
    const began = performance.now()
    const busy = playYears({ ...common, frequency: { events: 365, years: 1 } })
    expect(performance.now() - began).toBeLessThan(2000)
    expect(busy.p50 / (365 * 67_700)).toBeCloseTo(1, 1)
  })

  test('U52 what stands in the wrong order, or stands still, is in no figure', () => {
    const one = (moments: [Moment, Date][]) => ({
      ...{ id: 'a', number: 1, openedAt: day(2), closedAt: day(5), moments: new Map(moments) },
    })
    const told = (name: 'contain' | 'tell', moments: [Moment, Date][]) =>
      spanTold(name, [one(moments)], { total: 1, now: day(9) })
    expect(told('contain', [['contained', day(1)]])).toMatchObject({ count: 0, unknown: 1 })
    expect(told('contain', [['contained', day(3)]])).toMatchObject({ count: 1, median: 1440 })
    expect(told('tell', [])).toMatchObject({ count: 0, unknown: 0, unfinished: 0 })
    const stop = (functionId: string, restoredAt: Date | null) => ({
      ...{ incidentId: 'a', functionId, downAt: day(1), restoredAt, acceptedAt: null },
    })
    expect(downtimeOf([stop('till', day(2)), stop('mail', null)], [], day(9))).toMatchObject({
      ...{ cases: 0, median: null, running: 1 },
    })
  })

  test('U54 an owner who reads the running year reads of the months that are over', () => {
    const now = new Date('2026-03-31T12:00:00Z')
    expect(calendarYear(2025, 'Europe/Vienna', now)).toMatchObject({ months: 12, lastDay: '2025-12-31' })
    const running = calendarYear(2026, 'Europe/Vienna', now)
    expect(running.lastDay).toBe('2026-03-31')
    expect(running.months).toBeCloseTo(3, 1)
    expect(quartersAfter('2025-2', '2026-1')).toEqual(['2025-3', '2025-4', '2026-1'])
    expect(quartersAfter('2026-1', '2026-1')).toEqual([])
  })

  test('R113 what repeats is put in an order by one currency alone', () => {
    const cost = (id: string, currency: string, amount: number) => ({ id, currency, amount })
    const cases = [cost('a', 'EUR', 10_000), cost('b', 'EUR', 20_000), cost('c', 'JPY', 900_000)]
    expect(mainCurrency(cases)).toBe('EUR')
    expect(costOf(cases.slice(2), 'EUR')).toMatchObject({ ranked: 0, money: [{ currency: 'JPY' }] })
    expect(costOf(cases, 'EUR').ranked).toBe(300)
  })

  test('R115 an owner sees which input moves the result most', () => {
    const bars = sensitivityOf({ frequency: certainRate(0.5), low: 10_000, high: 200_000 })
    expect(bars.map(({ input }) => input)).toContain('low')
    expect(bars[0]?.higher).toBeGreaterThan(bars[0]?.lower ?? 0)
    expect(sensitivityOf({ frequency: certainRate(1), low: 100, high: 101 })).toHaveLength(3)
  })

  test('U52 a time is a median with its range; a case that still runs is named and in no figure', () => {
    const summary = summaryOf([60, 10, 100_000], [500, 700])
    expect(summary).toMatchObject({ count: 3, median: 60, shortest: 10, longest: 100_000, unfinished: 2 })
    expect(summary.geometricMean).toBeCloseTo(391.5, 1)
    expect(summary.longestUnfinished).toBe(700)
    expect(summary.isListed).toBe(true)
    expect(summaryOf([], [])).toMatchObject({ count: 0, median: null, geometricMean: null })
    expect(summaryOf([10, 20], []).median).toBe(15)
    expect(
      summaryOf(
        Array.from({ length: 10 }, () => 5),
        [],
      ).isListed,
    ).toBe(false)
  })
})
