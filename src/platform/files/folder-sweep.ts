/**
 * Promises to tidy a store's folder while it is in use: no upload under way and no file that a record
 * mentions is ever taken.
 */
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { Id } from '../../base/ids.ts'
import { errorCode, onDisk } from './disk.ts'
import type { Disk, DiskStat } from './disk.ts'
import type { StoredFile, SweepOptions, SweepReport } from './file-store.ts'
import { plainSize } from './sealed-format.ts'

/** Younger than this, a leftover may be an upload under way and an unknown file one not yet recorded. */
const graceMs = 3_600_000

/** Every file in the folder by tenant and digest; passes over whatever is not named like one. */
export async function* listFiles(disk: Disk, folder: string): AsyncGenerator<StoredFile> {
  for await (const { stored } of walk(disk, folder)) yield stored
}

/** As `FileStore.sweep` says. */
export async function sweepFolder(disk: Disk, folder: string, options: SweepOptions): Promise<SweepReport> {
  const removedUploads = await removeLeftovers(disk, join(folder, 'incoming'), options.now)
  const unknown: StoredFile[] = []
  let removedUnknown = 0
  for await (const { stored, stat } of walk(disk, folder)) {
    if (!options.isKnown || stat.modifiedAtMs > options.now - graceMs) continue
    if (await options.isKnown(stored.tenantId, stored.sha256)) continue
    unknown.push(stored)
    if (options.removeUnknown && (await removeUnlessWanted(disk, folder, stored, stat, options.isKnown))) {
      removedUnknown++
    }
  }
  return { removedUploads, unknown, removedUnknown }
}

interface Found {
  readonly stored: StoredFile
  readonly stat: DiskStat
}

async function* walk(disk: Disk, folder: string): AsyncGenerator<Found> {
  for (const tenantId of await onDisk(disk.listFolder(folder))) {
    if (!Id.safeParse(tenantId).success) continue
    for (const start of await onDisk(disk.listFolder(join(folder, tenantId)))) {
      if (!/^[0-9a-f]{2}$/.test(start)) continue
      for (const rest of await onDisk(disk.listFolder(join(folder, tenantId, start)))) {
        if (!/^[0-9a-f]{62}$/.test(rest)) continue
        const path = join(folder, tenantId, start, rest)
        const stat = await statIfThere(disk, path)
        if (!stat?.isFile) continue
        yield { stored: { tenantId, sha256: start + rest, size: plainSize(stat.size), path }, stat }
      }
    }
  }
}

async function removeLeftovers(disk: Disk, incoming: string, now: number): Promise<number> {
  let removed = 0
  for (const name of await onDisk(disk.listFolder(incoming))) {
    if (!name.endsWith('.part')) continue
    const path = join(incoming, name)
    const stat = await statIfThere(disk, path)
    if (!stat?.isFile || stat.modifiedAtMs > now - graceMs) continue
    if (await removeIfThere(disk, path)) removed++
  }
  return removed
}

/**
 * Sets the file aside, then looks once more: an upload of the same bytes touches the file it found, and its
 * record may have been committed since, in which case the file goes back to its place.
 */
async function removeUnlessWanted(
  disk: Disk,
  folder: string,
  stored: StoredFile,
  before: DiskStat,
  isKnown: NonNullable<SweepOptions['isKnown']>,
): Promise<boolean> {
  const aside = join(folder, 'incoming', `${randomUUID()}.part`)
  await onDisk(disk.makeFolder(dirname(aside)))
  await onDisk(disk.replace(stored.path, aside))
  const after = await onDisk(disk.stat(aside))
  const isWanted =
    after.modifiedAtMs !== before.modifiedAtMs || (await isKnown(stored.tenantId, stored.sha256))
  if (isWanted) await putBack(disk, aside, stored.path)
  await removeIfThere(disk, aside)
  return !isWanted
}

async function putBack(disk: Disk, aside: string, path: string): Promise<void> {
  try {
    await onDisk(disk.place(aside, path))
    await onDisk(disk.syncFolder(dirname(path)))
  } catch (error) {
    // EEXIST: the same bytes were uploaded once more in the meantime.
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

async function statIfThere(disk: Disk, path: string): Promise<DiskStat | undefined> {
  try {
    return await onDisk(disk.stat(path))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function removeIfThere(disk: Disk, path: string): Promise<boolean> {
  try {
    await onDisk(disk.remove(path))
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
