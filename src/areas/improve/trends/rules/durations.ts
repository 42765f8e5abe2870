/** How long things took, for few cases: median and range rather than a mean that one long case decides. */

/** Below so many cases each is listed by itself. */
export const listedBelow = 10
/** Below so many cases there are dots and words, and nothing is said of a direction. */
export const arrowFrom = 5

export interface DurationSummary {
  readonly count: number
  /** All in minutes; null where no case ended. */
  readonly median: number | null
  readonly shortest: number | null
  readonly longest: number | null
  /** Of those that took longer than nothing; it weighs ten minutes and ten days alike. */
  readonly geometricMean: number | null
  /** Cases that still run: they take at least this long, and count in no figure above. */
  readonly unfinished: number
  readonly longestUnfinished: number | null
  readonly isListed: boolean
}

/** @param minutes of the cases that ended @param running minutes so far of those that did not */
export function summaryOf(minutes: readonly number[], running: readonly number[]): DurationSummary {
  const sorted = minutes.toSorted((a, b) => a - b)
  return {
    count: sorted.length,
    median: medianOf(sorted),
    shortest: sorted[0] ?? null,
    longest: sorted.at(-1) ?? null,
    geometricMean: geometricMean(sorted.filter((one) => one > 0)),
    unfinished: running.length,
    longestUnfinished: running.length === 0 ? null : running.reduce((most, one) => Math.max(most, one), 0),
    isListed: sorted.length + running.length < listedBelow,
  }
}

/** Of sorted numbers; between the middle two of an even count. */
export function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (upper === undefined) return null
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper
  return (lower + upper) / 2
}

function geometricMean(positive: readonly number[]): number | null {
  if (positive.length === 0) return null
  return Math.exp(positive.reduce((sum, one) => sum + Math.log(one), 0) / positive.length)
}
