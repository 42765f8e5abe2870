/**
 * Promises that an order to erase can be read again by whoever holds a backup from before it, which has the words
 * anyway, and by nobody else: it is sealed with a seed that stands in those backups and was replaced with the order.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** One order as it lies beside the backups and in later ones. */
export interface SealedOrder {
  readonly erasureId: string
  /** Known to whoever has the seed; says nothing to others. */
  readonly opensWith: string
  readonly sealed: Uint8Array
  readonly madeAt: string
}

/** 256 bits. */
export function newSeed(): Buffer {
  return randomBytes(32)
}

/** By which name an order says that this seed opens it. */
export function nameOfSeed(seed: Uint8Array): string {
  const hex = derived(seed, 'name', 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export function sealOrder(seed: Uint8Array, erasureId: string, order: unknown): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', derived(seed, 'key', 32), nonce)
  cipher.setAAD(Buffer.from(erasureId))
  const closed = Buffer.concat([cipher.update(JSON.stringify(order), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, closed, cipher.getAuthTag()])
}

/** @throws when it was changed, or sealed with another seed */
export function openOrder(seed: Uint8Array, { erasureId, sealed }: SealedOrder): unknown {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', derived(seed, 'key', 32), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(erasureId))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  const opened = [decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]
  return JSON.parse(Buffer.concat(opened).toString('utf8'))
}

const nonceBytes = 12
const tagBytes = 16

function derived(seed: Uint8Array, what: 'name' | 'key', bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', seed, '', `muster-erasure-list/1 ${what}`, bytes))
}
