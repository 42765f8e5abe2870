/**
 * Promises a disk for tests that fails one chosen call, before or after doing it, and counts all calls, so
 * that a test can fail the n-th for every n.
 */
import type { Disk, DiskFile } from './disk.ts'

export interface FaultyDisk {
  readonly disk: Disk
  /** Calls made so far, those on open files included. */
  calls(): number
  /** Whether the chosen call was reached. */
  hasFailed(): boolean
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
  const call = async <T>(run: () => Promise<T>, isClose = false): Promise<T> => {
    count++
    const fails = fault.nth > 0 && (fault.stays ? count >= fault.nth : count === fault.nth)
    if (!fails) return run()
    // A close that fails has closed all the same, as the system's does.
    if (fault.when === 'after' || isClose) await run()
    throw Object.assign(new Error(`${fault.code}: failed for the test`), { code: fault.code })
  }
  const wrap = (file: DiskFile): DiskFile => ({
    read: (into, position) => call(() => file.read(into, position)),
    write: (bytes) => call(() => file.write(bytes)),
    stat: () => call(() => file.stat()),
    sync: () => call(() => file.sync()),
    close: () => call(() => file.close(), true),
  })
  const opened = async (open: () => Promise<DiskFile>): Promise<DiskFile> => {
    let file: DiskFile | undefined
    try {
      await call(async () => void (file = await open()))
    } catch (error) {
      await file?.close()
      throw error
    }
    // Without an error the call above has set it.
    return wrap(file as unknown as DiskFile)
  }
  return {
    calls: () => count,
    hasFailed: () => fault.nth > 0 && count >= fault.nth,
    disk: {
      openNew: (path) => opened(() => disk.openNew(path)),
      openToRead: (path) => opened(() => disk.openToRead(path)),
      makeFolder: (path) => call(() => disk.makeFolder(path)),
      listFolder: (path) => call(() => disk.listFolder(path)),
      stat: (path) => call(() => disk.stat(path)),
      touch: (path) => call(() => disk.touch(path)),
      place: (from, to) => call(() => disk.place(from, to)),
      replace: (from, to) => call(() => disk.replace(from, to)),
      remove: (path) => call(() => disk.remove(path)),
      syncFolder: (path) => call(() => disk.syncFolder(path)),
    },
  }
}
