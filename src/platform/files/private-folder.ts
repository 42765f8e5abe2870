/** Promises that a secret is read only from files and folders that no other user of the machine can read. */
import { refuse } from '../../base/refusal.ts'
import { closeQuietly, errorCode, onDisk } from './disk.ts'
import type { Disk, DiskFile, DiskStat } from './disk.ts'

/** No key is near as long; more is not read. */
const mostBytes = 65_536

/** Makes the folder (0700) when it does not exist; refuses when there can be none. */
export async function makePrivateFolder(disk: Disk, folder: string): Promise<void> {
  try {
    await onDisk(disk.makeFolder(folder))
  } catch (error) {
    if (!['EEXIST', 'ENOTDIR', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) throw error
    refuse(
      'unavailable',
      `${folder} cannot be made a folder for the keys. Set MUSTER_KEYS to a folder that the user who runs Muster may make or owns.`,
      { reason: 'key_folder' },
    )
  }
}

/** Refuses a folder that others may enter or that belongs to another user. */
export async function refuseUnsafeFolder(disk: Disk, folder: string): Promise<void> {
  refuseUnsafe(folder, await onDisk(disk.stat(folder)), '700')
}

/** The text of a private file; undefined when it does not exist. Refuses one that is not private. */
export async function readPrivate(disk: Disk, path: string): Promise<string | undefined> {
  const file = await openPrivate(disk, path)
  if (!file) return undefined
  try {
    const stat = await onDisk(file.stat())
    if (!stat.isFile) refuseUnreadable(path)
    refuseUnsafe(path, stat, '600')
    const bytes = Buffer.alloc(Math.min(stat.size, mostBytes))
    return bytes.subarray(0, await onDisk(file.read(bytes, 0))).toString('utf8')
  } finally {
    await closeQuietly(file)
  }
}

async function openPrivate(disk: Disk, path: string): Promise<DiskFile | undefined> {
  try {
    return await onDisk(disk.openToRead(path))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    if (errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM') refuseUnreadable(path)
    throw error
  }
}

function refuseUnsafe(path: string, stat: DiskStat, mode: '600' | '700'): void {
  // Windows keeps access lists, which these bits do not show.
  const user = process.getuid?.()
  if (user === undefined) return
  if (stat.uid !== user) {
    refuse(
      'unavailable',
      `${path} belongs to another user of this machine. Give it to the user that runs Muster: chown ${user} '${path}'`,
      { reason: 'key_not_private' },
    )
  }
  if ((stat.mode & 0o077) !== 0) {
    refuse(
      'unavailable',
      `${path} holds keys, and other users of this machine can reach it. Close it: chmod ${mode} '${path}'`,
      { reason: 'key_not_private' },
    )
  }
}

function refuseUnreadable(path: string): never {
  refuse(
    'unavailable',
    `${path} cannot be read. Make it a plain file that the user who runs Muster may read.`,
    { reason: 'key_not_private' },
  )
}
