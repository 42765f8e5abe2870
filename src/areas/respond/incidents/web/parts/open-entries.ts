/**
 * The entries of a list, newest first, with those that somebody is writing to: they stay where they are, also when
 * newer ones have pushed them off the list or a filter leaves them out.
 */
export function withOpen<Entry extends { readonly number: number }>(
  listed: readonly Entry[],
  open: readonly Entry[],
): Entry[] {
  const missing = open.filter((entry) => !listed.some(({ number }) => number === entry.number))
  return missing.length === 0 ? [...listed] : [...listed, ...missing].toSorted((a, b) => b.number - a.number)
}
