/** What counts over time allow one to say, and what they do not. */
import { rateRatio, shareInterval, type RateRatio, type Watched } from './intervals.ts'
import { arrowFrom, medianOf } from './durations.ts'

/** Shorter than this a time says nothing beside a year. */
export const leastMonths = 6

/** Below so many cases, or so many months, a season is not looked for. */
const seasonFrom = { cases: 24, months: 24 } as const

export function isEnoughForSeasons(cases: number, months: number): boolean {
  return cases >= seasonFrom.cases && months >= seasonFrom.months
}

/** Days between one case and the next; null for fewer than two. @param at rising */
export function medianGapDays(at: readonly Date[]): number | null {
  const gaps = at.slice(1).map((one, place) => (one.getTime() - (at[place]?.getTime() ?? 0)) / 86_400_000)
  return medianOf(gaps.toSorted((a, b) => a - b))
}

export interface Share {
  readonly key: string
  readonly count: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/** The largest first; what is not known keeps its own bar, behind those of the same size. */
export function sharesOf(counts: readonly { readonly key: string; readonly count: number }[]): Share[] {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const isVague = (key: string) => (key === 'unknown' || key === 'open' ? 1 : 0)
  return counts
    .toSorted(
      (a, b) => b.count - a.count || isVague(a.key) - isVague(b.key) || a.key.localeCompare(b.key, 'en'),
    )
    .map(({ key, count }) => ({
      ...{ key, count, share: total === 0 ? 0 : count / total },
      ...shareInterval(count, total),
    }))
}

/** One time beside the time before, each with its months; undefined where there are too few cases to say anything. */
export function changeOf(
  before: Watched,
  after: Watched,
): (RateRatio & { readonly before: number; readonly after: number }) | undefined {
  if (before.events + after.events < arrowFrom) return undefined
  return { ...rateRatio(before, after), before: before.events, after: after.events }
}
