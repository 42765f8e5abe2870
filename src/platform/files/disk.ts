/**
 * Promises that the file store and the key folder touch the file system through this one object only, so
 * that a test can fail any single call, and that reads and writes are whole or an error, never short.
 */
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { refuse } from '../../base/refusal.ts'

export interface DiskStat {
  readonly size: number
  readonly isFile: boolean
  readonly modifiedAtMs: number
  /** Permission bits and owner as POSIX has them; meaningless on Windows. */
  readonly mode: number
  readonly uid: number
}

export interface DiskFile {
  /** Fills `into` from `position`; returns fewer bytes only at the end of the file. */
  read(into: Uint8Array, position: number): Promise<number>
  /** Appends all of `bytes`. */
  write(bytes: Uint8Array): Promise<void>
  stat(): Promise<DiskStat>
  sync(): Promise<void>
  close(): Promise<void>
}

export interface Disk {
  /** Fails with EEXIST when the path is taken; readable by its owner alone. */
  openNew(path: string): Promise<DiskFile>
  openToRead(path: string): Promise<DiskFile>
  /** Makes the folder and its parents (0700); returns the first one that it had to make. */
  makeFolder(path: string): Promise<string | undefined>
  /** Names in byte order; empty when the folder does not exist. */
  listFolder(path: string): Promise<string[]>
  stat(path: string): Promise<DiskStat>
  /** Sets the time of change to now, by the clock that stamps every other file here. */
  touch(path: string): Promise<void>
  /**
   * Gives the file the name `to` in one step; fails with EEXIST when that is taken. The name `from` may
   * remain and is the caller's to remove.
   */
  place(from: string, to: string): Promise<void>
  /** Gives the file the name `to` in one step, over whatever had it. */
  replace(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Makes the names in a folder durable. */
  syncFolder(path: string): Promise<void>
}

/** The machine's own file system. */
export const realDisk: Disk = {
  openNew: async (path) => diskFile(await fs.open(path, 'wx', 0o600)),
  openToRead: async (path) => diskFile(await fs.open(path, readFlags)),
  makeFolder: (path) => fs.mkdir(path, { recursive: true, mode: 0o700 }),
  listFolder,
  stat: async (path) => statOf(await fs.stat(path)),
  touch: (path) => fs.utimes(path, new Date(), new Date()),
  place,
  replace: (from, to) => fs.rename(from, to),
  remove: (path) => fs.unlink(path),
  syncFolder,
}

/** The code of a system error such as ENOENT, or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/**
 * Awaits a disk call and turns the faults of a disk (full, over quota, broken, read-only, out of handles)
 * into the refusal `unavailable`; every other error passes unchanged.
 */
export async function onDisk<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    const fault = diskFaults[errorCode(error) ?? '']
    if (fault) refuse('unavailable', fault.sentence, { reason: fault.reason })
    throw error
  }
}

/** Makes a new file by `write`, synced and closed when this resolves; refuses as {@link onDisk} does. */
export async function writeSynced<T>(
  disk: Disk,
  path: string,
  write: (file: DiskFile) => Promise<T>,
): Promise<T> {
  const file = await onDisk(disk.openNew(path))
  let result: T
  try {
    result = await write(file)
    await onDisk(file.sync())
  } catch (error) {
    // The first error is the one to tell.
    await closeQuietly(file)
    throw error
  }
  await onDisk(file.close())
  return result
}

/** For a file that was only read, or is given up: an error in closing it takes nothing from anyone. */
export async function closeQuietly(file: DiskFile): Promise<void> {
  await file.close().catch(() => undefined)
}

/** Makes the name of a folder durable, unless its parent may be passed through but not read. */
export async function syncNameOf(disk: Disk, folder: string): Promise<void> {
  try {
    await onDisk(disk.syncFolder(dirname(folder)))
  } catch (error) {
    // Such a parent was not made by us, nor in this run.
    if (errorCode(error) !== 'EACCES' && errorCode(error) !== 'EPERM') throw error
  }
}

const full = {
  reason: 'disk_full',
  sentence:
    'The disk that holds the files is full, so this was not stored. Ask whoever runs Muster to free space, then try again.',
}
const broken = {
  reason: 'disk_error',
  sentence:
    'The disk that holds the files reported an error. Ask whoever runs Muster to check that disk, then try again.',
}
const readOnly = {
  reason: 'disk_read_only',
  sentence:
    'The disk that holds the files can only be read at the moment. Ask whoever runs Muster to make it writable, then try again.',
}
const busy = {
  reason: 'disk_busy',
  sentence: 'Too many files are open at the moment. Wait a minute, then try again.',
}
const diskFaults: Record<string, { reason: string; sentence: string } | undefined> = {
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  EIO: broken,
  EROFS: readOnly,
  EMFILE: busy,
  ENFILE: busy,
}

// Not waiting for a writer keeps a named pipe, planted where a file belongs, from hanging the reader.
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

function diskFile(handle: FileHandle): DiskFile {
  return {
    read: (into, position) => readFull(handle, into, position),
    write: (bytes) => writeFull(handle, bytes),
    stat: async () => statOf(await handle.stat()),
    sync: () => handle.sync(),
    close: () => handle.close(),
  }
}

async function readFull(handle: FileHandle, into: Uint8Array, position: number): Promise<number> {
  let done = 0
  while (done < into.length) {
    const { bytesRead } = await handle.read(into, done, into.length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return done
}

async function writeFull(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, null)
    done += bytesWritten
  }
}

function statOf(stats: Awaited<ReturnType<typeof fs.stat>>): DiskStat {
  return {
    size: Number(stats.size),
    isFile: stats.isFile(),
    modifiedAtMs: Number(stats.mtimeMs),
    mode: Number(stats.mode),
    uid: Number(stats.uid),
  }
}

async function listFolder(path: string): Promise<string[]> {
  try {
    return (await fs.readdir(path)).sort()
  } catch (error) {
    // ENOTDIR: a stray file where a folder of the store would be holds nothing of ours.
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return []
    throw error
  }
}

const noHardLinks = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'])

async function place(from: string, to: string): Promise<void> {
  try {
    // A hard link, unlike a rename, never takes a name away from another file.
    await fs.link(from, to)
  } catch (error) {
    if (!noHardLinks.has(errorCode(error) ?? '')) throw error
    await renameToFree(from, to)
  }
}

/** For file systems without hard links; two writers in the same instant leave one whole file. */
async function renameToFree(from: string, to: string): Promise<void> {
  const taken = await fs.lstat(to).then(
    () => true,
    () => false,
  )
  if (taken) throw Object.assign(new Error(`EEXIST: file already exists, '${to}'`), { code: 'EEXIST' })
  await fs.rename(from, to)
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no handle on a folder to sync; NTFS journals its names by itself.
  if (process.platform === 'win32') return
  const handle = await fs.open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
