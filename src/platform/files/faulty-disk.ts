/**
 * Promises a disk for tests that fails one chosen call, before or after doing it, and counts all calls, so
 * that a test can fail the n-th for every n.
 */
import type { Disk, DiskFile } from './disk.ts'

export interface FaultyDisk {
  readonly disk: Disk
  /** Calls made so far, those on open files included. */
  calls(): number
  /** The operation that failed first, such as `sync`; undefined when the chosen call was never reached. */
  failed(): string | undefined
}

export interface Fault {
  /** Which call fails, from 1; 0 fails none. */
  readonly nth: number
  /** A system error code such as EIO. */
  readonly code: string
  /** `after`: the call takes effect and reports failure all the same. */
  readonly when: 'before' | 'after'
  /** From the n-th call on all calls fail, as on a disk that is gone; only the n-th unless given. */
  readonly stays?: boolean
}

export function faultyDisk(disk: Disk, fault: Fault): FaultyDisk {
  let count = 0
  let failed: string | undefined
  const call = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    count++
    const fails = fault.nth > 0 && (fault.stays ? count >= fault.nth : count === fault.nth)
    if (!fails) return run()
    failed ??= name
    // A close that fails has closed all the same, as the system's does.
    if (fault.when === 'after' || name === 'close') await run()
    throw Object.assign(new Error(`${fault.code}: failed for the test`), { code: fault.code })
  }
  const wrap = (file: DiskFile): DiskFile => ({
    read: (into, position) => call('read', () => file.read(into, position)),
    write: (bytes) => call('write', () => file.write(bytes)),
    stat: () => call('stat', () => file.stat()),
    sync: () => call('sync', () => file.sync()),
    close: () => call('close', () => file.close()),
  })
  const opened = async (name: string, open: () => Promise<DiskFile>): Promise<DiskFile> => {
    let file: DiskFile | undefined
    try {
      return wrap(await call(name, async () => (file = await open())))
    } catch (error) {
      await file?.close()
      throw error
    }
  }
  return {
    calls: () => count,
    failed: () => failed,
    disk: {
      openNew: (path) => opened('openNew', () => disk.openNew(path)),
      openToRead: (path) => opened('openToRead', () => disk.openToRead(path)),
      makeFolder: (path) => call('makeFolder', () => disk.makeFolder(path)),
      listFolder: (path) => call('listFolder', () => disk.listFolder(path)),
      stat: (path) => call('stat', () => disk.stat(path)),
      touch: (path) => call('touch', () => disk.touch(path)),
      place: (from, to) => call('place', () => disk.place(from, to)),
      replace: (from, to) => call('replace', () => disk.replace(from, to)),
      remove: (path) => call('remove', () => disk.remove(path)),
      syncFolder: (path) => call('syncFolder', () => disk.syncFolder(path)),
    },
  }
}
