/**
 * Promises a way to the server that nobody else on the machine has: a socket in a folder of its own with
 * a short path (a socket's path may have 107 bytes, 103 on macOS), or on Windows a random local port.
 */
import { createHash } from 'node:crypto'
import { chmod, lchown, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, canEnter } from './account.ts'
import { DatabaseStartError } from './failure.ts'

export interface Endpoint {
  host: string
  port: number
  settings: Record<string, string>
  /** Before each start: removes what a killed server left, chooses another port on Windows. */
  prepare(): Promise<void>
  close(): Promise<void>
}

const longestFolder = 103 - '/.s.PGSQL.5432'.length

export async function openEndpoint(cluster: string, account: Account): Promise<Endpoint> {
  return process.platform === 'win32' ? localPort() : privateSocket(cluster, account)
}

async function privateSocket(cluster: string, account: Account): Promise<Endpoint> {
  const host = await socketFolder(cluster, account)
  return {
    host,
    port: 5432,
    settings: {
      listen_addresses: '',
      port: '5432',
      unix_socket_directories: `"${host}"`,
      unix_socket_permissions: '0700',
    },
    // whoever calls holds the lock of the data folder and has seen that no server lives
    prepare: async () => {
      // folders for temporary files are swept by the system, in a run of months
      if (!(await isPrivate(host, account)))
        await mkdir(host, { mode: 0o700 }).then(() => given(host, account))
      for (const name of await readdir(host)) await rm(join(host, name), { force: true })
    },
    close: () => rm(host, { recursive: true, force: true }),
  }
}

async function localPort(): Promise<Endpoint> {
  const endpoint: Endpoint = {
    host: '127.0.0.1',
    port: 0,
    settings: {},
    prepare: async () => {
      endpoint.port = await freePort()
      endpoint.settings = {
        listen_addresses: '127.0.0.1',
        port: String(endpoint.port),
        unix_socket_directories: '',
      }
    },
    close: async () => {},
  }
  await endpoint.prepare()
  return endpoint
}

async function socketFolder(cluster: string, account: Account): Promise<string> {
  const name = `muster-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`
  for (const base of [process.env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp', '/var/tmp']) {
    if (base === undefined || !(await isGoodBase(base, account))) continue
    const fixed = join(base, name)
    const made = await mkdir(fixed, { mode: 0o700 }).then(
      () => true,
      () => false,
    )
    if (made || (await isPrivate(fixed, account))) return given(fixed, account)
    // somebody else sits on the name: a random one cannot be taken beforehand
    const random = await mkdtemp(`${fixed}-`).catch(() => undefined)
    if (random !== undefined) return given(random, account)
  }
  throw new DatabaseStartError(
    'unwritable',
    'No folder for the database socket could be made. Make the folder for temporary files (TMPDIR, or /tmp) writable, and keep its path under 60 letters.',
  )
}

/** Short enough, there, reachable for the server, and nobody may rename what is ours in it. */
async function isGoodBase(base: string, account: Account): Promise<boolean> {
  const randomTail = 7
  if (Buffer.byteLength(join(base, 'muster-0123456789abcdef')) + randomTail > longestFolder) return false
  // the setting is a list in quotes
  if (/["\n]/.test(base) || !base.startsWith('/')) return false
  const found = await lstat(base).catch(() => undefined)
  if (!found) return false
  const isOpen = (found.mode & 0o022) !== 0 && (found.mode & 0o1000) === 0 && !found.isSymbolicLink()
  return !isOpen && (process.getuid?.() !== 0 || (await canEnter(account, base)))
}

async function isPrivate(path: string, account: Account): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  const owners = [process.getuid?.(), account.owner?.uid]
  return (
    found !== undefined && found.isDirectory() && owners.includes(found.uid) && (found.mode & 0o777) === 0o700
  )
}

async function given(path: string, { owner }: Account): Promise<string> {
  if (owner) await lchown(path, owner.uid, owner.gid)
  else await chmod(path, 0o700)
  return path
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No free port')),
      )
    })
  })
}
