/** What comes up again in several cases: how often, and which things come together. Says nothing of causes. */
import { shareInterval } from './intervals.ts'

/** Pairs in fewer cases than these are chance. */
export const leastSupport = 3

interface OfCase {
  readonly incidentId: string
  readonly kind: string
}

/** Each case once with its factors, in the order of the cases. */
export function factorsByCase(rows: readonly OfCase[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { incidentId, kind } of rows) {
    const kinds = found.get(incidentId) ?? []
    if (!kinds.includes(kind)) kinds.push(kind)
    found.set(incidentId, kinds)
  }
  return found
}

/** How many of the cases with any factor have each, with its interval. */
export function supportOf(cases: readonly (readonly string[])[]) {
  return countsOf(cases.flat()).map(({ key, count }) => ({
    ...{ kind: key, count },
    ...shareInterval(count, cases.length),
  }))
}

/** Factors that stand together in enough cases; `of` is how many have at least one of the two. */
export function pairsOf(cases: readonly (readonly string[])[]) {
  const together = countsOf(
    cases.flatMap((kinds) => {
      const sorted = kinds.toSorted((a, b) => a.localeCompare(b, 'en'))
      return sorted.flatMap((one, place) => sorted.slice(place + 1).map((other) => `${one} ${other}`))
    }),
  )
  return together
    .filter(({ count }) => count >= leastSupport)
    .map(({ key, count }) => {
      const [one = '', other = ''] = key.split(' ')
      const of = cases.filter((kinds) => kinds.includes(one) || kinds.includes(other)).length
      return { one, other, count, of }
    })
}

/** The commonest first. */
export function countsOf(keys: readonly string[]): { key: string; count: number }[] {
  const found = new Map<string, number>()
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1)
  return [...found]
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key, 'en'))
}
