/** Sums over reviews and over what they say of the plan. Plain data in, plain data out. */
import type { ReviewCounts, SectionRecord } from '../contract/numbers.ts'
import type { SectionVerdict } from '../contract/words.ts'

type Verdicts = SectionRecord['counts']

interface Counted extends Omit<ReviewCounts, 'medianDays'> {
  /** Of each that was held, how many days it took. */
  readonly heldDays: readonly number[]
}

/** Kinds of reviews as one: counts add up, and the middle is found anew among all of them. */
export function joinedCounts(rows: readonly Counted[]): ReviewCounts {
  const sum = (pick: (row: Counted) => number) => rows.reduce((all, row) => all + pick(row), 0)
  const days = rows.flatMap(({ heldDays }) => heldDays).toSorted((a, b) => a - b)
  return {
    planned: sum(({ planned }) => planned),
    overdue: sum(({ overdue }) => overdue),
    held: sum(({ held }) => held),
    waived: sum(({ waived }) => waived),
    late: sum(({ late }) => late),
    full: sum(({ full }) => full),
    medianDays: middleOf(days),
  }
}

/** To one decimal; null of nothing. */
function middleOf(sorted: readonly number[]): number | null {
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10
}

interface Judged {
  readonly judged: SectionVerdict
  readonly count: number
}

export function verdictSums(rows: readonly Judged[]): Verdicts {
  const sum = (verdict: SectionVerdict) =>
    rows.reduce((all, { judged, count }) => (judged === verdict ? all + count : all), 0)
  return {
    worked: sum('worked'),
    failed: sum('failed'),
    missing: sum('missing'),
    not_used: sum('not_used'),
  }
}

/** Oldest first. */
export function quartersOf(
  rows: readonly (Judged & { readonly quarter: string })[],
): SectionRecord['quarters'] {
  const names = [...new Set(rows.map(({ quarter }) => quarter))].toSorted()
  return names.map((quarter) => ({
    quarter,
    ...verdictSums(rows.filter((row) => row.quarter === quarter)),
  }))
}
