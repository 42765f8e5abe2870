/** Promises that no byte of a sealed file leaves here before it was authenticated, and none of a wrong file. */
import { createHash } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { Readable } from 'node:stream'
import { closeQuietly, errorCode, onDisk } from './disk.ts'
import type { Disk, DiskFile } from './disk.ts'
import { FileDamaged } from './file-store.ts'
import type { OpenOptions, SealedFile } from './file-store.ts'
import {
  headerBytes,
  openSegment,
  sealedSize,
  sealFromHeader,
  segmentBytes,
  segmentCount,
  tagBytes,
} from './sealed-format.ts'
import type { FileSeal } from './sealed-format.ts'

/** A file whose every byte was verified once, still open: close it, or read its stream to the end. */
export interface VerifiedFile {
  close(): Promise<void>
  /** So many plain bytes from there, fewer at the end; throws FileDamaged on a byte that changed since. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** The plain bytes, or the range of them; destroys itself with FileDamaged on a byte that changed since. */
  stream(options: OpenOptions): Readable
}

/**
 * Opens and verifies the whole file. Undefined when nothing has that name; throws FileDamaged when what is
 * there is not the file, refuses `unavailable` when the disk cannot be read.
 */
export async function openVerified(
  disk: Disk,
  path: string,
  owner: { evidenceKey: KeyObject; tenantId: string },
  file: SealedFile,
  signal?: AbortSignal,
): Promise<VerifiedFile | undefined> {
  const handle = await openIfThere(disk, path)
  if (!handle) return undefined
  try {
    const seal = await readSeal(handle, owner, file)
    const source: Source = { handle, seal, file, tenantId: owner.tenantId }
    await verifyAll(source, signal)
    return {
      close: () => closeQuietly(handle),
      read: (offset, length) => readRange(source, offset, length),
      stream: (options) => streamOf(source, options),
    }
  } catch (error) {
    await closeQuietly(handle)
    throw error
  }
}

/**
 * The plain bytes in one pass, each segment authenticated before it is given, but the whole not hashed: for a caller
 * that compares the hash of all it gathers. Throws FileDamaged, also where nothing has that name.
 */
export async function* segmentsOf(
  disk: Disk,
  path: string,
  owner: { evidenceKey: KeyObject; tenantId: string },
  file: SealedFile,
): AsyncGenerator<Uint8Array> {
  const handle = await openIfThere(disk, path)
  if (!handle) throw new FileDamaged(owner.tenantId, file.sha256)
  try {
    const seal = await readSeal(handle, owner, file)
    const source: Source = { handle, seal, file, tenantId: owner.tenantId }
    for (let index = 0; index < segmentCount(file.size); index++) yield await readSegment(source, index)
  } finally {
    await closeQuietly(handle)
  }
}

interface Source {
  readonly handle: DiskFile
  readonly seal: FileSeal
  readonly file: SealedFile
  readonly tenantId: string
}

async function openIfThere(disk: Disk, path: string): Promise<DiskFile | undefined> {
  try {
    return await onDisk(disk.openToRead(path))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function readSeal(
  handle: DiskFile,
  owner: { evidenceKey: KeyObject; tenantId: string },
  file: SealedFile,
): Promise<FileSeal> {
  const stat = await onDisk(handle.stat())
  const header = Buffer.alloc(headerBytes)
  if (!stat.isFile || stat.size !== sealedSize(file.size)) throw new FileDamaged(owner.tenantId, file.sha256)
  await onDisk(handle.read(header, 0))
  const seal = sealFromHeader(owner.evidenceKey, owner.tenantId, header)
  if (!seal) throw new FileDamaged(owner.tenantId, file.sha256)
  return seal
}

async function verifyAll(source: Source, signal: AbortSignal | undefined): Promise<void> {
  const hash = createHash('sha256')
  for (let index = 0; index < segmentCount(source.file.size); index++) {
    signal?.throwIfAborted()
    hash.update(await readSegment(source, index))
  }
  if (hash.digest('hex') !== source.file.sha256) throw damaged(source)
}

/** Segments are read by their place in a file of the recorded size, so a cut or longer file cannot pass. */
async function readSegment(source: Source, index: number): Promise<Uint8Array> {
  const { size } = source.file
  const isLast = index === segmentCount(size) - 1
  const plainLength = isLast ? size - index * segmentBytes : segmentBytes
  const sealed = Buffer.allocUnsafe(plainLength + tagBytes)
  const read = await onDisk(source.handle.read(sealed, headerBytes + index * (segmentBytes + tagBytes)))
  const plain = read === sealed.length ? openSegment(source.seal, index, isLast, sealed) : undefined
  if (!plain) throw damaged(source)
  return plain
}

async function readRange(source: Source, offset: number, length: number): Promise<Uint8Array> {
  const end = Math.min(source.file.size, offset + length)
  const parts: Uint8Array[] = []
  for (let at = offset; at < end;) {
    const index = Math.floor(at / segmentBytes)
    const start = index * segmentBytes
    const part = (await readSegment(source, index)).subarray(at - start, end - start)
    parts.push(part)
    at += part.length
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
}

function damaged(source: Source): FileDamaged {
  return new FileDamaged(source.tenantId, source.file.sha256)
}

function streamOf(source: Source, options: OpenOptions): Readable {
  const parts = partsOf(source, options.range ?? { offset: 0, length: source.file.size })
  // Not Readable.from(): it would leave the handle open when the stream is destroyed before its first read.
  return new Readable({
    highWaterMark: segmentBytes,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    read() {
      parts.next().then(
        (part) => this.push(part.done ? null : part.value),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      )
    },
    destroy(error, done) {
      void closeQuietly(source.handle).then(() => done(error))
    },
  })
}

/** Non-empty parts only, since an empty push would not make the stream ask again. */
async function* partsOf(
  source: Source,
  range: { readonly offset: number; readonly length: number },
): AsyncGenerator<Uint8Array> {
  const { size } = source.file
  const end = range.offset + range.length
  const isWhole = range.length === size
  const hash = createHash('sha256')
  const last = segmentCount(size) - 1
  for (let index = Math.floor(range.offset / segmentBytes); index <= last; index++) {
    const start = index * segmentBytes
    if (start >= end && !isWhole) return
    const plain = await readSegment(source, index)
    if (isWhole) hash.update(plain)
    // The last segment stays here until the whole is proved, so a finished download is a right one.
    if (isWhole && index === last && hash.digest('hex') !== source.file.sha256) throw damaged(source)
    const part = plain.subarray(Math.max(0, range.offset - start), Math.min(plain.length, end - start))
    if (part.length > 0) yield part
  }
}
