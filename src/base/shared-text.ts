/**
 * A text that several people write in at once, as both ends of the wire know it: a Yjs document with one text in it.
 * Promises that bytes from outside are read by a closed grammar first: plain words put in and taken out, nothing else,
 * with no count that is larger than the bytes behind it.
 */

/** Name of the one text in the document. */
export const sharedRoot = 'text'
/** UTF-16 units of a text: a megabyte of plain letters, far more than anybody reads in a crisis. */
export const sharedLettersAtMost = 1_000_000
/** A megabyte pasted at once, with some room for what surrounds it. */
export const sharedUpdateBytesAtMost = 4_200_000

/** Who made what an update adds, by the number that Yjs gives each browser page; empty where it only takes words out. */
export type ReadUpdate = { readonly clients: readonly number[] } | { readonly fault: string }

/** Reads an update of Yjs (its first encoding) without applying it. */
export function readSharedUpdate(bytes: Uint8Array): ReadUpdate {
  if (bytes.length > sharedUpdateBytesAtMost) return { fault: 'too_large' }
  try {
    const reader = new Reader(bytes)
    const clients = reader.structs()
    reader.deletions()
    return reader.isAtEnd ? { clients } : { fault: 'trailing' }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.message }
    throw error
  }
}

class Unreadable extends Error {}

/** Kinds of a struct, in the low five bits of its first byte. */
const kinds = { collected: 0, deleted: 1, words: 4 } as const
const clockAtMost = 2 ** 31
const clientAtMost = 2 ** 32

class Reader {
  #at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  structs(): number[] {
    return Array.from({ length: this.#count() }, () => {
      const count = this.#count()
      const client = this.#below(clientAtMost)
      this.#below(clockAtMost)
      for (let n = 0; n < count; n += 1) this.#struct()
      return client
    })
  }

  deletions(): void {
    for (let left = this.#count(); left > 0; left -= 1) {
      this.#below(clientAtMost)
      for (let ranges = this.#count(); ranges > 0; ranges -= 1) {
        this.#below(clockAtMost)
        this.#below(clockAtMost)
      }
    }
  }

  #struct(): void {
    const info = this.#byte()
    const kind = info & 31
    if (kind === kinds.collected) return this.#length()
    if (kind !== kinds.deleted && kind !== kinds.words) throw new Unreadable('not_words')
    const hasNeighbours = (info & 0xc0) !== 0
    if ((info & 0x80) !== 0) this.#id()
    if ((info & 0x40) !== 0) this.#id()
    // What stands in a map has a name there; a text has none.
    if ((info & 0x20) !== 0) throw new Unreadable('not_words')
    if (!hasNeighbours && (this.#varuint() !== 1 || this.#words() !== sharedRoot))
      throw new Unreadable('other_root')
    if (kind === kinds.deleted) return this.#length()
    if (this.#words() === '') throw new Unreadable('no_words')
  }

  #id(): void {
    this.#below(clientAtMost)
    this.#below(clockAtMost)
  }

  #length(): void {
    if (this.#below(clockAtMost) === 0) throw new Unreadable('no_words')
  }

  #words(): string {
    const end = this.#count() + this.#at
    const bytes = this.#bytes.subarray(this.#at, end)
    this.#at = end
    const words = decoded(bytes)
    // No database holds a NUL.
    if (words === undefined || words.includes('\0')) throw new Unreadable('not_words')
    return words
  }

  /** Of things that follow, each of at least a byte. */
  #count(): number {
    return this.#below(this.#bytes.length - this.#at + 1)
  }

  #below(limit: number): number {
    const value = this.#varuint()
    if (value >= limit) throw new Unreadable('too_many')
    return value
  }

  #varuint(): number {
    let value = 0
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = this.#byte()
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
    throw new Unreadable('too_many')
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new Unreadable('too_short')
    this.#at += 1
    return byte
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** One change of a text: so many units taken out at a place, and these put in. */
export interface Replacement {
  readonly at: number
  readonly removed: number
  readonly inserted: string
}

/**
 * The smallest replacement that makes one text of the other; undefined where they are the same. Never parts the two
 * units of one sign.
 * @param caret where the typing ended in `after`: of two equal letters it says which is new
 */
export function replacementBetween(
  before: string,
  after: string,
  caret = after.length,
): Replacement | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  // What stands behind the caret is old, so the end is compared first, and no further than to the caret.
  const endAtMost = Math.min(shorter, after.length - Math.min(caret, after.length))
  let end = 0
  while (end < endAtMost && before.at(-1 - end) === after.at(-1 - end)) end += 1
  let at = 0
  while (at < shorter - end && before[at] === after[at]) at += 1
  while (end < shorter - at && before.at(-1 - end) === after.at(-1 - end)) end += 1
  if (isInsidePair(before, at) || isInsidePair(after, at)) at -= 1
  if (isInsidePair(before, before.length - end) || isInsidePair(after, after.length - end)) end -= 1
  return { at, removed: before.length - end - at, inserted: after.slice(at, after.length - end) }
}

/** Where a caret stands once somebody else has changed the text around it. */
export function movedCaret(caret: number, { at, removed, inserted }: Replacement): number {
  if (caret <= at) return caret
  return Math.max(caret - removed, at) + inserted.length
}

function isInsidePair(text: string, at: number): boolean {
  const [first, second] = [text.charCodeAt(at - 1), text.charCodeAt(at)]
  return first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000
}
