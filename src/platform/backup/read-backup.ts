/**
 * Promises that a backup is read in one pass with constant memory, and that whoever gets its parts learns only
 * at the end whether all of it is what was written: nothing may be put in place before {@link readBackup} resolves.
 */
import { createHash } from 'node:crypto'
import { refuse } from '../../base/refusal.ts'
import { errorCode, onDisk, realDisk, type Disk } from '../files/disk.ts'
import { decrypted } from './age.ts'
import { readParts, type IncomingPart, type PartSeal } from './container.ts'
import { fileBytes } from './file-bytes.ts'
import { Head, Manifest, mostBytes, parsePart, readSmall } from './manifest.ts'
import { partNameOf } from './part-names.ts'
import { refuseDamaged } from './refused.ts'

/** Takes the parts as they come; each one reads its bytes to their end. */
export interface BackupSink {
  /** The first word of the file: refuse here what this program cannot restore. */
  head(head: Head): Promise<void>
  key(name: string, bytes: Uint8Array): Promise<void>
  /** Bytes as they are stored: gzip of COPY's text format. */
  table(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** Sealed bytes as they lie in the store. */
  file(file: { tenantId: string; sha256: string }, bytes: AsyncIterable<Uint8Array>): Promise<void>
}

export interface WholeBackup {
  readonly head: Head
  readonly manifest: Manifest
}

/**
 * Refuses `not_found` for no file, `invalid` for a file that is foreign, changed or cut, `forbidden` for a secret
 * that does not open it.
 */
export async function readBackup(
  path: string,
  identity: string,
  sink: BackupSink,
  disk: Disk = realDisk,
): Promise<WholeBackup> {
  await refuseMissing(path, disk)
  const seen: Seen = { keys: [], tables: [], count: 0, size: 0, digest: createHash('sha256') }
  for await (const part of readParts(decrypted(identity, fileBytes(disk, path)))) {
    // The order of the parts is the reader's to check; the head being there is ours.
    if (seen.head === undefined && part.name !== 'head.json') refuseDamaged('its head is missing')
    await takePart(part, sink, seen)
  }
  const { head, manifest } = seen
  if (head === undefined || manifest === undefined) refuseDamaged('its manifest is missing')
  refuseOther(seen, manifest)
  return { head, manifest }
}

/** Reads a backup through and answers what it holds; keeps nothing. */
export async function checkBackup(path: string, identity: string, disk?: Disk): Promise<WholeBackup> {
  const drain = async (_: unknown, bytes: AsyncIterable<Uint8Array>) => {
    for await (const piece of bytes) void piece
  }
  return readBackup(
    path,
    identity,
    { head: async () => {}, key: async () => {}, table: drain, file: drain },
    disk,
  )
}

async function refuseMissing(path: string, disk: Disk): Promise<void> {
  const stat = await onDisk(disk.stat(path)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
  if (stat?.isFile === true) return
  refuse('not_found', `There is no file ${path}. Name a backup that muster backup made.`)
}

interface Seen {
  head?: Head
  manifest?: Manifest
  readonly keys: PartSeal[]
  readonly tables: PartSeal[]
  count: number
  size: number
  readonly digest: ReturnType<typeof createHash>
}

async function takePart(part: IncomingPart, sink: BackupSink, seen: Seen): Promise<void> {
  const name = partNameOf(part.name)
  if (name === undefined) refuseDamaged('a part has a name that no backup has')
  if ((name.is === 'table') !== (part.encoding === 'gzip')) refuseDamaged('a part is stored in a wrong way')
  switch (name.is) {
    case 'head':
      seen.head = parsePart(Head, await readSmall(part.bytes, mostBytes.head), 'head')
      return sink.head(seen.head)
    case 'manifest':
      seen.manifest = parsePart(Manifest, await readSmall(part.bytes, mostBytes.manifest), 'manifest')
      return
    case 'key':
      if (seen.keys.length >= mostKeys) refuseDamaged('it holds more keys than an installation has')
      await sink.key(name.file, await readSmall(part.bytes, mostBytes.key))
      seen.keys.push(part.seal())
      return
    case 'table':
      if (seen.tables.length >= mostTables) refuseDamaged('it holds more tables than there can be')
      await sink.table(name.table, part.bytes)
      seen.tables.push(part.seal())
      return
    case 'file': {
      const { tenantId, sha256 } = name
      await sink.file({ tenantId, sha256 }, part.bytes)
      const seal = part.seal()
      seen.count += 1
      seen.size += seal.size
      seen.digest.update(`${seal.name}\0${seal.sha256}\n`)
    }
  }
}

const mostKeys = 200
const mostTables = 5000

/** What came is what the manifest says, no more and no less. */
function refuseOther(seen: Seen, manifest: Manifest): void {
  const { count, size, digest } = manifest.files
  const isSame =
    sameSeals(seen.keys, manifest.keys, 'key') &&
    sameSeals(seen.tables, manifest.tables, 'table') &&
    seen.count === count &&
    seen.size === size &&
    seen.digest.digest('hex') === digest
  if (!isSame) refuseDamaged('its parts are not those that its manifest names')
}

function sameSeals(
  seals: readonly PartSeal[],
  named: readonly { name: string; size: number; sha256: string }[],
  prefix: string,
): boolean {
  return (
    seals.length === named.length &&
    named.every(({ name, size, sha256 }, i) => {
      const seal = seals[i]
      return seal?.name === `${prefix}/${name}` && seal.size === size && seal.sha256 === sha256
    })
  )
}
