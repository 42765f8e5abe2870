import { fail } from './failure.ts'

/** The part of JSON that the format uses: integers, strings, lists, objects. Objects are maps, so no key is special. */
export type Json = string | number | Json[] | JsonObject
export type JsonObject = Map<string, Json>

/**
 * Reads bytes that must be the canonical form (RFC 8785) of a value made of safe integers, strings, lists and
 * objects. Refuses, under the given rule: bytes that are not UTF-8, a byte order mark, white space between
 * tokens, unsorted or repeated keys, true, false, null, fractions, exponents, and any other spelling of the same value.
 */
export function parseCanonical(bytes: Uint8Array, rule: number, what: string): Json {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    fail(rule, `${what} is not valid UTF-8 text.`)
  }
  return parseCanonicalText(text, rule, what)
}

/** The same for text that was decoded already. */
export function parseCanonicalText(text: string, rule: number, what: string): Json {
  const value = new Reader(text, rule, what).document()
  // Catches what the reader lets through: raw control characters, and escapes where a shorter spelling exists.
  if (canonical(value) !== text) fail(rule, `${what} is not in canonical form (RFC 8785).`)
  return value
}

/** Writes a value in canonical form: keys sorted by UTF-16 code units, no white space, shortest escapes. */
export function canonical(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = [...value].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

/** Deeper than any object of the format, shallow enough that hostile nesting cannot exhaust the stack. */
const maxDepth = 8
const plainRun = /[^"\\]*/y
const integer = /-?(?:0|[1-9][0-9]{0,15})/y
const shortEscapes = new Map(
  Object.entries({ '"': '"', '\\': '\\', b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }),
)

class Reader {
  private readonly text: string
  private readonly rule: number
  private readonly what: string
  private at = 0

  constructor(text: string, rule: number, what: string) {
    this.text = text
    this.rule = rule
    this.what = what
  }

  document(): Json {
    const value = this.value(0)
    if (this.at !== this.text.length) this.refuse('has something after its end')
    return value
  }

  private value(depth: number): Json {
    if (depth > maxDepth) this.refuse('is nested too deeply')
    const next = this.text[this.at]
    if (next === '{') return this.object(depth)
    if (next === '[') return this.list(depth)
    if (next === '"') return this.string()
    return this.integer()
  }

  private object(depth: number): JsonObject {
    const object: JsonObject = new Map()
    this.at += 1
    if (this.take('}')) return object
    let last: string | undefined
    do {
      if (this.text[this.at] !== '"') this.refuse('is not canonical JSON')
      const key = this.string()
      if (object.has(key)) this.refuse(`holds the key ${JSON.stringify(key)} twice`)
      if (last !== undefined && key < last) this.refuse('has keys that are not sorted')
      last = key
      if (!this.take(':')) this.refuse('is not canonical JSON')
      object.set(key, this.value(depth + 1))
    } while (this.take(','))
    if (!this.take('}')) this.refuse('is not canonical JSON')
    return object
  }

  private list(depth: number): Json[] {
    const list: Json[] = []
    this.at += 1
    if (this.take(']')) return list
    do list.push(this.value(depth + 1))
    while (this.take(','))
    if (!this.take(']')) this.refuse('is not canonical JSON')
    return list
  }

  private string(): string {
    this.at += 1
    const parts: string[] = []
    for (;;) {
      parts.push(this.match(plainRun))
      if (this.take('"')) return parts.join('')
      if (!this.take('\\')) this.refuse('has a text that does not end')
      parts.push(this.escape())
    }
  }

  private escape(): string {
    const letter = this.text[this.at] ?? ''
    const short = shortEscapes.get(letter)
    if (short !== undefined) {
      this.at += 1
      return short
    }
    // Canonical text escapes only control characters by number, so no lone surrogate can be spelled at all.
    const code = /^u(00[01][0-9a-f])$/.exec(this.text.slice(this.at, this.at + 5))?.[1]
    if (code === undefined) this.refuse('has an escape that canonical JSON does not use')
    this.at += 5
    return String.fromCharCode(Number.parseInt(code, 16))
  }

  private integer(): number {
    const digits = this.match(integer)
    const number = Number(digits)
    if (digits === '' || digits === '-0') this.refuse('is not canonical JSON of integers and texts')
    if (!Number.isSafeInteger(number)) this.refuse('holds a number that is not a safe integer')
    return number
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  private refuse(why: string): never {
    fail(this.rule, `${this.what} ${why} (character ${this.at + 1}).`)
  }
}
