/**
 * Promises that no earlier server of the data folder lives when a new one starts. A living postmaster is
 * stopped cleanly and not adopted: a new one has today's settings and programs, is our child so that its
 * end is noticed, and carries no session of the process that died. It costs a fraction of a second.
 */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { codeOf, DatabaseStartError } from './failure.ts'
import { isAlive, isOurs, isPostmasterOf, processesIn } from './process-facts.ts'

/** Stops a living postmaster of ours, and removes a pid file that names no postmaster. */
export async function stopLeftovers(cluster: string, log: (line: string) => void): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  const named = text === undefined ? undefined : Number(/^\s*(\d+)\s*$/m.exec(text.split('\n')[0] ?? '')?.[1])
  const candidates = new Set([...(named ? [named] : []), ...(await processesIn(cluster))])
  for (const pid of candidates) if (await isPostmasterOf(pid, cluster)) await stopLeftover(pid, cluster, log)
  if (text === undefined) return
  if (!named) {
    log('Removed an empty pid file of the database server.')
    await rm(file, { force: true })
  } else if ((await isAlive(named)) && !(await isPostmasterOf(named, cluster))) {
    log(`Removed a pid file of the database server: process ${named} is another program by now.`)
    await rm(file, { force: true })
  }
}

/** Ends the workers of a dead postmaster; one busy in a long query does not notice its death by itself. */
export async function endOrphans(cluster: string): Promise<void> {
  const pids = await processesIn(cluster)
  for (const pid of pids) if (await isPostmasterOf(pid, cluster)) return
  for (const pid of pids) signal(pid, 'SIGQUIT')
}

/** Fast shutdown, and stronger means where it does not answer: the write-ahead log covers all of them. */
export async function stopProcess(pid: number, log: (line: string) => void): Promise<void> {
  const steps: readonly [NodeJS.Signals, number][] = [
    ['SIGINT', 60],
    ['SIGQUIT', 10],
    ['SIGKILL', 10],
  ]
  for (const [name, seconds] of steps) {
    if (name !== 'SIGINT') log(`The database server (process ${pid}) did not stop; sending ${name}.`)
    signal(pid, name)
    for (let waited = 0; waited < seconds * 50; waited += 1) {
      if (!(await isAlive(pid))) return
      await delay(20)
    }
  }
  throw new DatabaseStartError(
    'busy',
    `The database server (process ${pid}) cannot be stopped, most likely because its disk does not answer. Restart the machine.`,
  )
}

/** Sends a signal; a process that has ended meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

async function stopLeftover(pid: number, cluster: string, log: (line: string) => void): Promise<void> {
  if (!(await isOurs(pid)))
    throw new DatabaseStartError(
      'locked',
      `A PostgreSQL server that was started by hand (process ${pid}) uses ${cluster}. Stop it and start again.`,
    )
  log(`Stopping a database server (process ${pid}) that outlived the program which started it.`)
  await stopProcess(pid, log)
}
