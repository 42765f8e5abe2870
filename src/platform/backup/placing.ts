/**
 * Promises that a restore shows itself all at once: everything is made in side folders, and each folder gets its
 * name only when all of them are whole. What a cut-off restore left is known by its marker and made anew.
 */
import { chmod, mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { refuse } from '../../base/refusal.ts'
import { DatabaseStartError } from '../database/embedded/failure.ts'
import { stopLeftovers } from '../database/embedded/leftovers.ts'
import { lockFolder, type FolderLock } from '../database/embedded/lock.ts'
import { errorCode, onDisk, realDisk } from '../files/disk.ts'

/** Where an installation lives. The others may lie inside the data folder or apart from it. */
export interface Folders {
  readonly dataFolder: string
  readonly keysFolder: string
  readonly filesFolder: string
}

export interface Site {
  /** The same three while they are being made. */
  readonly side: Folders
  /** For what is needed during the restore alone. */
  readonly scratch: string
  /** Gives the folders their names, the data folder last. Takes back what it did when it cannot finish. */
  place(): Promise<void>
  /** From now on they are an installation like any other. */
  finish(): Promise<void>
  /** Removes what is left at the side. */
  clear(): Promise<void>
}

const markerName = 'muster-restoring.json'

/** As root the embedded server runs under another user's id, which has to pass through the data folder. */
const passable = process.getuid?.() === 0 ? 0o711 : 0o700

/** Refuses folders that hold anything, then takes the place for this process. */
export async function openSite(folders: Folders, needs: { readonly bytes: number }): Promise<Site> {
  const moves = movesOf(folders)
  const root = `${folders.dataFolder}.restoring`
  for (const { to } of moves) await refuseUsed(to)
  await refuseTooLittleSpace(dirname(folders.dataFolder), needs.bytes)
  await makeFolder(root, passable)
  const lock = await lockOf(root)
  const site = siteOf(folders, moves, root, lock)
  try {
    // Another restore may have finished between the first look and the lock.
    for (const { to } of moves) await refuseUsed(to)
    await stopLeftovers(join(root, 'data', 'postgres'), () => {})
    await makeFolder(await emptied(site.scratch), 0o700)
    for (const { from, to } of moves) {
      await makeFolder(await emptied(from), to === folders.dataFolder ? passable : 0o700)
      await writeFile(join(from, markerName), '{}\n', { mode: 0o600 })
    }
    return site
  } catch (error) {
    await site.clear()
    throw error
  }
}

/** Refuses when a restore needs more than is free where the data goes. */
export async function refuseTooLittleSpace(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= bytes) return
  const gib = (count: number) => (count / 2 ** 30).toFixed(1)
  refuse(
    'unavailable',
    `This restore may need ${gib(bytes)} GiB and ${folder} has ${gib(bavail * bsize)} GiB free. Free some space, or name a folder elsewhere.`,
    { reason: 'restore_space' },
  )
}

/** Whether a restore into these folders was cut off, or has only just ended. */
export async function isMarked(folders: Folders): Promise<boolean> {
  const marked = await Promise.all(markersOf(folders).map(exists))
  return marked.includes(true)
}

/** Takes the markers away once it is certain that the restore was done. */
export async function tidyMarkers(folders: Folders): Promise<void> {
  for (const path of markersOf(folders)) await rm(path, { force: true })
}

function markersOf({ dataFolder, keysFolder, filesFolder }: Folders): string[] {
  return [dataFolder, keysFolder, filesFolder].map((folder) => join(folder, markerName))
}

interface Move {
  readonly from: string
  readonly to: string
}

/** Folders of their own, in the order in which they get their names. */
function movesOf({ dataFolder, keysFolder, filesFolder }: Folders): Move[] {
  const apart = [filesFolder, keysFolder].filter((folder) => !isInside(dataFolder, folder))
  return [
    ...apart.map((to) => ({ from: `${to}.restoring`, to })),
    { from: join(`${dataFolder}.restoring`, 'data'), to: dataFolder },
  ]
}

function siteOf(folders: Folders, moves: readonly Move[], root: string, lock: FolderLock): Site {
  const sideData = join(root, 'data')
  const sideOf = (folder: string) =>
    isInside(folders.dataFolder, folder)
      ? join(sideData, relative(folders.dataFolder, folder))
      : `${folder}.restoring`
  return {
    side: {
      dataFolder: sideData,
      keysFolder: sideOf(folders.keysFolder),
      filesFolder: sideOf(folders.filesFolder),
    },
    scratch: join(root, 'scratch'),
    place: () => placeAll(moves),
    finish: async () => {
      for (const { to } of moves) await rm(join(to, markerName), { force: true })
    },
    clear: async () => {
      for (const { from } of moves) await emptied(from)
      await lock.release()
      await emptied(root)
    },
  }
}

async function placeAll(moves: readonly Move[]): Promise<void> {
  const placed: Move[] = []
  try {
    for (const move of moves) {
      await refuseUsed(move.to)
      await moveAway(move)
      await onDisk(rename(move.from, move.to))
      placed.push(move)
      await onDisk(realDisk.syncFolder(dirname(move.to)))
    }
  } catch (error) {
    for (const { from, to } of placed) await rename(to, from).catch(() => undefined)
    throw error
  }
}

/** In one step, so that a leftover is never half there without its marker. */
async function moveAway({ from, to }: Move): Promise<void> {
  const aside = await emptied(`${from}.old`)
  await rename(to, aside).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error
  })
  await emptied(aside)
}

async function emptied(path: string): Promise<string> {
  await rm(path, { recursive: true, force: true, maxRetries: 5 })
  return path
}

/** Absent, empty, or what a cut-off restore left: nothing else may be written over. */
async function refuseUsed(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
  if (names === undefined) return
  if (names.length > 0 && !names.includes(markerName)) {
    refuse(
      'conflict',
      `${folder} is not empty. A restore goes only where nothing is: name another folder, or move this one away.`,
      { reason: 'restore_not_empty' },
    )
  }
  const [own, above] = [await stat(folder), await stat(dirname(folder))]
  if (own.dev === above.dev) return
  refuse(
    'conflict',
    `${folder} is a mount point, and a restore makes the folder itself. Name a folder inside it.`,
    { reason: 'restore_mount_point' },
  )
}

async function lockOf(folder: string): Promise<FolderLock> {
  return lockFolder(folder).catch((error: unknown) => {
    if (!(error instanceof DatabaseStartError)) throw error
    return refuse('conflict', 'Another restore into this folder is under way. Wait until it is done.', {
      reason: 'restore_running',
    })
  })
}

async function makeFolder(folder: string, mode: number): Promise<void> {
  await onDisk(mkdir(folder, { recursive: true, mode: 0o700 }))
  if (mode !== 0o700) await chmod(folder, mode)
}

/** Whether a path lies somewhere below a folder. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
