/**
 * Promises that one process at a time looks after a data folder. The lock names its holder by process id
 * and start time, so that one left behind by a killed process, or by a process id given away again, does
 * not keep anybody out.
 */
import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { codeOf, DatabaseStartError } from './failure.ts'
import { isAlive, startOf } from './process-facts.ts'

export interface FolderLock {
  release(): Promise<void>
}

/** Takes the lock file, or throws a {@link DatabaseStartError} `locked` that names the holder. */
export async function lockFolder(file: string, folder: string): Promise<FolderLock> {
  const mine = JSON.stringify({ pid: process.pid, start: await startOf(process.pid) })
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  // written beside and linked: whoever sees the lock sees all of it
  await writeFile(draft, mine, { mode: 0o600, flag: 'wx' })
  try {
    for (let tries = 0; tries < 20; tries += 1) {
      if (await linked(draft, file)) return { release: () => release(file, mine) }
      const found = await readFile(file, 'utf8').catch(() => undefined)
      if (found === undefined) continue
      const holder = await livingHolder(found)
      if (holder !== undefined) throw lockedBy(holder, folder)
      await removeStale(file, found)
    }
    throw lockedBy(undefined, folder)
  } finally {
    await rm(draft, { force: true })
  }
}

/** The process id of a living holder of this lock file, if there is one. */
export async function lockHolder(file: string): Promise<number | undefined> {
  const found = await readFile(file, 'utf8').catch(() => undefined)
  return found === undefined ? undefined : livingHolder(found)
}

function lockedBy(pid: number | undefined, folder: string): DatabaseStartError {
  const who = pid === undefined ? 'Another program' : `Another Muster (process ${pid})`
  return new DatabaseStartError(
    'locked',
    `${who} already uses the data folder ${folder}. Use that one, stop it first, or choose another folder.`,
  )
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // file systems without hard links (FAT, some shares): an exclusive create is the next best
    if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'ENOTSUP' && codeOf(error) !== 'ENOSYS') throw error
  }
  return writeFile(file, await readFile(draft), { mode: 0o600, flag: 'wx' }).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'EEXIST') return false
      throw error
    },
  )
}

async function livingHolder(text: string): Promise<number | undefined> {
  const holder = parse(text)
  if (!holder || !(await isAlive(holder.pid))) return undefined
  const start = await startOf(holder.pid)
  return start === holder.start ? holder.pid : undefined
}

function parse(text: string): { pid: number; start: string } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('start' in value))
      return undefined
    const { pid, start } = value
    if (!Number.isSafeInteger(pid) || Number(pid) <= 0 || typeof start !== 'string') return undefined
    return { pid: Number(pid), start }
  } catch {
    return undefined
  }
}

/** Moves the lock away and looks at what was moved: a lock that somebody took meanwhile is put back. */
async function removeStale(file: string, judged: string): Promise<void> {
  const grave = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await rename(file, grave)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if ((await readFile(grave, 'utf8')) !== judged) await link(grave, file).catch(() => undefined)
  await rm(grave, { force: true })
}

async function release(file: string, mine: string): Promise<void> {
  const found = await readFile(file, 'utf8').catch(() => undefined)
  if (found === mine) await rm(file, { force: true })
}
