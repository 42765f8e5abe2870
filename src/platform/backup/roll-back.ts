/**
 * Promises the way back from an upgrade: what was restored beside an installation takes its place, what stood there is
 * set aside whole, and who was cut off between the two goes on with the same command. Nothing is removed.
 */
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { onDisk, realDisk } from '../files/disk.ts'
import { backupFolder, listBackups, upgradePrefix } from './backup-folder.ts'
import { isInside, type Folders } from './placing.ts'

/** Where the restored installation is made: beside each folder of the one that it replaces. */
export function besideOf({ dataFolder, keysFolder, filesFolder }: Folders): Folders {
  const data = `${dataFolder}.rolled-back`
  const besideFolder = (folder: string) =>
    isInside(dataFolder, folder) ? join(data, relative(dataFolder, folder)) : `${folder}.rolled-back`
  return { dataFolder: data, keysFolder: besideFolder(keysFolder), filesFolder: besideFolder(filesFolder) }
}

/** Whether a whole one waits beside this installation: the way back was begun, and nothing may start meanwhile. */
export async function isRollingBack({ dataFolder }: Pick<Folders, 'dataFolder'>): Promise<boolean> {
  return exists(`${dataFolder}.rolled-back`)
}

/**
 * The newest backup that was made ahead of an upgrade from this step of the schema.
 * @param from the number of the newest step that this program knows
 * @returns its path, or undefined where there is none
 */
export async function backupAhead(dataFolder: string, from: number): Promise<string | undefined> {
  const kept = await listBackups(backupFolder(dataFolder))
  return kept.find(({ path }) => basename(path).startsWith(`${upgradePrefix}${from}-`))?.path
}

/**
 * Gives what waits beside the installation its place. May be cut off at any step and called again.
 * @param stamp of this way back, for the names of what is set aside
 * @returns where the former data folder lies now, as far as this call set it aside
 */
export async function putInPlace(folders: Folders, stamp: string): Promise<{ aside: string }> {
  const { dataFolder, keysFolder, filesFolder } = folders
  const aside = (folder: string) => `${folder}.before-rollback-${stamp}`
  const apart = [filesFolder, keysFolder].filter((folder) => !isInside(dataFolder, folder))
  // The data folder last: as long as one waits beside it, no program starts here.
  for (const folder of apart) await putOne(folder, aside(folder))
  await keepBackups(dataFolder)
  await putOne(dataFolder, aside(dataFolder))
  return { aside: aside(dataFolder) }
}

async function putOne(folder: string, aside: string): Promise<void> {
  const waiting = `${folder}.rolled-back`
  if (!(await exists(waiting))) return
  if (await exists(folder)) await onDisk(rename(folder, aside))
  await onDisk(rename(waiting, folder))
  await onDisk(realDisk.syncFolder(dirname(folder)))
}

/** The backups belong to the installation, not to the state that is left behind. */
async function keepBackups(dataFolder: string): Promise<void> {
  const [from, to] = [backupFolder(dataFolder), backupFolder(`${dataFolder}.rolled-back`)]
  if (!(await exists(from)) || !(await exists(dirname(to)))) return
  await onDisk(mkdir(to, { recursive: true, mode: 0o700 }))
  for (const name of await readdir(from)) await onDisk(rename(join(from, name), join(to, name)))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
