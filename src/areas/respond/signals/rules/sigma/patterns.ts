/**
 * Single values of a Sigma rule, as the specification (version 2.1.0) says: strings without regard to case, `*` for any
 * text, `?` for one character, a backslash before them to mean themselves.
 */
import type { Plain } from './events.ts'

const any = Symbol('any text')
const one = Symbol('one character')
/** Plain text, a wildcard, or one character out of some. */
export type Piece = string | symbol | ReadonlySet<string>

/** Whether a value of the event fits. */
export type Fits = (value: Plain) => boolean

/** The pieces of a pattern: plain text, and the wildcards that no backslash takes away. */
export function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = []
  let plain = ''
  const end = () => {
    if (plain !== '') pieces.push(plain)
    plain = ''
  }
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? ''
    const next = pattern[at + 1] ?? ''
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      plain += next
      at += 1
    } else if (character === '*' || character === '?') {
      end()
      pieces.push(character === '*' ? any : one)
    } else plain += character
  }
  end()
  return pieces
}

/** The same with any text before or after. */
export function opened(pieces: readonly Piece[], { before = false, after = false }): Piece[] {
  return [...(before ? [any] : []), ...pieces, ...(after ? [any] : [])]
}

/**
 * Matched in time proportional to text times pattern at worst, never by a regular expression of the language: whoever
 * writes the rule or the event must not be able to stop the server.
 */
export function piecesFit(pieces: readonly Piece[], isCased: boolean): Fits {
  const fold = (value: string) => (isCased ? value : value.toLowerCase())
  const folded = pieces.map((piece) => (typeof piece === 'string' ? fold(piece) : piece))
  return (value) => value !== null && matches(folded, fold(String(value)))
}

/** The usual way back to the last `*` alone: earlier ones need never be tried again. */
function matches(pieces: readonly Piece[], text: string): boolean {
  let [piece, at] = [0, 0]
  let back: { piece: number; at: number } | undefined
  while (piece < pieces.length || at < text.length) {
    const wanted = pieces[piece]
    if (wanted === any) {
      back = { piece: piece + 1, at }
      piece += 1
      if (piece === pieces.length) return true
      continue
    }
    if (wanted !== undefined && fitsAt(wanted, text, at)) {
      piece += 1
      at += typeof wanted === 'string' ? wanted.length : 1
      continue
    }
    if (back === undefined || back.at >= text.length) return false
    const first = pieces[back.piece]
    back.at = typeof first === 'string' ? text.indexOf(first, back.at + 1) : back.at + 1
    if (back.at === -1) return false
    piece = back.piece
    at = back.at
  }
  return true
}

function fitsAt(wanted: Piece, text: string, at: number): boolean {
  if (typeof wanted === 'string') return text.startsWith(wanted, at)
  if (typeof wanted === 'symbol') return wanted === one && at < text.length
  return at < text.length && wanted.has(text[at] ?? '')
}

/** A number that is more or less than another; text that is a number counts as one. */
export function numberFits(comparison: 'lt' | 'lte' | 'gt' | 'gte', than: number): Fits {
  return (value) => {
    if (value === null || typeof value === 'boolean' || value === '') return false
    const number = Number(value)
    if (Number.isNaN(number)) return false
    if (comparison === 'lt') return number < than
    if (comparison === 'lte') return number <= than
    return comparison === 'gt' ? number > than : number >= than
  }
}
