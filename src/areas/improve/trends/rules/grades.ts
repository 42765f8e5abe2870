/** How a control did in the cases in which somebody graded it. */
import type { Grade } from '../contract/words.ts'

export function gradeCounts(given: readonly { readonly grade: Grade }[]): Record<Grade, number> {
  const counts = { worked: 0, failed: 0, bypassed: 0, absent: 0 }
  for (const { grade } of given) counts[grade] += 1
  return counts
}
