/**
 * Promises facts about processes by which one can be recognised again: a process id alone is reused by
 * the system, so nothing is stopped and no lock is believed on a process id alone.
 */
import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { codeOf } from './failure.ts'

const run = promisify(execFile)
const isLinux = process.platform === 'linux'

/** Whether a process of that id lives; one that belongs to somebody else lives too. A zombie does not. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
  if (!isLinux) return true
  const stat = await statOf(pid)
  return stat === undefined || stat[0] !== 'Z'
}

/**
 * When a process began, as an opaque text that two processes of the same id do not share, and that a
 * restart of the machine changes. Empty where the system does not tell.
 */
export async function startOf(pid: number): Promise<string> {
  if (process.platform === 'win32') return ''
  if (!isLinux) return (await outputOf('ps', ['-o', 'lstart=', '-p', String(pid)])).trim()
  const [stat, boot] = await Promise.all([
    statOf(pid),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ])
  // proc(5): starttime is field 22; statOf begins at field 3
  return stat ? `${boot.trim()}/${stat[19] ?? ''}` : ''
}

/**
 * Whether that process is a postmaster which may serve this cluster, judged by its command line and working
 * folder. Where the system hides the folder every PostgreSQL that may be meant counts: its files are at stake.
 */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (isLinux) {
    const [args, folder] = await Promise.all([argumentsOf(pid), folderOf(pid)])
    // a postmaster works in its cluster, and its workers replace their command line by a title
    return folder === cluster && (await isPostgres(pid)) && !args[0]?.startsWith('postgres:')
  }
  if (process.platform === 'win32')
    return /postgres\.exe/i.test(await outputOf('tasklist', ['/FI', `PID eq ${pid}`, '/NH']))
  const command = await outputOf('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
  return command.includes('postgres') && (command.includes(`-D ${cluster} `) || !command.includes('-D '))
}

/** Whether a postmaster was started by this supervisor and not by hand. Windows does not tell: yes. */
export async function isOurs(pid: number): Promise<boolean> {
  if (process.platform === 'win32') return true
  if (isLinux) return (await argumentsOf(pid)).includes(ourMark)
  return (await outputOf('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).includes(ourMark)
}

/** The argument by which our own postmasters are told from others. */
export const ourMark = 'cluster_name=muster'

/** Every process that works in the cluster's folder: postmaster, workers, orphans. Linux only, else none. */
export async function processesIn(cluster: string): Promise<number[]> {
  if (!isLinux) return []
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map(async (pid) => ((await folderOf(pid)) === cluster ? pid : 0)))
  const living = await Promise.all(
    found.filter((pid) => pid > 0).map(async (pid) => ((await isPostgres(pid)) ? pid : 0)),
  )
  return living.filter((pid) => pid > 0)
}

async function isPostgres(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return name.trim() === 'postgres'
}

/** The fields of /proc/<pid>/stat from the third on; the second, a name, may hold spaces and brackets. */
async function statOf(pid: number): Promise<string[] | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')
}

async function argumentsOf(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return text.split('\0')
}

async function folderOf(pid: number): Promise<string> {
  return readlink(`/proc/${pid}/cwd`).catch(() => '')
}

async function outputOf(file: string, args: string[]): Promise<string> {
  return run(file, args, { env: { ...process.env, LC_ALL: 'C' }, windowsHide: true }).then(
    ({ stdout }) => stdout,
    () => '',
  )
}
