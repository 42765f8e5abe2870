/** What two cases of one kind have in common, so that the later one is the earlier one come back. */

interface Cause {
  readonly factors: readonly string[]
  readonly vector: string | null
}

/** Words that say nothing of a cause. */
const empty: ReadonlySet<string> = new Set(['other', 'unknown'])

/** Factors by their kind, then the way in; empty where nothing ties them together. */
export function sharedBetween(now: Cause, was: Cause): string[] {
  const factors = now.factors.filter((kind) => !empty.has(kind) && was.factors.includes(kind))
  const isSameWay = now.vector !== null && !empty.has(now.vector) && now.vector === was.vector
  return [...new Set(factors), ...(isSameWay ? [now.vector ?? ''] : [])]
}
