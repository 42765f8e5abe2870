/** Makes text from people and tools fit for paper: it stays text, cannot steer a line, and always finds a place to break. */

/** A copy of JSON-like data in which every string, keys excepted, has passed {@link paperText}. */
export function paperData(value: unknown): unknown {
  if (typeof value === 'string') return paperText(value)
  if (Array.isArray(value)) return value.map(paperData)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, paperData(part)]))
}

/**
 * What cannot be printed, or would reorder the line around it, becomes U+FFFD; direction marks without a glyph go.
 * A word of more than 24 characters may break after every twelfth, by a zero-width space.
 */
export function paperText(text: string): string {
  const printable = text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/[\u200e\u200f\u061c\ufeff\u{e0000}-\u{e007f}]/gu, '')
    .replaceAll(unprintable, '\ufffd')
  return printable.replaceAll(longWord, (word) => word.replaceAll(twelve, '$&\u200b'))
}

/** Controls but the line feed, lone surrogates, direction overrides and isolates, noncharacters. */
const unprintable =
  /(?!\n)\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069\u206a-\u206f]|\p{Noncharacter_Code_Point}/gu
const longWord = /\S{25,}/gu
/** Never between a letter and its marks, nor inside a joined emoji. */
const twelve = /.{12}(?!\p{M}|\p{Join_Control}|\p{Variation_Selector}|$)(?<!\p{Join_Control})/gu
