/**
 * The ledger's record: one leaf for each change, its fields committed and never in clear.
 * Format: docs/ledger-format.md. The stand-alone verifier in src/verify shares no code with this file.
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { LeafKind } from '../leaf-kinds.ts'
import { concat, toBase64, utf8 } from './bytes.ts'
import { byCodeUnits, canonicalJson } from './canonical.ts'

/** A field's value: text or an integer. An integer is committed as its decimal text. */
export type FieldValue = string | number

/**
 * Salt (base64 of 32 bytes) and value: what opens a commitment. An erased field has no salt any more, and as its value
 * what may still be shown in its place.
 */
export interface Opening {
  readonly salt?: string
  readonly value: string
}

export interface LeafPosition {
  /** `<install>/<tenant log uuid>/<epoch>` */
  readonly log: string
  /** Index in the tenant's log, from 0. */
  readonly index: number
  readonly stream: string
  /** Number in the stream, from 1. */
  readonly number: number
  /** Base64 leaf hash of the stream's previous leaf, empty for the first. */
  readonly previous: string
  /** Recorded instant, UTC with milliseconds; never decreasing within a log. */
  readonly at: string
}

export interface LeafContent {
  readonly kind: LeafKind
  readonly commitments: Readonly<Record<string, string>>
  /** Only in `field.erase`: which [leaf index, field] was erased. */
  readonly erased?: readonly (readonly [number, string])[]
  /** Only in `export`: which [leaf index, field] is withheld from this bundle, sorted. */
  readonly withheld?: readonly (readonly [number, string])[]
}

const leafBytesAtMost = 4096

/** HMAC-SHA-256 over `"tl1\0" + name + "\0" + value`, keyed by the field's own 32 random bytes; base64. */
export function commitment(salt: Uint8Array, name: string, value: string): string {
  return toBase64(hmac(sha256, salt, utf8(`tl1\0${name}\0${value}`)))
}

/**
 * The canonical text of a leaf.
 * @throws RangeError when it would be longer than 4,096 bytes
 */
export function leafText(position: LeafPosition, content: LeafContent): string {
  const text = canonicalJson({
    c: content.commitments,
    i: position.index,
    k: content.kind,
    log: position.log,
    n: position.number,
    p: position.previous,
    s: position.stream,
    t: position.at,
    v: 1,
    ...(content.erased === undefined ? {} : { x: content.erased.toSorted(byLeafThenField) }),
    ...(content.withheld === undefined ? {} : { w: content.withheld.toSorted(byLeafThenField) }),
  })
  if (utf8(text).length > leafBytesAtMost) throw new RangeError('a leaf is at most 4,096 bytes')
  return text
}

/** SHA-256(0x00 || leaf), RFC 9162 section 2.1.1. */
export function leafHash(text: string): Uint8Array {
  return sha256(concat(Uint8Array.of(0), utf8(text)))
}

/** Order of openings and withheld fields: by leaf, then by field in UTF-16 code units. */
export function byLeafThenField(a: readonly [number, string], b: readonly [number, string]): number {
  return a[0] - b[0] || byCodeUnits(a[1], b[1])
}
