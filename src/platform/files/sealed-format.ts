/**
 * Promises the one form in which file bytes rest on disk: authenticated encryption in segments, so that a
 * virus scanner neither runs nor eats a sample, and no change, cut, swap or reordering goes unseen.
 *
 * Header, 44 bytes: `MSTRSEAL`, version 1, log2 of the segment size, two zero bytes, 32 bytes of salt.
 * Then segments of 1 MiB (the last may be shorter; an empty file has one empty segment), each AES-256-GCM
 * with its 16-byte tag behind it. Key = HKDF-SHA-256 (RFC 5869) of evidence key, salt, and a label with the
 * tenant; nonce = segment index and a last-segment flag (the STREAM construction, Hoang, Reyhanitabar,
 * Rogaway and Vizar 2015); the header is authenticated with every segment.
 */
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

export const segmentBytes = 1 << 20
export const tagBytes = 16
export const headerBytes = 44
const saltBytes = 32

const prefix = Buffer.from([...Buffer.from('MSTRSEAL', 'latin1'), 1, 20, 0, 0])

/** What seals or opens the segments of one file. */
export interface FileSeal {
  readonly header: Uint8Array
  readonly key: KeyObject
}

/** A new file's seal; `salt` is 32 fresh random bytes. */
export function newSeal(evidenceKey: KeyObject, tenantId: string, salt: Uint8Array): FileSeal {
  if (salt.length !== saltBytes) throw new RangeError('a seal needs 32 bytes of salt')
  return { header: Buffer.concat([prefix, salt]), key: fileKey(evidenceKey, tenantId, salt) }
}

/** The seal of a stored file, or undefined when the header is none of ours. */
export function sealFromHeader(
  evidenceKey: KeyObject,
  tenantId: string,
  header: Uint8Array,
): FileSeal | undefined {
  if (header.length !== headerBytes || !prefix.equals(header.subarray(0, prefix.length))) return undefined
  return { header, key: fileKey(evidenceKey, tenantId, header.subarray(prefix.length)) }
}

/** Plain bytes of one segment to sealed bytes and their tag, apart: joined they would be copied once more. */
export function sealSegment(
  seal: FileSeal,
  index: number,
  isLast: boolean,
  plain: Uint8Array,
): readonly [Uint8Array, Uint8Array] {
  const cipher = createCipheriv('aes-256-gcm', seal.key, nonce(index, isLast), { authTagLength: tagBytes })
  cipher.setAAD(seal.header)
  const sealed = cipher.update(plain)
  // GCM holds nothing back: final() makes the tag and adds no bytes.
  cipher.final()
  return [sealed, cipher.getAuthTag()]
}

/** Sealed bytes of one segment to plain bytes, or undefined when they are not what was sealed. */
export function openSegment(
  seal: FileSeal,
  index: number,
  isLast: boolean,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < tagBytes) return undefined
  const end = sealed.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', seal.key, nonce(index, isLast), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(seal.header)
  decipher.setAuthTag(sealed.subarray(end))
  const plain = decipher.update(sealed.subarray(0, end))
  try {
    // final() compares the tag; GCM holds nothing back, so it adds no bytes.
    decipher.final()
  } catch {
    return undefined
  }
  return plain
}

/** How many segments a file of `size` plain bytes has. */
export function segmentCount(size: number): number {
  return Math.max(1, Math.ceil(size / segmentBytes))
}

/** Bytes on disk of a file of `size` plain bytes. */
export function sealedSize(size: number): number {
  return headerBytes + size + segmentCount(size) * tagBytes
}

/** Plain bytes that a length on disk implies; 0 for a length that no sealed file has. */
export function plainSize(onDisk: number): number {
  const body = onDisk - headerBytes
  const segments = Math.max(1, Math.ceil(body / (segmentBytes + tagBytes)))
  return Math.max(0, body - segments * tagBytes)
}

function fileKey(evidenceKey: KeyObject, tenantId: string, salt: Uint8Array): KeyObject {
  const derived = hkdfSync('sha256', evidenceKey, salt, `muster sealed file 1\0${tenantId}`, 32)
  return createSecretKey(Buffer.from(derived))
}

function nonce(index: number, isLast: boolean): Uint8Array {
  const bytes = Buffer.alloc(12)
  // Six bytes hold every index a number can count; the key is fresh for each file, so no nonce repeats.
  bytes.writeUIntBE(index, 5, 6)
  bytes[11] = isLast ? 1 : 0
  return bytes
}
