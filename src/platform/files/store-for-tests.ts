/** Promises a store in a fresh temporary folder, and bytes made from a seed, for the tests of this folder. */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { Disk } from './disk.ts'
import type { FileStore, SealedFile } from './file-store.ts'
import { folderStore } from './folder-store.ts'

export const tenantA = '0190a0a0-0000-7000-8000-00000000000a'
export const tenantB = '0190a0a0-0000-7000-8000-00000000000b'
export const testKey = new Uint8Array(32).fill(7)
export const plenty = { maxBytes: 1 << 30 }

/** A folder that is gone when the test is over. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-files-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function freshStore(disk?: Disk): Promise<{ store: FileStore; folder: string }> {
  const folder = await freshFolder()
  return { folder, store: folderStore({ folder, key: testKey, ...(disk ? { disk } : {}) }) }
}

/** Bytes that look random and are the same for the same length and seed. */
export function bytesOf(length: number, seed = 1): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    bytes[at] = state >>> 24
  }
  return bytes
}

/** The bytes in chunks of the given lengths, which repeat until all is given. */
export async function* inChunks(
  bytes: Uint8Array,
  lengths: readonly number[] = [65_536],
): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    yield bytes.subarray(at, at + length)
    at += length
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function pathIn(folder: string, tenantId: string, file: SealedFile): string {
  return join(folder, tenantId, file.sha256.slice(0, 2), file.sha256.slice(2))
}

export async function drain(stream: Readable): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

export async function incomingOf(folder: string): Promise<string[]> {
  return readdir(join(folder, 'incoming')).catch(() => [])
}
