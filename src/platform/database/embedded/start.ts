/**
 * Promises a running PostgreSQL of our own in the data folder: made at the first start, found again at
 * later ones, restarted when it dies, and reachable for nobody but this program.
 */
import { chmod, mkdir, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { chooseAccount, giveTo } from './account.ts'
import { findBinaries } from './binaries.ts'
import {
  administrator,
  majorOf,
  makeCluster,
  type Place,
  removeHalfMade,
  resetSecret,
  secretOf,
} from './cluster.ts'
import { type Endpoint, openEndpoint } from './endpoint.ts'
import { explainFileError } from './failure.ts'
import { stopLeftovers } from './leftovers.ts'
import { lockFolder } from './lock.ts'
import { limitLog } from './log-file.ts'
import { type Plan, type Postmaster, SecretRefused, startPostmaster } from './postmaster.ts'
import { keepRunning } from './restart.ts'

export interface EmbeddedOptions {
  /** The data folder; the cluster lives in `<folder>/postgres`. */
  folder: string
  /** A folder with `bin` and `lib`; else the programs that came with this package; else the system's. */
  binaries?: string
  /** False gives up every promise at a power cut: for throw-away test servers only. */
  durable?: boolean
  log?: (line: string) => void
  /** The server died unexpectedly and is being restarted; connections to it are gone. */
  onCrash?: (message: string) => void
  /** Settings of the server that differ from ours. */
  settings?: Record<string, string>
}

export interface EmbeddedServer {
  /** Settings of the administrator, a superuser, for `pg`; on Windows the port changes with a restart. */
  admin: { host: string; port: number; user: string; password: string; database: string }
  /** The same as a URL. */
  url: string
  version: string
  /** Of the postmaster that runs now. */
  pid: number
  /** Ends sessions and stops the server; its data is then in its files. May be called twice. */
  stop(): Promise<void>
}

/** Starts the server, or throws a `DatabaseStartError` whose message tells a person what to do. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const wanted = resolve(options.folder)
  try {
    const made = await mkdir(wanted, { recursive: true, mode: 0o700 })
    // others may pass through but not look: as root the server runs under another user's id
    if (made !== undefined && process.getuid?.() === 0) await chmodDown(made, wanted, 0o711)
    const folder = await realpath(wanted)
    const lock = await lockFolder(folder)
    try {
      return await startLocked(folder, options, () => lock.release())
    } catch (error) {
      await lock.release()
      throw error
    }
  } catch (error) {
    throw explainFileError(error, wanted)
  }
}

async function startLocked(
  folder: string,
  options: EmbeddedOptions,
  unlock: () => Promise<void>,
): Promise<EmbeddedServer> {
  const place = await prepare(folder, options)
  const endpoint = await openEndpoint(place.cluster, place.account)
  const giveUp = new AbortController()
  try {
    const plan: Plan = {
      ...place,
      endpoint,
      secret: await secretOf(folder),
      logFile: join(folder, 'postgres.log'),
      settings: options.settings,
      giveUp: giveUp.signal,
    }
    if ((await majorOf(place.cluster)) === undefined) await makeCluster(place, plan.secret)
    else await giveTo(place.account, place.cluster)
    const first = await startKnowingSecret(plan)
    const running = keepRunning(plan, first, options.onCrash ?? (() => {}))
    const limit = limitLog(plan.logFile)
    place.log(`PostgreSQL ${first.version} runs as ${place.account.name} (process ${first.pid}).`)
    const stop = async (): Promise<void> => {
      giveUp.abort()
      limit.stop()
      await running.stop()
      await endpoint.close()
      await unlock()
    }
    return describe(endpoint, plan.secret, () => running.current(), stop)
  } catch (error) {
    await endpoint.close()
    throw error
  }
}

/** Sets the mode of every folder from the first made one down to the last. */
async function chmodDown(first: string, last: string, mode: number): Promise<void> {
  for (let path = last; path.length >= first.length; path = dirname(path)) await chmod(path, mode)
}

async function prepare(folder: string, options: EmbeddedOptions): Promise<Place> {
  const log = options.log ?? (() => {})
  const cluster = join(folder, 'postgres')
  const links = join(folder, 'postgres-links')
  const major = await majorOf(cluster)
  const found = await findBinaries({ configured: options.binaries, major, folder, links })
  // before ownership changes and before anything is removed: nobody else may be at work here
  await stopLeftovers(cluster, log)
  await removeHalfMade({ folder, log })
  const { account, binaries } = await chooseAccount({ binaries: found, folder, cluster, links })
  return { folder, cluster, account, binaries, durable: options.durable ?? true, log }
}

async function startKnowingSecret(plan: Plan): Promise<Postmaster> {
  try {
    return await startPostmaster(plan)
  } catch (error) {
    if (!(error instanceof SecretRefused)) throw error
  }
  plan.log('The database does not know the secret of this folder, as after a restore: setting it anew.')
  await resetSecret(plan, plan.secret)
  return startPostmaster(plan)
}

function describe(
  endpoint: Endpoint,
  password: string,
  current: () => Postmaster,
  stop: () => Promise<void>,
): EmbeddedServer {
  let stopping: Promise<void> | undefined
  return {
    get admin() {
      return { host: endpoint.host, port: endpoint.port, user: administrator, password, database: 'postgres' }
    },
    get url() {
      const host = encodeURIComponent(endpoint.host)
      return `postgres://${administrator}:${password}@${host}:${endpoint.port}/postgres`
    },
    get version() {
      return current().version
    },
    get pid() {
      return current().pid
    },
    stop: () => (stopping ??= stop()),
  }
}
