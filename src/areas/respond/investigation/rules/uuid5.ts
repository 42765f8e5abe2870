/** Name-based UUIDs (RFC 9562, version 5): the same thing gets the same id in every export. */
import { sha1 } from '@noble/hashes/legacy.js'

/** Namespace of STIX 2.1 for the ids of observables (specification, section 2.9). */
export const stixNamespace = '00abedb4-aa42-466c-9c01-fed23315a9b7'
/** Our own, for everything else. */
export const musterNamespace = 'b3f7a6c2-5d0e-4b57-9c1a-7a0f6f1e2d44'

export function uuid5(namespace: string, name: string): string {
  const space = (namespace.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  const bytes = sha1(new Uint8Array([...space, ...new TextEncoder().encode(name)])).slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
