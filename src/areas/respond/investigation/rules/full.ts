/** Of each list of one case: more than people read, and far below what would slow it down. */
const linesAtMost = 2000

/** Why no more of these fits into a case; undefined when one does. */
export function whyFull(count: number): string | undefined {
  if (count < linesAtMost) return undefined
  return `A case holds at most ${linesAtMost.toLocaleString('en')} of these. Write what belongs together into one.`
}
