/** Promises tests of the server that leave neither folders nor processes behind, whatever happens in them. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './start.ts'

const run = promisify(execFile)

export interface Trial {
  folder: string
  start(options?: Partial<EmbeddedOptions>): Promise<EmbeddedServer>
  /** Starts the server from a process of its own, which a test may kill; its script sees `server` and `sql`. */
  startElsewhere(script: string): ChildProcess
  /** Puts a file system of memory under the data folder; needs root. */
  mount(options: string): Promise<void>
  end(): Promise<void>
}

/** A data folder for one test. */
export async function trial(): Promise<Trial> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'muster-trial-')))
  // as root the server runs under another user's id, which has to pass through
  await chmod(base, 0o711)
  const folder = join(base, 'data')
  let isMounted = false
  const servers: EmbeddedServer[] = []
  const children: ChildProcess[] = []
  return {
    folder,
    start: async (options = {}) => {
      const server = await startEmbedded({ folder, ...options })
      servers.push(server)
      return server
    },
    startElsewhere: (script) => {
      const child = elsewhere(folder, script)
      children.push(child)
      return child
    },
    mount: async (options) => {
      await mkdir(folder)
      await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
      isMounted = true
      await chmod(folder, 0o711).catch(() => undefined)
    },
    end: async () => {
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(servers.map((server) => server.stop()))
      for (const pid of serverProcesses(base)) process.kill(pid, 'SIGKILL')
      await until(() => serverProcesses(base).length === 0)
      if (isMounted) await run('umount', [folder])
      await rm(base, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The processes that work in or under a folder. Linux only. */
export function serverProcesses(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`)
        return cwd === folder || cwd.startsWith(`${folder}/`)
      } catch {
        // it ended meanwhile
        return false
      }
    })
    .map(Number)
}

/** Runs one statement as the administrator. */
export async function sql(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url)
  // its end is part of some tests
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Waits for a condition; the test's own time limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(10)
}

/** Waits until a child has written a line that holds the text, and returns all it has written. */
export async function lineOf(child: ChildProcess, text: string): Promise<string> {
  let written = ''
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('the child has no output')
  stderr.on('data', (part: Buffer) => (written += part.toString()))
  stdout.on('data', (part: Buffer) => (written += part.toString()))
  await until(() => {
    if (child.exitCode !== null) throw new Error(`the child ended: ${written}`)
    return written.includes(text)
  })
  return written
}

/** Kills a process without notice and waits until it is gone. */
export async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

function elsewhere(folder: string, script: string): ChildProcess {
  const here = (name: string): string => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)))
  const code = `
    const { startEmbedded } = await import(${here('./start.ts')})
    const { sql } = await import(${here('./trial.ts')})
    const server = await startEmbedded({ folder: ${JSON.stringify(folder)} })
    ${script}`
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
