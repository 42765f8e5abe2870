/**
 * Promises that the data folder holds either a whole cluster or none: it is made beside its place, written
 * through to the disk, and moved there by one rename. The administrator's secret is on disk before it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, lchown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { type Binaries, program } from './binaries.ts'
import { codeOf, DatabaseStartError, explainOutput } from './failure.ts'

export const administrator = 'postgres'

export interface Place {
  folder: string
  cluster: string
  account: Account
  binaries: Binaries
  durable: boolean
  log: (line: string) => void
}

/** The major version that wrote the cluster; undefined where there is none yet. */
export async function majorOf(cluster: string): Promise<number | undefined> {
  const names = await readdir(cluster).catch((error: unknown) => {
    // what cannot be read may hold data: only what is not there may be made
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  if (names.length === 0) return undefined
  const major = Number(await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => ''))
  if (Number.isInteger(major) && major > 0) return major
  throw new DatabaseStartError(
    'damaged',
    `${cluster} holds files, but no PostgreSQL database. Move them away to start anew, or restore a backup there.`,
  )
}

/** The administrator's secret of this folder, made at the first call. */
export async function secretOf(folder: string): Promise<string> {
  const file = join(folder, 'postgres-secret')
  const found = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (/^[\w-]{43}$/.test(found)) {
    await chmod(file, 0o600)
    return found
  }
  const secret = randomBytes(32).toString('base64url')
  await writeThrough(`${file}.new`, secret)
  await rename(`${file}.new`, file)
  await syncFolder(folder)
  return secret
}

/** Makes the cluster. Killed half-way it leaves a side folder that the next call removes. */
export async function makeCluster(place: Place, secret: string): Promise<void> {
  const side = join(place.folder, `postgres.new-${randomBytes(4).toString('hex')}`)
  await mkdir(side, { mode: 0o700 })
  try {
    const password = join(side, 'password')
    await writeFile(password, secret, { mode: 0o600 })
    const { owner } = place.account
    if (owner) for (const path of [password, side]) await lchown(path, owner.uid, owner.gid)
    await initialise(place, join(side, 'data'), password)
    if (place.durable) await syncFolder(join(side, 'data'))
    await rename(join(side, 'data'), place.cluster)
    if (place.durable) await syncFolder(place.folder)
  } finally {
    await rm(side, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
}

/** Removes what an interrupted {@link makeCluster} left. */
export async function removeHalfMade({ folder, log }: Pick<Place, 'folder' | 'log'>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('postgres.new-')) continue
    log('Removing a database that was not finished being made.')
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 }).catch((error: unknown) =>
      log(`It could not be removed: ${String(error)}`),
    )
  }
}

/** Sets the administrator's secret with the server stopped, as after a restore from another folder. */
export async function resetSecret(place: Place, secret: string): Promise<void> {
  const { code, output } = await runProgram(
    place,
    [program(place.binaries, 'postgres'), '--single', '-D', place.cluster, 'postgres'],
    // the secret is base64url: nothing in it needs quoting
    `ALTER ROLE "${administrator}" WITH SUPERUSER LOGIN PASSWORD '${secret}';\n`,
  )
  if (code !== 0 || /ERROR:/.test(output)) throw explainOutput(output, place.folder)
}

/** Makes the names in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle on a folder
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function initialise(place: Place, data: string, password: string): Promise<void> {
  // C order never changes with the system's libraries; the character classes are for trigrams and ILIKE
  const kinds = process.platform === 'darwin' ? ['en_US.UTF-8', 'C'] : ['C.UTF-8', 'C']
  const rules = place.binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  let output = ''
  for (const kind of kinds) {
    const result = await runProgram(place, [
      program(place.binaries, 'initdb'),
      '-D',
      data,
      '-U',
      administrator,
      `--pwfile=${password}`,
      '--auth-local=scram-sha-256',
      '--auth-host=scram-sha-256',
      '--data-checksums',
      '--encoding=UTF8',
      '--locale=C',
      `--lc-ctype=${kind}`,
      ...rules,
      '--no-instructions',
      ...(place.durable ? [] : ['--no-sync']),
    ])
    if (result.code === 0) return
    output = result.output
    if (!/invalid locale name|locale.*could not be|encoding mismatch/i.test(output)) break
    await rm(data, { recursive: true, force: true })
  }
  throw explainOutput(output, place.folder)
}

async function runProgram(
  { account, binaries }: Place,
  command: string[],
  input = '',
): Promise<{ code: number | null; output: string }> {
  const [file = '', ...args] = [...account.prefix, ...command]
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(file, args, {
      ...account.ids,
      cwd: '/',
      env: binaries.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    })
    const parts: Buffer[] = []
    child.stdout?.on('data', (part: Buffer) => parts.push(part))
    child.stderr?.on('data', (part: Buffer) => parts.push(part))
    // a program that ends before it has read its input says why on its output
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output: Buffer.concat(parts).toString('utf8') }))
  })
}

async function writeThrough(file: string, text: string): Promise<void> {
  await rm(file, { force: true })
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
