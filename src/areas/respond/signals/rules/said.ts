/** How a sender's own words and times become ours. Its words are kept beside ours everywhere. */
import { wordQuery, type WordQuery } from '../../../../base/search.ts'
import type { SignalSeverity } from '../contract/severities.ts'

const severityByWord: Readonly<Record<string, SignalSeverity>> = Object.fromEntries(
  (
    [
      ['critical', 'critical crit fatal emergency emerg disaster alert page panic p1 sev1 s1'],
      ['high', 'high error err major severe p2 sev2 s2'],
      ['medium', 'medium moderate warning warn average p3 sev3 s3'],
      ['low', 'low minor info informational information notice none debug p4 p5 sev4 sev5 s4'],
    ] as const
  ).flatMap(([severity, words]) => words.split(' ').map((word) => [word, severity])),
)

/**
 * The sender's word on our scale. A bare number is `unknown`: for one tool 1 is the worst, for another the mildest.
 */
export function severityOf(word: string): SignalSeverity {
  const known = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '')
  return Object.hasOwn(severityByWord, known) ? (severityByWord[known] ?? 'unknown') : 'unknown'
}

const endedWords = new Set(
  'resolved ok okay closed recovered recovery normal inactive cleared clear up success fixed'.split(' '),
)

/** Whether a state word says that it is over. Whatever is not known to be an end is taken as going on. */
export function saysEnded(word: string): boolean {
  return endedWords.has(word.trim().toLowerCase())
}

/** A time as it was said: `at` only where it can be read without a guess, `text` always. */
export interface SaidTime {
  readonly at: Date | null
  readonly text: string
}

const instantShape =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9})\d*)?\s?([Zz]|[+-]\d\d:?\d\d)$/

/**
 * Reads a time of RFC 3339, with a blank for the T and an offset without its colon let through, or seconds or
 * milliseconds since 1970 as a number. A time without its zone or year, or of a day that never was, stays text.
 */
export function readTime(value: unknown): SaidTime {
  if (typeof value === 'number') return { at: readEpoch(value), text: String(value) }
  if (typeof value !== 'string') return { at: null, text: '' }
  return { at: readInstant(value.trim()), text: value.slice(0, 100) }
}

function readEpoch(value: number): Date | null {
  if (value >= 1e9 && value < 1e10) return new Date(Math.trunc(value * 1000))
  if (value >= 1e12 && value < 1e13) return new Date(Math.trunc(value))
  return null
}

function readInstant(text: string): Date | null {
  const match = instantShape.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  // Go writes the year 1 for "none"; PostgreSQL and people have no use for it either.
  if (year < 1900) return null
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  const read = new Date(local)
  const isReal =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!isReal) return null
  const millis = Math.trunc(Number(`0.${match[7] ?? '0'}`) * 1000)
  return new Date(local + millis - offsetMillis(match[8] ?? 'Z'))
}

function offsetMillis(zone: string): number {
  if (/^z$/i.test(zone)) return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** Words of a text for the search index: lower case letters and digits, each once, at most 150 of 60 characters. */
export function searchWords(...texts: readonly string[]): string[] {
  const words =
    texts
      .join(' ')
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words.map((word) => word.slice(0, 60)))].slice(0, 150)
}

/** What a person typed. Undefined when nothing in it is a word; then nothing is found. */
export function searchQuery(q: string): WordQuery | undefined {
  const words = searchWords(q).slice(0, 8)
  return words.length === 0 ? undefined : wordQuery(words)
}
