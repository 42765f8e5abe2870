/** Promises the folder of an installation's own backups: what lies there, how long ago, and no more than is kept. */
import { basename, join } from 'node:path'
import { onDisk, realDisk, type Disk } from '../files/disk.ts'
import { DatabaseRefused } from '../database/refused.ts'
import { makeBackup, type BackupSource, type MadeBackup } from './make-backup.ts'

export interface KeptBackup {
  readonly path: string
  readonly size: number
  readonly modifiedAtMs: number
}

/** How the name of a backup ahead of an upgrade begins; the number of the schema's newest step follows. */
export const upgradePrefix = 'before-upgrade-'

/** `<data>/backups`. */
export function backupFolder(dataFolder: string): string {
  return join(dataFolder, 'backups')
}

/** `<start>-<utc>.age`, to the millisecond: a start that is tried again at once finds a free name. */
export function nameAt(start: string, now: Date): string {
  return `${start}-${now.toISOString().replaceAll(/[-:.]/g, '')}.age`
}

/** The backups in a folder, newest first. */
export async function listBackups(folder: string, disk: Disk = realDisk): Promise<KeptBackup[]> {
  const names = (await onDisk(disk.listFolder(folder))).filter((name) => /^[^.].*\.age$/.test(name))
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const { size, modifiedAtMs } = await onDisk(disk.stat(path))
      return { path, size, modifiedAtMs }
    }),
  )
  return found.toSorted((a, b) => b.modifiedAtMs - a.modifiedAtMs)
}

/**
 * The backup ahead of an upgrade, of the schema as it still is; the last five are kept.
 * @param from the number of the newest step that the schema has
 * @throws DatabaseRefused when it fails: then nothing may be upgraded
 */
export async function backupBeforeUpgrade(
  source: BackupSource,
  to: { readonly folder: string; readonly recipient: string; readonly from: number },
): Promise<MadeBackup> {
  const disk = source.disk ?? realDisk
  const path = join(to.folder, nameAt(`${upgradePrefix}${to.from}`, source.now))
  const made = await makeBackup(source, { path, recipient: to.recipient }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new DatabaseRefused(
      `The upgrade was not begun, because the backup ahead of it failed: ${why} Nothing was changed; put that right and start Muster again.`,
      { cause: error },
    )
  })
  await keepNewest(disk, { ...to, start: upgradePrefix, count: keptUpgrades })
  return made
}

/**
 * The backup of a night; the last fourteen are kept, and none is removed unless this one is whole.
 * @throws what {@link makeBackup} throws; then the folder is as it was
 */
export async function backupOfTheNight(
  source: BackupSource,
  to: { readonly folder: string; readonly recipient: string },
): Promise<MadeBackup> {
  const disk = source.disk ?? realDisk
  const path = join(to.folder, nameAt(nightPrefix, source.now))
  const made = await makeBackup(source, { path, recipient: to.recipient })
  await keepNewest(disk, { ...to, start: nightPrefix, count: keptNights })
  return made
}

async function keepNewest(
  disk: Disk,
  { folder, start, count }: { readonly folder: string; readonly start: string; readonly count: number },
): Promise<void> {
  const own = (await listBackups(folder, disk)).filter(({ path }) => basename(path).startsWith(start))
  for (const old of own.slice(count)) await disk.remove(old.path).catch(() => undefined)
}

const keptUpgrades = 5
const nightPrefix = 'nightly'
const keptNights = 14
