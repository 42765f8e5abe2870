/** One text for one value, in whatever order its keys came back, and the hash of it: what is signed and compared. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** JSON without blanks, keys by their UTF-16 code units as RFC 8785 section 3.2.3 orders them; a key without value is left out. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const parts = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${sortedJson(each)}`)
  return `{${parts.join(',')}}`
}

/** SHA-256 in hex over {@link sortedJson}. */
export function sortedHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(sortedJson(value))))
}
