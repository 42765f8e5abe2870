/**
 * Promises that one process at a time looks after a data folder. Every contender puts up a file of its own
 * whose name says who it is, and only then looks for others: of two at least one sees the other. A file is
 * removed by others only when its process is gone for certain, so nothing can be stolen from the living.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseStartError } from './failure.ts'
import { isAlive, startOf } from './process-facts.ts'

export interface FolderLock {
  release(): Promise<void>
}

const prefix = 'postgres.lock-'
const tries = 8

/** Takes the folder, or throws a {@link DatabaseStartError} `locked` that names the holder. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const name = `${prefix}${process.pid}-${await startMark(process.pid)}-${randomBytes(6).toString('hex')}`
  const file = join(folder, name)
  const release = (): Promise<void> => rm(file, { force: true })
  for (let left = tries; ; left -= 1) {
    await writeFile(file, '', { mode: 0o600, flag: 'wx' })
    const holder = await lockHolder(folder, name).catch(async (error: unknown) => {
      await release()
      throw error
    })
    if (holder === undefined) return { release }
    await release()
    if (left === 0) throw lockedBy(holder, folder)
    // two that saw each other both step back: chance decides who is first next time
    await delay(randomInt(5, 40))
  }
}

/** The process id of a living holder of this folder, if there is one; removes what dead ones left. */
export async function lockHolder(folder: string, except = ''): Promise<number | undefined> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix) && name !== except)
  for (const name of names) {
    const [pid, mark] = name.slice(prefix.length).split('-')
    if (await isRunning(Number(pid), mark)) return Number(pid)
    await rm(join(folder, name), { force: true })
  }
  return undefined
}

function lockedBy(pid: number, folder: string): DatabaseStartError {
  return new DatabaseStartError(
    'locked',
    `Another Muster (process ${pid}) already uses the data folder ${folder}. Use that one, stop it first, or choose another folder.`,
  )
}

async function isRunning(pid: number, mark: string | undefined): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !(await isAlive(pid))) return false
  return (await startMark(pid)) === mark
}

/** A process id is given away again; together with the start it is not. */
async function startMark(pid: number): Promise<string> {
  return createHash('sha256')
    .update(await startOf(pid))
    .digest('hex')
    .slice(0, 16)
}
