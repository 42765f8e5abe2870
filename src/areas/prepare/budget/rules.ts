/** What a bad year could cost by the owner's own numbers, what adds up, and what has grown old. */
import { dayAfter } from '../../../base/calendar-day.ts'
import type { Fault } from '../../../base/refusal.ts'
import type { Budget, LossRange } from './contract.ts'

type Freshness = Budget['freshness']

/** What nobody looked at for a year is not known to be right any more. */
export const freshMonths = 12

/** @param on the day it was done or looked at; null for never */
export function freshnessOf(on: string | null, today: string): Freshness {
  if (on === null) return 'none'
  return dayAfter(on, freshMonths, 'months') > today ? 'fresh' : 'old'
}

/**
 * Each time: days × cost of a day + what it costs once. A year: that, divided by the years between two times; the low
 * end takes the most years, the high end the fewest. Whole units, rounded.
 */
export function workedLoss(range: LossRange): NonNullable<Budget['worked']> {
  const onceLow = range.daysLow * range.perDayLow + range.onceLow
  const onceHigh = range.daysHigh * range.perDayHigh + range.onceHigh
  return {
    onceLow,
    onceHigh,
    yearLow: Math.round(onceLow / range.everyYearsHigh),
    yearHigh: Math.round(onceHigh / range.everyYearsLow),
  }
}

/** A low end above its high end is a slip of the pen, and would turn the range round. */
export function lossFaults(range: LossRange): Fault[] {
  const pairs = [
    ['everyYearsLow', range.everyYearsLow, range.everyYearsHigh],
    ['daysLow', range.daysLow, range.daysHigh],
    ['perDayLow', range.perDayLow, range.perDayHigh],
    ['onceLow', range.onceLow, range.onceHigh],
  ] as const
  return pairs.flatMap(([name, low, high]) =>
    low > high ? [{ path: name, message: 'The low end is higher than the high end.' }] : [],
  )
}

/** The four that a loss is worked out from, each with its low and its high end. */
export const lossEnds = [
  'everyYearsLow',
  'everyYearsHigh',
  'daysLow',
  'daysHigh',
  'perDayLow',
  'perDayHigh',
  'onceLow',
  'onceHigh',
] as const

/** The range from what was entered: null when nothing was, the ends that are missing when only some were. */
export function rangeOf(given: { readonly [end in keyof LossRange]?: number | undefined }):
  | { readonly loss: LossRange | null }
  | { readonly missing: readonly string[] } {
  const missing = lossEnds.filter((end) => given[end] === undefined)
  if (missing.length === lossEnds.length) return { loss: null }
  if (missing.length > 0) return { missing }
  // None is missing.
  return { loss: Object.fromEntries(lossEnds.map((end) => [end, given[end]])) as unknown as LossRange }
}

interface Costs {
  readonly planned: number
  readonly spent: number
  readonly plannedHours: number
  readonly spentHours: number
}

export function sumsOf(lines: readonly Costs[]): Costs {
  const sum = (pick: (line: Costs) => number) => lines.reduce((all, line) => all + pick(line), 0)
  return {
    planned: sum(({ planned }) => planned),
    spent: sum(({ spent }) => spent),
    plannedHours: sum(({ plannedHours }) => plannedHours),
    spentHours: sum(({ spentHours }) => spentHours),
  }
}

interface DoneAct {
  readonly memberId: string
  readonly kind: string
  readonly doneOn: string
  readonly note: string
}

/** The last act of each kind, in the order of the kinds; those that were never done among them. */
export function lastActs<K extends string>(
  acts: readonly DoneAct[],
  {
    memberId,
    kinds,
    today,
  }: { readonly memberId: string; readonly kinds: readonly K[]; readonly today: string },
): { kind: K; doneOn: string | null; note: string; freshness: Freshness }[] {
  return kinds.map((kind) => {
    const own = acts.filter((act) => act.memberId === memberId && act.kind === kind)
    const last = own.toSorted((a, b) => b.doneOn.localeCompare(a.doneOn))[0]
    const doneOn = last?.doneOn ?? null
    return { kind, doneOn, note: last?.note ?? '', freshness: freshnessOf(doneOn, today) }
  })
}
