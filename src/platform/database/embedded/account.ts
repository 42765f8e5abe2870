/**
 * Promises an account that PostgreSQL agrees to run as. It refuses root, so root lends it the id of an
 * unprivileged user who reaches the data folder, else a user namespace in which root has another name.
 */
import { execFile } from 'node:child_process'
import { cp, lchown, lstat, opendir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, program, relocated } from './binaries.ts'
import { DatabaseStartError } from './failure.ts'

const run = promisify(execFile)

export interface Account {
  /** Written to the log: `this user`, `user postgres`, `a user namespace`. */
  name: string
  /** Goes before the program on the command line. */
  prefix: readonly string[]
  /** Handed to `spawn`. */
  ids: { uid?: number; gid?: number }
  /** Who has to own the cluster; absent where we need not care. */
  owner?: { uid: number; gid: number }
}

interface Needs {
  binaries: Binaries
  folder: string
  cluster: string
  links: string
  /** False leaves user namespaces out, as container sandboxes do. */
  mayUseNamespace?: boolean
}

/** Chooses the account; where nobody reaches the programs, they are copied into the data folder. */
export async function chooseAccount(needs: Needs): Promise<{ account: Account; binaries: Binaries }> {
  const { binaries, folder } = needs
  if (process.getuid?.() !== 0) return { account: { name: 'this user', prefix: [], ids: {} }, binaries }
  const users = await unprivilegedUsers(needs.cluster)
  const accounts = users.map(asUser)
  const namespace = users[0] && needs.mayUseNamespace !== false ? [asNamespace(users[0])] : []
  for (const account of [...accounts, ...namespace])
    if (await canRun(account, folder, program(binaries, 'postgres'), binaries)) return { account, binaries }
  for (const account of accounts)
    if (await canEnter(account, folder)) return { account, binaries: await copied(needs) }
  throw new DatabaseStartError(
    'account',
    `The database server refuses to run as root, and no other user of this machine reaches ${folder}. ` +
      'Start this program as an ordinary user who owns that folder, or choose a folder such as /var/lib/muster.',
  )
}

/** Whether that account can go into a folder. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return works(account, ['cd -- "$1"', folder], {})
}

/** Gives a folder and all in it to the account's user. Does nothing where that is already so. */
export async function giveTo(account: Account, path: string): Promise<void> {
  const { owner } = account
  if (!owner) return
  const found = await lstat(path)
  if (found.uid === owner.uid && found.gid === owner.gid) return
  // the top last: an interrupted change is seen as unfinished and done again
  if (found.isDirectory()) await giveContent(owner, path)
  await lchown(path, owner.uid, owner.gid)
}

interface User {
  name: string
  uid: number
  gid: number
}

async function unprivilegedUsers(cluster: string): Promise<User[]> {
  const users = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name !== '' && uid > 0 && gid > 0)
  const owner = await lstat(cluster).catch(() => undefined)
  const first = owner && owner.uid > 0 ? users.filter(({ uid }) => uid === owner.uid) : []
  const known = ['postgres', '_postgres', 'nobody'].flatMap((name) =>
    users.filter((user) => user.name === name),
  )
  return [...first.slice(0, 1), ...known]
}

function asUser({ name, uid, gid }: User): Account {
  return { name: `user ${name}`, prefix: [], ids: { uid, gid }, owner: { uid, gid } }
}

/** Outside the namespace the server is root still, so the files stay root's; inside it bears a user's name. */
function asNamespace({ uid, gid }: User): Account {
  return {
    name: 'a user namespace',
    prefix: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`],
    ids: {},
    owner: { uid: 0, gid: 0 },
  }
}

async function canRun(account: Account, folder: string, file: string, binaries: Binaries): Promise<boolean> {
  return works(account, ['cd -- "$1" && exec "$2" --version', folder, file], binaries.env)
}

async function works(account: Account, script: string[], env: Record<string, string>): Promise<boolean> {
  const [code = '', ...args] = script
  const [file = 'sh', ...rest] = [...account.prefix, '/bin/sh', '-c', code, 'sh', ...args]
  try {
    await run(file, rest, {
      ...account.ids,
      cwd: '/',
      env: { PATH: process.env['PATH'], ...env },
      timeout: 20_000,
    })
    return true
  } catch {
    return false
  }
}

async function copied({ binaries, folder, links }: Needs): Promise<Binaries> {
  const target = join(folder, `postgres-programs-${binaries.version}`)
  if (!(await lstat(target).catch(() => undefined))) {
    const draft = `${target}.new`
    await rm(draft, { recursive: true, force: true })
    await cp(binaries.root, draft, { recursive: true })
    await rename(draft, target)
  }
  return relocated(target, links)
}

async function giveContent(owner: { uid: number; gid: number }, folder: string): Promise<void> {
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await giveContent(owner, path)
    // a table space's link is changed itself, what it points to is not ours
    await lchown(path, owner.uid, owner.gid)
  }
}
