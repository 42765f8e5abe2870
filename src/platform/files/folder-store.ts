/**
 * Promises the file store in a folder: `<folder>/<tenant>/<first two hex of sha256>/<other 62>`, uploads in
 * `<folder>/incoming`. Nothing is overwritten while it is intact, several processes may share the folder,
 * and no name on disk comes from anything but an identifier and a digest.
 */
import { createHash, createSecretKey, randomUUID } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Id } from '../../base/ids.ts'
import { refuse, refuseUnless } from '../../base/refusal.ts'
import { errorCode, onDisk, realDisk, syncNameOf } from './disk.ts'
import type { Disk } from './disk.ts'
import { FileDamaged } from './file-store.ts'
import type { FileStore, OpenOptions, PutFile, PutOptions, PutOutcome, SealedFile } from './file-store.ts'
import { listFiles, sweepFolder } from './folder-sweep.ts'
import { openVerified, segmentsOf } from './sealed-reader.ts'
import { writeSealed } from './sealed-writer.ts'
import { storedPath } from './stored-path.ts'

export interface FolderStoreOptions {
  /** Absolute path; made (0700) when it does not exist. */
  readonly folder: string
  /** The evidence key, 32 bytes. */
  readonly key: Uint8Array
  readonly disk?: Disk
  /** Hears that a damaged file was put right by an upload of the same bytes. */
  readonly onHealed?: (tenantId: string, file: SealedFile) => void
}

/** The file store in a folder of this machine, or of a disk that several machines mount. */
export function folderStore(options: FolderStoreOptions): FileStore {
  if (options.key.length !== 32) throw new RangeError('the evidence key has 32 bytes')
  const { folder, disk = realDisk } = options
  const store: Store = {
    folder,
    disk,
    evidenceKey: createSecretKey(options.key),
    durable: new Set(),
    gathering: Promise.resolve(),
    underWay: new Map(),
    onHealed: options.onHealed ?? (() => undefined),
  }
  return {
    put: (tenantId, source, putOptions) => put(store, tenantId, source, putOptions),
    gather: (tenantId, parts, putOptions) => gather(store, tenantId, parts, putOptions),
    open: (tenantId, file, openOptions = {}) => open(store, tenantId, file, openOptions),
    openAnywhere: async (tenantId, file) => {
      const found = await openFile(store, tenantId, file, undefined)
      if (!found) return refuseMissing()
      return {
        size: file.size,
        read: (offset, length) => found.read(offset, length),
        close: () => found.close(),
      }
    },
    check: (tenantId, file, signal) => check(store, tenantId, file, signal),
    sweep: (sweepOptions) => sweepFolder(disk, folder, sweepOptions),
    list: () => listFiles(disk, folder),
  }
}

interface Store {
  readonly folder: string
  readonly disk: Disk
  readonly evidenceKey: KeyObject
  /** Folders whose own names this process has made durable. */
  readonly durable: Set<string>
  /** Ends when the file that is put together now is done. */
  gathering: Promise<unknown>
  /** What is put together now or waits for its turn: whoever asks for the same once more waits with the first. */
  readonly underWay: Map<string, Promise<PutFile>>
  readonly onHealed: (tenantId: string, file: SealedFile) => void
}

async function put(
  store: Store,
  tenantId: string,
  source: AsyncIterable<Uint8Array>,
  options: PutOptions,
): Promise<PutFile> {
  // NaN would be no limit at all, since nothing compares as larger.
  if (!isCount(options.maxBytes)) throw new RangeError('maxBytes is a whole number of bytes')
  refuseBadTenant(tenantId)
  if (options.expectedSha256 !== undefined) refuseBadDigest(options.expectedSha256)
  const incoming = join(store.folder, 'incoming')
  const temporary = join(incoming, `${randomUUID()}.part`)
  try {
    await onDisk(store.disk.makeFolder(incoming))
    const owner = { evidenceKey: store.evidenceKey, tenantId }
    const file = await writeSealed(store.disk, temporary, owner, source, options)
    options.signal?.throwIfAborted()
    const outcome = await settle(store, tenantId, file, temporary)
    if (outcome === 'healed') store.onHealed(tenantId, file)
    return { ...file, outcome }
  } finally {
    // The name is gone already after a failure to open it; the sweep takes what cannot be removed now.
    await store.disk.remove(temporary).catch(() => undefined)
  }
}

async function gather(
  store: Store,
  tenantId: string,
  parts: readonly SealedFile[],
  options: PutOptions & { readonly expectedSha256: string },
): Promise<PutFile> {
  const hash = createHash('sha256').update(`${tenantId} ${options.expectedSha256}\n`)
  for (const { sha256, size } of parts) hash.update(`${sha256} ${size}\n`)
  const key = hash.digest('hex')
  const same = store.underWay.get(key)
  if (same !== undefined) return same
  const gathered = store.gathering
    .then(() => put(store, tenantId, partsOf(store, tenantId, parts), options))
    .finally(() => store.underWay.delete(key))
  store.underWay.set(key, gathered)
  store.gathering = gathered.catch(() => undefined)
  return gathered
}

async function* partsOf(
  store: Store,
  tenantId: string,
  parts: readonly SealedFile[],
): AsyncGenerator<Uint8Array> {
  const owner = { evidenceKey: store.evidenceKey, tenantId }
  for (const part of parts) {
    refuseBadDigest(part.sha256)
    yield* segmentsOf(store.disk, pathOf(store, tenantId, part.sha256), owner, part)
  }
}

/** Gives a finished upload its place, unless an intact file has it. */
async function settle(
  store: Store,
  tenantId: string,
  file: SealedFile,
  temporary: string,
): Promise<PutOutcome> {
  const path = pathOf(store, tenantId, file.sha256)
  await makeDurableFolder(store, tenantId, dirname(path))
  const outcome = await placeOrHeal(store, tenantId, file, temporary, path)
  await onDisk(store.disk.syncFolder(dirname(path)))
  return outcome
}

async function placeOrHeal(
  store: Store,
  tenantId: string,
  file: SealedFile,
  temporary: string,
  path: string,
): Promise<PutOutcome> {
  // A sweep may take an unknown file away between two looks at it; then its name is free again.
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await placed(store.disk, temporary, path)) return 'stored'
    // Young again, so that no sweep takes the file before the record of this upload is committed.
    if (!(await touched(store.disk, path))) continue
    const state = await check(store, tenantId, file)
    if (state === 'intact') return 'present'
    if (state === 'missing') continue
    await onDisk(store.disk.replace(temporary, path))
    return 'healed'
  }
  return refuse('unavailable', 'The file store is being tidied at the moment. Send the file again.')
}

async function placed(disk: Disk, temporary: string, path: string): Promise<boolean> {
  try {
    await onDisk(disk.place(temporary, path))
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    if (errorCode(error) === 'ENOENT') {
      refuse('unavailable', 'The upload stood still for too long and was dropped. Send the file again.')
    }
    throw error
  }
}

async function touched(disk: Disk, path: string): Promise<boolean> {
  try {
    await onDisk(disk.touch(path))
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

/** Makes the folder of a file, and the names of all folders above it durable once in each process. */
async function makeDurableFolder(store: Store, tenantId: string, path: string): Promise<void> {
  // Something had to be made: whatever this process remembers may have been removed with it.
  if (await onDisk(store.disk.makeFolder(path))) store.durable.clear()
  if (store.durable.has(path)) return
  await syncNameOf(store.disk, store.folder)
  await onDisk(store.disk.syncFolder(store.folder))
  await onDisk(store.disk.syncFolder(join(store.folder, tenantId)))
  store.durable.add(path)
}

async function open(
  store: Store,
  tenantId: string,
  file: SealedFile,
  options: OpenOptions,
): Promise<Readable> {
  const { range } = options
  refuseUnless(
    range === undefined || isWithin(range, file.size),
    'invalid',
    `Ask for a part that lies within the ${file.size} bytes of the file.`,
  )
  const found = await openFile(store, tenantId, file, options.signal)
  if (!found) return refuseMissing()
  return found.stream(options)
}

async function check(
  store: Store,
  tenantId: string,
  file: SealedFile,
  signal?: AbortSignal,
): Promise<'intact' | 'damaged' | 'missing'> {
  try {
    const found = await openFile(store, tenantId, file, signal)
    await found?.close()
    return found ? 'intact' : 'missing'
  } catch (error) {
    if (error instanceof FileDamaged) return 'damaged'
    throw error
  }
}

function openFile(store: Store, tenantId: string, file: SealedFile, signal: AbortSignal | undefined) {
  refuseBadTenant(tenantId)
  refuseBadDigest(file.sha256)
  refuseUnless(isCount(file.size), 'invalid', 'The size of a file is a whole number of bytes.')
  const owner = { evidenceKey: store.evidenceKey, tenantId }
  return openVerified(store.disk, pathOf(store, tenantId, file.sha256), owner, file, signal)
}

function pathOf(store: Store, tenantId: string, sha256: string): string {
  return storedPath(store.folder, tenantId, sha256)
}

function refuseMissing(): never {
  refuse('not_found', 'There is no such file here.', { reason: 'file_missing' })
}

function refuseBadTenant(tenantId: string): void {
  refuseUnless(Id.safeParse(tenantId).success, 'invalid', 'Name the organisation by its identifier.')
}

function refuseBadDigest(sha256: string): void {
  const isDigest = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)
  refuseUnless(isDigest, 'invalid', 'Name the file by its SHA-256 in 64 lower-case hexadecimal digits.')
}

function isWithin(range: { readonly offset: number; readonly length: number }, size: number): boolean {
  return isCount(range.offset) && isCount(range.length) && range.offset + range.length <= size
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
