/** What somebody looks for, and the piece of a text in which it stands. */
import type { FoundPart } from '../contract.ts'

const mostWords = 8
const folds: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

export interface SearchedWord {
  /** Letters and digits only, in lower case; its stem is looked for. */
  readonly word: string
  /** With umlauts written out: whatever begins so is found. */
  readonly start: string
}

export function searchedWords(q: string): SearchedWord[] {
  const words = new Map(wordsIn(q.normalize('NFC').toLowerCase()).map(({ word }) => [folded(word), word]))
  return [...words].slice(0, mostWords).map(([start, word]) => ({ start, word }))
}

/** In lower case, with an umlaut as two letters and without other accents. */
export function folded(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => folds[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
}

function wordsIn(text: string): { word: string; at: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({ word: match[0], at: match.index }))
}

const before = 60
const length = 220

/** About two lines of a text: around the first word that was looked for, else its beginning. */
export function excerptOf(body: string, words: readonly string[]): FoundPart[] {
  const text = plainOf(body)
  const hits = words.length === 0 ? [] : wordsIn(text).filter(({ word }) => isFound(folded(word), words))
  const first = hits[0]?.at ?? 0
  const from = first <= before ? 0 : text.indexOf(' ', first - before) + 1
  const begin = from > first ? first : from
  const cut = text.lastIndexOf(' ', begin + length)
  const end = text.length <= begin + length ? text.length : cut > first ? cut : begin + length
  const parts: FoundPart[] = []
  let at = begin
  if (begin > 0) parts.push({ text: '… ', isFound: false })
  for (const hit of hits) {
    if (hit.at < begin || hit.at + hit.word.length > end) continue
    if (hit.at > at) parts.push({ text: text.slice(at, hit.at), isFound: false })
    parts.push({ text: hit.word, isFound: true })
    at = hit.at + hit.word.length
  }
  if (end > at) parts.push({ text: text.slice(at, end), isFound: false })
  if (end < text.length) parts.push({ text: ' …', isFound: false })
  return parts
}

/** As the index finds it: the word goes on, or has the same beginning but for its ending. */
function isFound(word: string, words: readonly string[]): boolean {
  return words.some((wanted) => word.startsWith(wanted) || isSameButEnding(word, wanted))
}

/** Stems differ by their last letters: `header` and `headers`, `Konto` and `Konten`. */
function isSameButEnding(word: string, wanted: string): boolean {
  const same = wanted.length - 2
  return same >= 4 && Math.abs(word.length - wanted.length) <= 2 && word.startsWith(wanted.slice(0, same))
}

/** The words of a Markdown text without its signs, in one line. */
export function plainOf(body: string): string {
  return body
    .replaceAll(/^ {0,3}(#{1,6}|>|[-*+]|\d{1,9}[.)]|```\S*)(?:[ \t]|$)/gm, '')
    .replaceAll(/!?\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)/g, '$1')
    .replaceAll(/[*_`|]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
