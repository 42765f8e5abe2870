import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { runningServer } from '../platform/database/embedded/attach.ts'
import { processesIn } from '../platform/database/embedded/process-facts.ts'
import { projectRoot } from '../platform/root.ts'

const run = promisify(execFile)

/** The built server on the embedded database, in a folder of its own. */
export interface Subject {
  readonly url: string
  start(): Promise<void>
  /** Milliseconds from the start of the process to the first page. */
  startTimed(): Promise<number>
  stop(): Promise<void>
  /** `muster init` and `muster tenant add`. */
  organisation(name: string, verb: readonly string[]): Promise<{ tenantId: string; apiKey: string }>
  /** The administrator of the database: a superuser, whom no row security binds. */
  adminUrl(): Promise<string>
  /** Proportional set size of the server and of every database process, in MB. */
  memory(): Promise<{ server: number; database: number }>
  remove(): Promise<void>
}

export async function newSubject(): Promise<Subject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'muster-bench-')))
  // as root the database runs under another user's id, which has to pass through
  await chmod(folder, 0o711)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const data = join(folder, 'data')
  const environment = {
    PATH: process.env['PATH'] ?? '',
    MUSTER_DATA: data,
    MUSTER_KEYS: join(folder, 'keys'),
    MUSTER_PORT: String(port),
    MUSTER_HOST: '127.0.0.1',
    // the client comes from many networks, so that the limit for one of them is not what is measured
    MUSTER_TRUSTED_PROXIES: '127.0.0.1',
    MUSTER_LOG: 'warn',
  }
  let child: ChildProcess | undefined
  const startTimed = async () => {
    const started = performance.now()
    child = spawn(process.execPath, [built('server.mjs')], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await firstPage(url, child)
    return performance.now() - started
  }
  const stop = async () => {
    if (child === undefined) return
    const going = child
    child = undefined
    // one that ended by itself says so no second time
    if (going.exitCode !== null || going.signalCode !== null) return
    const gone = once(going, 'exit')
    going.kill('SIGTERM')
    await gone
  }
  return {
    url,
    startTimed,
    start: async () => void (await startTimed()),
    stop,
    organisation: async (name, verb) => {
      const words = [...verb, '--organisation', name, '--owner-email', 'anna@example.org', '--json']
      const { stdout } = await run(process.execPath, [built('cli.mjs'), ...words], { env: environment })
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { tenantId: string; apiKey: string } // what --json promises
    },
    adminUrl: async () => {
      const address = await runningServer(data)
      if (address === undefined) throw new Error('The database does not run')
      return address
    },
    memory: async () => {
      const database = await processesIn(join(data, 'postgres'))
      const sizes = await Promise.all(database.map(megabytesOf))
      return {
        server: await megabytesOf(child?.pid ?? 0),
        database: sizes.reduce((sum, size) => sum + size, 0),
      }
    },
    remove: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function built(name: string): string {
  return join(projectRoot(), 'dist', name)
}

async function firstPage(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error('The server ended instead of starting; its reason stands above.')
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return
    await delay(5)
  }
}

/** proc(5): Pss counts pages shared by n processes as one n-th for each of them. */
async function megabytesOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}
