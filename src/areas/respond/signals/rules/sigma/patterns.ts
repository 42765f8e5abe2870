/**
 * Single values of a Sigma rule, as the specification (version 2.0.0, 2024-08-08) says: strings without regard to case,
 * `*` for any text, `?` for one character, a backslash before them to mean themselves.
 */

/** What a field of an event holds: text, a number, yes or no, nothing; a list counts as each of its values. */
export type Plain = string | number | boolean | null

type Part = string | typeof any | typeof one
const any = Symbol('any text')
const one = Symbol('one character')

/** Whether a value of the event fits. */
export type Fits = (value: Plain) => boolean

export interface Wanted {
  readonly text: string
  readonly isCased: boolean
  /** Text may stand before and after. */
  readonly isOpen: { readonly before: boolean; readonly after: boolean }
}

/**
 * A string with wildcards; matched in time proportional to text times pattern at worst, never by a regular expression,
 * since whoever writes the rule or the event must not be able to stop the server.
 */
export function textFits({ text, isCased, isOpen }: Wanted): Fits {
  const fold = (value: string) => (isCased ? value : value.toLowerCase())
  const parts: Part[] = partsOf(fold(text))
  if (isOpen.before) parts.unshift(any)
  if (isOpen.after) parts.push(any)
  return (value) => value !== null && matches(parts, fold(String(value)))
}

/** The pieces of a pattern: plain text, and the wildcards that no backslash takes away. */
function partsOf(pattern: string): Part[] {
  const parts: Part[] = []
  let plain = ''
  const end = () => {
    if (plain !== '') parts.push(plain)
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
      parts.push(character === '*' ? any : one)
    } else plain += character
  }
  end()
  return parts
}

/** The usual way back to the last `*` alone: earlier ones need never be tried again. */
function matches(parts: readonly Part[], text: string): boolean {
  let [part, at] = [0, 0]
  let back: { part: number; at: number } | undefined
  while (part < parts.length || at < text.length) {
    const wanted = parts[part]
    if (wanted === any) {
      back = { part: part + 1, at }
      part += 1
      if (part === parts.length) return true
      continue
    }
    const length = wanted === one ? 1 : (wanted?.length ?? 0)
    const fits = wanted === one ? at < text.length : wanted !== undefined && text.startsWith(wanted, at)
    if (fits) {
      part += 1
      at += length
      continue
    }
    if (back === undefined || back.at >= text.length) return false
    back.at += 1
    part = back.part
    at = back.at
  }
  return true
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
