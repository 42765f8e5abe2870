/** The built server as a process of its own, which a test may stop, interrupt or kill; and the command line beside it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runningServer } from '../../src/platform/database/embedded/attach.ts'
import { processesIn } from '../../src/platform/database/embedded/process-facts.ts'
import { freePort } from '../api/served.ts'
import { root } from '../guards/tree.ts'

const run = promisify(execFile)

export interface Place {
  /** Holds data, keys and files; gone after `remove`. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly url: string
  /** The folder of the embedded database. */
  readonly cluster: string
  /** Stops what still runs in it and removes it. */
  remove(): Promise<void>
}

/** A data folder of its own, a free port, and a proxy that is believed, so that a client may come from many networks. */
export async function newPlace(environment: Readonly<Record<string, string>> = {}): Promise<Place> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'muster-crash-')))
  // as root the database runs under another user's id, which has to pass through
  await chmod(folder, 0o711)
  const port = await freePort()
  const cluster = join(folder, 'data', 'postgres')
  const place: Place = {
    folder,
    cluster,
    url: `http://localhost:${port}`,
    environment: {
      MUSTER_DATA: join(folder, 'data'),
      MUSTER_KEYS: join(folder, 'keys'),
      MUSTER_PORT: String(port),
      MUSTER_HOST: '127.0.0.1',
      MUSTER_TRUSTED_PROXIES: '127.0.0.1',
      MUSTER_LOG: 'warn',
      ...environment,
    },
    remove: async () => {
      await kill(place, undefined, true)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return place
}

export interface ServerProcess {
  readonly child: ChildProcess
  /** All that it wrote so far. */
  output(): string
  /** Resolves with the exit code, or the signal's name, once it is gone. */
  readonly ended: Promise<number | string>
}

/**
 * Starts the built server and waits until it says that it is ready.
 * @param checkout the folder whose `dist` it is
 * @throws with what it wrote when it ends instead
 */
export async function startServer(place: Place, checkout = root): Promise<ServerProcess> {
  const started = launchServer(place, checkout)
  await Promise.race([
    started.ready,
    started.ended.then((how) => {
      throw new Error(`The server ended (${how}) instead of starting: ${started.output()}`)
    }),
  ])
  return started
}

/** The same without waiting for anything. */
export function launchServer(
  place: Place,
  checkout = root,
): ServerProcess & { readonly ready: Promise<void> } {
  refuseUnbuilt()
  const child = spawn(process.execPath, [join(checkout, 'dist', 'server.mjs')], {
    cwd: place.folder,
    env: { ...withoutOurs(), ...place.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        written += part.toString()
        if (written.includes('Muster is ready')) resolve()
      })
  })
  const ended = once(child, 'exit').then(([code, name]: unknown[]) => (name ?? code) as number | string) // as Node documents it
  return { child, ready, ended, output: () => written }
}

export interface Organisation {
  readonly tenantId: string
  readonly apiKey: string
}

/** `muster init`, or `muster tenant add`, beside the server that may be running. */
export async function makeOrganisation(
  place: Place,
  name: string,
  verb: readonly string[] = ['init'],
): Promise<Organisation> {
  refuseUnbuilt()
  const words = [...verb, '--organisation', name, '--owner-email', 'anna@example.org', '--json']
  const { stdout } = await run(process.execPath, [join(root, 'dist', 'cli.mjs'), ...words], {
    cwd: place.folder,
    env: { ...withoutOurs(), ...place.environment },
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Organisation // what --json promises
}

/**
 * Kills without notice, all at the same moment: the server, the postmaster with all its workers, or both. Who is to
 * die is looked up first, since a database whose server died gets the time to end in order.
 */
export async function kill(
  place: Place,
  server: ServerProcess | undefined,
  andDatabase: boolean,
): Promise<void> {
  const pids = andDatabase ? await processesIn(place.cluster) : []
  for (const pid of [server?.child.pid, ...pids]) {
    try {
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    } catch {
      // it ended meanwhile
    }
  }
  await server?.ended
}

/** The administrator's address of the embedded database that runs in this place. */
export async function databaseOf(place: Place): Promise<string> {
  const url = await runningServer(place.environment['MUSTER_DATA'] ?? '')
  if (url === undefined) throw new Error('No database runs in this place')
  return url
}

/** @throws when `dist` holds no program: tests that start one start the built one, which is up in a third of the time */
export function refuseUnbuilt(): void {
  if (existsSync(join(root, 'dist', 'server.mjs'))) return
  throw new Error('These tests start the built program. Build it first: npm run build')
}

/** Our own environment without what would lead the server elsewhere. */
function withoutOurs(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(MUSTER_|DATABASE_URL$|NODE_)/.test(name))
  return Object.fromEntries(kept)
}
