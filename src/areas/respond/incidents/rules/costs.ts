/** What a case costs: sums by currency and kind, and the hours of people. Plain data in, plain data out. */
import { amountOf, minorUnits, type HourRate } from '../../../../base/money.ts'
import type { CostKind } from '../contract/capture-words.ts'

export interface Work {
  readonly people: number
  /** Of each of them. */
  readonly minutes: number
}

/**
 * What work costs at this rate, in the smallest unit of its currency, at least one of them.
 * @returns undefined where nobody said what an hour costs; `too much` for a sum that no exact number can hold
 */
export function priceOf(
  { people, minutes }: Work,
  rate: HourRate | null,
): { readonly amount: number; readonly currency: string } | 'too much' | undefined {
  const hour = rate === null ? undefined : minorUnits(rate.amount, rate.currency)
  if (rate === null || hour === undefined) return undefined
  const amount = Math.max(1, Math.round((hour * people * minutes) / 60))
  return Number.isSafeInteger(amount) ? { amount, currency: rate.currency } : 'too much'
}

interface Line {
  readonly kind: CostKind
  readonly amount: number | null
  readonly currency: string | null
  readonly people: number | null
  readonly minutes: number | null
  readonly struckAt: Date | null
}

/** Sums by currency, then by kind, the largest first; what was struck out does not count. */
export function costTotals(costs: readonly Line[]) {
  const counted = costs.flatMap(({ kind, amount, currency, struckAt }) =>
    struckAt !== null || amount === null || currency === null ? [] : [{ kind, amount, currency }],
  )
  return [...sums(counted, (cost) => cost.currency)].map(([currency, amount]) => ({
    currency,
    amount: amountOf(amount, currency),
    byKind: [
      ...sums(
        counted.filter((cost) => cost.currency === currency),
        (cost) => cost.kind,
      ),
    ].map(([kind, part]) => ({ kind, amount: amountOf(part, currency) })),
  }))
}

/** Minutes of all people together, and those of them that no rate gave a price to. */
export function workTotals(costs: readonly Line[]): { minutes: number; unpricedMinutes: number } {
  const counted = costs.filter(({ struckAt }) => struckAt === null)
  const minutesOf = (lines: readonly Line[]) =>
    lines.reduce((sum, { people, minutes }) => sum + (people ?? 0) * (minutes ?? 0), 0)
  return {
    minutes: minutesOf(counted),
    unpricedMinutes: minutesOf(counted.filter(({ amount }) => amount === null)),
  }
}

function sums<Key, Cost extends { readonly amount: number }>(
  costs: readonly Cost[],
  keyOf: (cost: Cost) => Key,
): [Key, number][] {
  const found = new Map<Key, number>()
  for (const cost of costs) found.set(keyOf(cost), (found.get(keyOf(cost)) ?? 0) + cost.amount)
  return [...found].toSorted(([, a], [, b]) => b - a)
}
