/**
 * Promises a server that answers: starting means waiting through the replay of the write-ahead log and
 * through the last moments of a killed predecessor, and failing means a sentence.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { program } from './binaries.ts'
import { administrator, type Place } from './cluster.ts'
import type { Endpoint } from './endpoint.ts'
import { codeOf, DatabaseStartError, explainOutput } from './failure.ts'
import { guardServer } from './guard.ts'
import { endOrphans, signal, stopLeftovers, stopProcess } from './leftovers.ts'
import { readLog, withLog } from './log-file.ts'
import { settingArguments } from './settings.ts'

export interface Plan extends Place {
  endpoint: Endpoint
  secret: string
  logFile: string
  settings?: Record<string, string>
  /** Gives up waiting and stops the server that was being started. */
  giveUp: AbortSignal
}

export interface Postmaster {
  pid: number
  version: string
  /** Resolves, and never rejects, with how it ended: `signal SIGKILL`, `exit code 2`. */
  ended: Promise<string>
  /** What the server has written since it was started. */
  output(): Promise<string>
  stop(): Promise<void>
}

/** The server runs, but does not take the administrator's secret. It has been stopped again. */
export class SecretRefused extends Error {}

const busyTries = 40
const pollMs = 25

/** Starts the server and waits until it answers. Throws a {@link DatabaseStartError} or {@link SecretRefused}. */
export async function startPostmaster(plan: Plan): Promise<Postmaster> {
  for (let tries = 1; ; tries += 1) {
    await stopLeftovers(plan.cluster, plan.log)
    await plan.endpoint.prepare()
    const server = await launch(plan)
    const version = await untilAnswering(plan, server)
    if (version !== undefined) return { ...server, version }
    const output = await server.output()
    if (!isBusy(output) || tries >= busyTries) throw explainOutput(output, plan.folder, plan.logFile)
    if (tries === 1) plan.log('Waiting for the last processes of the earlier database server to end.')
    // the first seconds belong to them: they end by themselves as soon as they look up
    if (tries >= busyTries / 4) await endOrphans(plan.cluster)
    await waitOrGiveUp(250, plan)
  }
}

type Launched = Omit<Postmaster, 'version'> & { hasEnded(): boolean }

async function launch(plan: Plan): Promise<Launched> {
  const { account, binaries, cluster, endpoint, logFile, durable } = plan
  const own = plan.settings
  const settings = settingArguments({ durable, major: binaries.major, endpoint: endpoint.settings, own })
  const [file = '', ...args] = [...account.prefix, program(binaries, 'postgres'), '-D', cluster, ...settings]
  const { before, result: child } = await withLog(logFile, (descriptor) =>
    spawn(file, args, {
      ...account.ids,
      cwd: '/',
      env: binaries.env,
      // its own process group: Ctrl-C reaches this program, which stops the server when its work is done
      detached: true,
      stdio: ['ignore', descriptor, descriptor],
      windowsHide: true,
    }),
  )
  return follow(child, plan, () => readLog(logFile, before))
}

async function follow(child: ChildProcess, plan: Plan, output: () => Promise<string>): Promise<Launched> {
  let isOver = false
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, name) => resolve(name ? `signal ${name}` : `exit code ${code}`))
    child.once('error', (error) => resolve(error.message))
  })
  const { pid } = child
  if (pid === undefined)
    throw new DatabaseStartError('no_binaries', `The database server could not be run: ${await ended}.`)
  // the process may end without calling stop(): the server must not outlive it for that
  const onExit = (): void => signal(pid, 'SIGINT')
  process.once('exit', onExit)
  const guard = guardServer(pid, plan.account)
  void ended.then(() => {
    isOver = true
    process.removeListener('exit', onExit)
    guard.dismiss()
  })
  child.unref()
  const stop = async (): Promise<void> => {
    if (isOver) return
    child.ref()
    await Promise.all([ended, stopProcess(pid, plan.log)])
  }
  return { pid, ended, output, stop, hasEnded: () => isOver }
}

/** The server's version once it answers; undefined when it ended instead. */
async function untilAnswering(plan: Plan, server: Launched): Promise<string | undefined> {
  let silent = 0
  for (let tries = 1; !server.hasEnded(); tries += 1) {
    const answer = await ask(plan)
    if (answer.version !== undefined) return answer.version
    if (answer.code === '28P01' || answer.code === '28000') {
      await server.stop()
      throw new SecretRefused()
    }
    // 57P03 is "starting up": a long replay is work, not death
    silent = answer.code === '57P03' ? 0 : silent + 1
    if (silent * pollMs > 60_000) {
      await server.stop()
      throw explainOutput(
        `${await server.output()}\nerror: it did not answer (${answer.message})`,
        plan.folder,
        plan.logFile,
      )
    }
    if (tries % 400 === 0)
      plan.log('The database server is still starting; it replays what was not yet in its files.')
    await waitOrGiveUp(pollMs, plan, server)
  }
  return undefined
}

interface Answer {
  version?: string
  code?: string
  message?: string
}

async function ask({ endpoint, secret, cluster }: Plan): Promise<Answer> {
  const { host, port } = endpoint
  const client = new Client({
    host,
    port,
    user: administrator,
    password: secret,
    database: 'postgres',
    connectionTimeoutMillis: 10_000,
    ssl: false,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string; folder: string }>(
      "select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('data_directory') as folder",
    )
    const row = rows[0]
    if (row && (process.platform === 'win32' || row.folder === cluster)) return { version: row.version }
    return { message: `another server answers, of ${row?.folder}` }
  } catch (error) {
    return { code: codeOf(error), message: error instanceof Error ? error.message : String(error) }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function waitOrGiveUp(ms: number, { giveUp }: Plan, server?: Launched): Promise<void> {
  if (!giveUp.aborted) await delay(ms)
  if (!giveUp.aborted) return
  await server?.stop()
  throw new DatabaseStartError('stopped', 'The database server was stopped while it was starting.')
}

function isBusy(output: string): boolean {
  return /pre-existing shared memory block|lock file ".*" (already exists|is empty)|could not bind .*in use/i.test(
    output,
  )
}
