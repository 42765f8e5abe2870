/**
 * Promises to list and read an archive (zip, tar, tar.gz) that lies sealed in the store, without writing a byte of it
 * anywhere: no name in it becomes a path, no link is followed, and what it unfolds to is counted before it is believed.
 */
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Reader, ZipReader, type Entry } from '@zip.js/zip.js'
import { extract, type Header } from 'tar-stream'
import { refuse } from '../../base/refusal.ts'
import { EntryBroken } from './entry-broken.ts'
import type { OpenFile } from './file-store.ts'

export type EntryKind = 'file' | 'folder' | 'link' | 'special' | 'locked'

export interface ListedEntry {
  /** As the archive spells it: hostile until judged. */
  readonly path: string
  readonly kind: EntryKind
  /** Bytes when unfolded, as the archive says. */
  readonly size: number
  /** As instants in ISO 8601, where the archive says them with their zone. */
  readonly dates: EntryDates
}

export interface EntryDates {
  readonly createdAt?: string
  readonly modifiedAt?: string
  readonly accessedAt?: string
}

export interface ArchiveLimits {
  readonly entries: number
  /** Bytes that all of it may unfold to. */
  readonly bytes: number
}

export interface OpenArchive {
  readonly entries: readonly ListedEntry[]
  /**
   * Calls `take` with each plain file in turn; it must read the body to its end, or fail. Reading a body throws
   * {@link EntryBroken} where this entry alone is broken; what `take` throws is passed on as it is.
   */
  eachFile(take: (entry: ListedEntry, body: AsyncIterable<Uint8Array>) => Promise<void>): Promise<void>
}

/**
 * Lists all of it, within the limits.
 * @throws Refusal `invalid` when it is no archive, is broken, or unfolds to more than the limits
 */
export async function openArchive(file: OpenFile, limits: ArchiveLimits): Promise<OpenArchive> {
  const start = await file.read(0, 512)
  if (isZip(start)) return openZip(file, limits)
  const isGzip = start[0] === 0x1f && start[1] === 0x8b
  if (isGzip || isTar(start)) return openTar(file, limits, isGzip)
  return refuse('invalid', 'This is no archive that can be unpacked here: send a zip, tar or tar.gz file.', {
    reason: 'no_archive',
  })
}

/** A local file header, or the end of an empty archive. */
function isZip(start: Uint8Array): boolean {
  const [p, k, a, b] = start
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6))
}

function isTar(start: Uint8Array): boolean {
  return Buffer.from(start.subarray(257, 262)).toString('latin1') === 'ustar'
}

/** 10,000 entries with the longest names and extra fields have a directory far below this. */
const mostReadBytes = 64 * 1024 * 1024

class SealedReader extends Reader<OpenFile> {
  private readonly file: OpenFile

  constructor(file: OpenFile) {
    super(file)
    this.file = file
    this.size = file.size
  }

  /** Lengths are what the archive says of itself: a directory of 4 GB is asked for in one piece. */
  override async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    if (!(length <= mostReadBytes)) throw new RangeError('The archive states a length that it cannot have')
    return this.file.read(offset, length)
  }
}

async function openZip(file: OpenFile, limits: ArchiveLimits): Promise<OpenArchive> {
  const zip = new ZipReader(new SealedReader(file), {
    checkCrc32: true,
    // Names are judged by our own rules, zip and tar alike, with a sentence for each.
    filenameValidation: 'tolerant',
  })
  const found: Entry[] = []
  let bytes = 0
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      found.push(entry)
      bytes += entry.uncompressedSize
      refuseTooMuch(found.length, bytes, limits)
    }
  } catch (error) {
    throw asBroken(error)
  }
  return {
    entries: found.map(listedZip),
    eachFile: async (take) => {
      for (const entry of found) {
        const listed = listedZip(entry)
        if (listed.kind !== 'file' || entry.directory) continue
        await take(listed, bodyOf(entry))
      }
    },
  }
}

/** The checksum is compared at the end; a body that was not read to its end is not judged by it. */
async function* bodyOf(entry: Exclude<Entry, { directory: true }>): AsyncGenerator<Uint8Array> {
  const pipe = new TransformStream<Uint8Array, Uint8Array>()
  const writing = entry.getData(pipe.writable, { checkCrc32: true })
  writing.catch(() => undefined)
  try {
    yield* pipe.readable
    await writing
  } catch (error) {
    throw isOurs(error) ? error : new EntryBroken(error)
  }
}

function listedZip(entry: Entry): ListedEntry {
  const mode = (entry.externalFileAttributes >>> 16) & 0o170000
  const isLink = mode === 0o120000
  const isOdd = mode !== 0 && mode !== 0o100000 && mode !== 0o040000 && !isLink
  const plain = entry.encrypted ? 'locked' : 'file'
  const kind = entry.directory ? 'folder' : isLink ? 'link' : isOdd ? 'special' : plain
  return { path: entry.filename, kind, size: entry.uncompressedSize, dates: datesOfZip(entry) }
}

/** The time of the old field is local to an unknown place, so only those of the two that name an instant count. */
function datesOfZip(entry: Entry): EntryDates {
  if (entry.extraFieldNTFS === undefined && entry.extraFieldExtendedTimestamp === undefined) return {}
  const { creationDate, lastModDate, lastAccessDate } = entry
  return datesFrom({ createdAt: creationDate, modifiedAt: lastModDate, accessedAt: lastAccessDate })
}

/** What is no time, or none that an instant can say, is left out. */
function datesFrom(said: { readonly [Name in keyof EntryDates]: Date | null | undefined }): EntryDates {
  const known = Object.entries(said).flatMap(([name, at]) => {
    const year = at?.getUTCFullYear() ?? Number.NaN
    return at && year >= 1970 && year < 10_000 ? [[name, at.toISOString()] as const] : []
  })
  return Object.fromEntries(known)
}

async function openTar(file: OpenFile, limits: ArchiveLimits, isGzip: boolean): Promise<OpenArchive> {
  const entries: ListedEntry[] = []
  let bytes = 0
  await eachTarEntry(file, { isGzip, limit: limits.bytes }, async (entry, body) => {
    entries.push(entry)
    bytes += entry.size
    refuseTooMuch(entries.length, bytes, limits)
    for await (const _part of body);
  })
  return {
    entries,
    eachFile: (take) =>
      eachTarEntry(file, { isGzip, limit: limits.bytes }, async (entry, body) => {
        if (entry.kind === 'file') await take(entry, body)
        else for await (const _part of body);
      }),
  }
}

async function eachTarEntry(
  file: OpenFile,
  { isGzip, limit }: { isGzip: boolean; limit: number },
  take: (entry: ListedEntry, body: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const tar = extract()
  const packed = Readable.from(pieces(file), { objectMode: false })
  const plain = isGzip ? packed.pipe(createGunzip()) : packed
  const counted = Readable.from(counting(plain, limit), { objectMode: false })
  const fail = (error: Error) => tar.destroy(error)
  packed.on('error', fail)
  plain.on('error', fail)
  counted.on('error', fail)
  counted.pipe(tar)
  try {
    for await (const entry of entriesOf(tar)) await take(listedTar(entry.header), bytesOf(entry))
  } finally {
    packed.destroy()
    plain.destroy()
    counted.destroy()
  }
}

/** A tar is one stream: where an entry of it breaks, nothing behind it can be found. */
async function* entriesOf<T>(tar: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* tar
  } catch (error) {
    throw asBroken(error)
  }
}

async function* bytesOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of entry) if (part instanceof Uint8Array) yield part
  } catch (error) {
    throw asBroken(error)
  }
}

async function* pieces(file: OpenFile): AsyncGenerator<Uint8Array> {
  const length = 1 << 18
  for (let offset = 0; offset < file.size; offset += length) yield await file.read(offset, length)
}

/** Counts what was unfolded, whatever the headers say: padding and lies weigh as well. */
async function* counting(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  // Each entry has a header of its own beside its bytes.
  const most = limit + 32 * 1024 * 1024
  let count = 0
  for await (const part of source) {
    count += part.length
    if (count > most) refuseBomb()
    yield part
  }
}

function listedTar(header: Header): ListedEntry {
  const size = header.size ?? 0
  const dates = datesFrom({ modifiedAt: header.mtime })
  switch (header.type) {
    case 'file':
    case 'contiguous-file':
    case undefined:
    case null:
      return { path: header.name, kind: 'file', size, dates }
    case 'directory':
      return { path: header.name, kind: 'folder', size, dates }
    case 'link':
    case 'symlink':
      return { path: header.name, kind: 'link', size, dates }
    default:
      return { path: header.name, kind: 'special', size, dates }
  }
}

function refuseTooMuch(entries: number, bytes: number, limits: ArchiveLimits): void {
  if (entries > limits.entries)
    refuse(
      'invalid',
      `The archive has more than ${limits.entries} entries. Unpack it elsewhere and send what matters.`,
      {
        status: 413,
        reason: 'too_many_entries',
      },
    )
  if (bytes > limits.bytes) refuseBomb()
}

function refuseBomb(): never {
  refuse(
    'invalid',
    'The archive unfolds to far more than it should. It stays sealed as it is, and nothing of it was unpacked.',
    { status: 413, reason: 'archive_bomb' },
  )
}

/** Our own refusals and damaged files pass; whatever else a parser throws means that the archive is broken. */
function asBroken(error: unknown): unknown {
  if (isOurs(error)) return error
  try {
    return refuse('invalid', 'The archive is broken or was cut off. It stays sealed as it is.', {
      reason: 'archive_broken',
      cause: error,
    })
  } catch (refusal) {
    return refusal
  }
}

function isOurs(error: unknown): boolean {
  return error instanceof Error && (error.name === 'Refusal' || error.name === 'FileDamaged')
}
