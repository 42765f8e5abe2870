/** Throw-away servers of other PostgreSQL releases, for the tests that need a database. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'

const run = promisify(execFile)

export interface Engine {
  /** The administrator's URL. */
  readonly url: string
  stop(): Promise<void>
}

/** Debian's own, where it is installed or can be. @returns the folder with `bin`, undefined when it is not to be had */
export async function debianServer(major: number): Promise<string | undefined> {
  const folder = `/usr/lib/postgresql/${major}`
  if (existsSync(join(folder, 'bin', 'postgres'))) return folder
  if (process.getuid?.() !== 0) return undefined
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', `postgresql-${major}`], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).catch(() => undefined)
  return existsSync(join(folder, 'bin', 'postgres')) ? folder : undefined
}

/**
 * A package of npm, in a folder of its own, its scripts not run; links that such a script would make are made here.
 * @returns the folder of the package, undefined when it is not to be had
 */
export async function npmPackage(spec: string, folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o755 })
  const installing = run('npm', [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    spec,
  ])
  const isThere = await installing.then(
    () => true,
    () => false,
  )
  if (!isThere) return undefined
  const name = spec.slice(0, spec.lastIndexOf('@'))
  const found = join(folder, 'node_modules', name)
  const links = await readFile(join(found, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  // the package's own list of what its script would link
  for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
    await mkdir(dirname(join(found, target)), { recursive: true })
    await symlink(join(found, source), join(found, target)).catch(() => undefined)
  }
  return found
}

/** Makes a cluster in a temporary folder and starts it there; nothing of it outlives `stop`. */
export async function startEngine(binaries: string): Promise<Engine> {
  const base = await mkdtemp(join(tmpdir(), 'muster-engine-'))
  const data = join(base, 'data')
  // PostgreSQL refuses to run as root; `nobody` is everywhere
  const ids = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  await chmod(base, 0o755)
  if (ids.uid !== undefined) await chown(base, ids.uid, ids.gid)
  const env = { PATH: process.env['PATH'] ?? '', LD_LIBRARY_PATH: join(binaries, 'lib') }
  const initdb = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--lc-ctype=C.UTF-8',
    '--no-sync',
  ]
  await run(join(binaries, 'bin', 'initdb'), initdb, { ...ids, env, cwd: '/' })
  const settings = {
    listen_addresses: '',
    unix_socket_directories: base,
    fsync: 'off',
    max_connections: '200',
    shared_buffers: '64MB',
  }
  const server = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...ids, env, cwd: '/', stdio: 'ignore' },
  )
  const ended = once(server, 'exit')
  const url = `postgres://postgres@${encodeURIComponent(base)}/postgres`
  for (let tries = 1; !(await answers(url)); tries++) {
    if (server.exitCode !== null || tries > 600) throw new Error(`${binaries} does not start`)
    await delay(50)
  }
  return {
    url,
    stop: async () => {
      server.kill('SIGINT')
      await ended
      await rm(base, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client(url)
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
