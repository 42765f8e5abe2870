/** Looking into a foreign file: whatever is not of the wanted kind counts as absent, and nothing is believed. */

export type Loose = Readonly<Record<string, unknown>>

/** A text that says something, without what cannot be stored; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const said = value
    .replaceAll('\0', '')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .trim()
  return said === '' ? undefined : said
}

/** The same, no longer than this many UTF-16 units; a cut never leaves half of a character behind. */
export function cut(value: unknown, longest: number): string | undefined {
  return textOf(
    textOf(value)
      ?.slice(0, longest)
      .replace(/[\uD800-\uDBFF]$/, ''),
  )
}

export function recordOf(value: unknown): Loose | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Loose) // just seen to be an object that is no list
    : undefined
}

/** The texts of a list, or of a single text. */
export function listOf(value: unknown): string[] {
  return [value].flat().flatMap((item) => textOf(item) ?? [])
}

export function recordsOf(value: unknown): Loose[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  return items.map(recordOf).filter((item) => item !== undefined)
}
