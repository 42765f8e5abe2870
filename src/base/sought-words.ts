/** Promises that words which are to go are found as people write them, and that nothing but them is written over. */

export const soughtKinds = ['name', 'email', 'phone', 'passage'] as const
export type SoughtKind = (typeof soughtKinds)[number]

/** A name, an address, a number or a passage that is looked for. */
export interface Sought {
  readonly kind: SoughtKind
  readonly text: string
}

/** What stands where each kind stood. */
export type Marks = Readonly<Record<SoughtKind, string>>

/** Shorter ones would stand inside half of all words. */
export const soughtLettersAtLeast = 3

const spaces = String.raw`\s+`
/** Inside a JSON text a line end is written as two letters, and among bytes its stroke is doubled. */
const spacesInDatabase = String.raw`(\s|\\+[nrtbf])+`
const betweenDigits = String.raw`[\s()./-]*`

/**
 * For PostgreSQL, which finds with it the places that {@link writeOver} writes over, in JSON, lists and bytes too. It
 * finds a little more than stands there: {@link holdsSought} has the last word.
 */
export function databasePattern(words: readonly Sought[]): string {
  return words.map(inDatabase).join('|')
}

/** Whether one of these stands in the text. */
export function holdsSought(text: string, words: readonly Sought[]): boolean {
  return words.some((word) => patternOf(word).test(text))
}

/** The text with a mark where each of these stood; the same text where none does. */
export function writeOver(text: string, words: readonly Sought[], marks: Marks): string {
  // The longest first: of "Anna Berger" and "Berger" the first is the whole of it.
  return words
    .toSorted((a, b) => b.text.length - a.text.length)
    .reduce((left, word) => left.replaceAll(patternOf(word), () => marks[word.kind]), text)
}

/** The same in every text of a value as JSON has them; what is no text stays, names of fields too. */
export function writeOverIn(value: unknown, words: readonly Sought[], marks: Marks): unknown {
  if (typeof value === 'string') return writeOver(value, words, marks)
  if (Array.isArray(value)) return value.map((one) => writeOverIn(one, words, marks))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, writeOverIn(one, words, marks)]),
  )
}

/** What stands around the first of them, for a person to judge; '' where none is found. */
export function excerptAround(text: string, words: readonly Sought[], around = 60): string {
  const places = words.flatMap((word) => {
    const found = patternOf(word).exec(text)
    return found === null ? [] : [{ at: found.index, end: found.index + found[0].length }]
  })
  const first = places.toSorted((a, b) => a.at - b.at)[0]
  if (first === undefined) return ''
  const [from, to] = [Math.max(0, first.at - around), Math.min(text.length, first.end + around)]
  return `${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`
}

/** Why this cannot be looked for; undefined when it can. */
export function whyNotSought({ kind, text }: Sought): 'short' | 'no_email' | 'no_phone' | undefined {
  if (kind === 'phone') return text.replaceAll(/\D/g, '').length < 6 ? 'no_phone' : undefined
  if (kind === 'email') return /^[^\s@]+@[^\s@]+$/.test(text) ? undefined : 'no_email'
  return text.replaceAll(/\s/g, '').length < soughtLettersAtLeast ? 'short' : undefined
}

function inDatabase(word: Sought): string {
  const body = bodyOf(word, spacesInDatabase)
  if (word.kind === 'passage') return body
  const edge = word.kind === 'phone' ? '[0-9]' : '[[:alnum:]_]'
  // Right before a word stands the letter of a line end inside a JSON text, and the number of a byte among bytes.
  return String.raw`((?<!${edge})|(?<=\\[nrtbf])|(?<=\\[0-7]{3}))${body}(?!${edge})`
}

function patternOf(word: Sought): RegExp {
  const body = bodyOf(word, spaces)
  if (word.kind === 'passage') return new RegExp(body, 'giu')
  const edge = word.kind === 'phone' ? String.raw`\d` : String.raw`[\p{L}\p{N}_]`
  return new RegExp(`(?<!${edge})${body}(?!${edge})`, 'giu')
}

function bodyOf({ kind, text }: Sought, between: string): string {
  if (kind === 'phone') return `[+]?${text.replaceAll(/\D/g, '').split('').join(betweenDigits)}`
  return text.trim().split(/\s+/).map(escaped).join(between)
}

/**
 * Each sign by itself in brackets or behind a stroke: read alike by JavaScript and PostgreSQL. Inside JSON, lists and
 * bytes a quotation mark has a stroke before it, and a stroke stands there twice or more.
 */
function escaped(text: string): string {
  return text
    .replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
    .replaceAll(String.raw`\\`, String.raw`\\+`)
    .replaceAll('"', String.raw`\\*"`)
}
