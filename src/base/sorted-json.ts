/** Promises one text and one hash for the same content, whatever order its keys come in. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** JSON with sorted keys: the same for the same content, whatever order a database or another program gives back. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** SHA-256 in hex over JSON with sorted keys. */
export function sortedHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(sortedJson(value))))
}
