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

/** The same for texts of a machine that write letters as `\\u00fc`; undefined when none of these is looked for there. */
export function escapedPattern(words: readonly Sought[]): string | undefined {
  const patterns = words
    .filter(mayBeEscaped)
    .map((word) => withEdges(word, bodyEscaped(word), '[[:alnum:]_]', '[0-9]'))
  return patterns.length === 0 ? undefined : patterns.join('|')
}

/** Whether one of these stands in the text. */
export function holdsSought(text: string, words: readonly Sought[]): boolean {
  return words.some((word) => patternsFor(text, word).some((pattern) => pattern.test(text)))
}

/** The text with a mark where each of these stood; the same text where none does. */
export function writeOver(text: string, words: readonly Sought[], marks: Marks): string {
  // The longest first: of "Anna Berger" and "Berger" the first is the whole of it.
  return words
    .toSorted((a, b) => b.text.length - a.text.length)
    .reduce(
      (left, word) =>
        patternsFor(left, word).reduce(
          (one, pattern) => one.replaceAll(pattern, () => marks[word.kind]),
          left,
        ),
      text,
    )
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
    return patternsFor(text, word).flatMap((pattern) => {
      const found = pattern.exec(text)
      return found === null ? [] : [{ at: found.index, end: found.index + found[0].length }]
    })
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

/** How it may stand in this text. */
function patternsFor(text: string, word: Sought): RegExp[] {
  if (!text.includes(String.raw`\u`) || !mayBeEscaped(word)) return [patternOf(word)]
  const escapedOne = withEdges(word, bodyEscaped(word), String.raw`[\p{L}\p{N}_]`, String.raw`\d`)
  return [patternOf(word), new RegExp(escapedOne, 'giu')]
}

/** Each letter has three spellings there: a long passage would be a pattern that no database takes. */
const escapedLettersAtMost = 400

function mayBeEscaped({ text }: Sought): boolean {
  return text.length <= escapedLettersAtMost
}

/** Signs that end a word, as a machine may write them. */
const escapedSign = String.raw`\\u(?:000[0-9a-f]|00[23][0-9a-f]|00a[0-9a-f]|20[0-9a-f][0-9a-f])`

function withEdges({ kind }: Sought, body: string, letter: string, digit: string): string {
  if (kind === 'passage') return body
  const edge = kind === 'phone' ? digit : letter
  return String.raw`(?:(?<!${edge})|(?<=\\[nrt])|(?<=${escapedSign}))(?:${body})(?!${edge})`
}

function bodyEscaped({ kind, text }: Sought): string {
  if (kind === 'phone') {
    const between = String.raw`(?:[\s()./-]|\\+u002[089def])*`
    const digits = text.replaceAll(/\D/g, '').split('').map(spelled)
    return String.raw`(?:[+]|\\+u002b)?${digits.join(between)}`
  }
  const between = String.raw`(?:\s|\\+[nrt]|\\+u0020|\\+u00a0|\\+u000[9ad])+`
  const spelledOut = (one: string) => [...one].map(spelled).join('')
  return text.trim().split(/\s+/).map(spelledOut).join(between)
}

/** A letter as it is, or as the numbers of its small and its capital form. */
function spelled(letter: string): string {
  const forms = new Set([letter, letter.toLowerCase(), letter.toUpperCase()])
  const numbers = [...forms].map((form) =>
    form
      .split('')
      .map((unit) => String.raw`\\+u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
  return `(?:${[escaped(letter), ...new Set(numbers)].join('|')})`
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
