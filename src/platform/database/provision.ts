/** Prepares a database: roles, schemas, keys, migrations. Done as the administrator, who is never used for traffic. */
import { Client, DatabaseError, escapeLiteral } from 'pg'
import { letBackupRead } from './backup-login.ts'
import { connectionOf } from './connection.ts'
import { migrate, type Migration } from './migrate.ts'
import { DatabaseRefused } from './refused.ts'
import { contextPads } from './wall.ts'

/** Passwords of the logins; derived from the key folder, so that two replicas agree. */
export interface LoginPasswords {
  readonly muster_rt: string
  readonly muster_auth: string
  readonly muster_jobs: string
  readonly muster_backup: string
}

export interface Provision {
  readonly adminUrl: string
  readonly migrations: string
  readonly passwords: LoginPasswords
  readonly contextKey: Uint8Array
  readonly install: string
  /** Called before the first change to a database that holds a schema; what it throws stops the upgrade. */
  readonly beforeUpgrade?: (from: number) => Promise<void>
  /** Which steps to take; all unless given. A restore first goes no further than the backup. */
  readonly wanted?: (migration: Migration) => boolean
  /** True for the restore itself: it alone works on a database that a restore has not finished. */
  readonly isRestoring?: boolean
}

/** Oldest patch release of each major that has the fixes for row security and statistics (CVE-2024-10976, CVE-2025-8713). */
const oldestByMajor: ReadonlyMap<number, number> = new Map([
  [15, 14],
  [16, 10],
  [17, 6],
])

/**
 * Makes the database ready for this program.
 * @throws DatabaseRefused with a sentence for the operator
 */
export async function provision(options: Provision): Promise<{ applied: number[] }> {
  const client = new Client({ connectionString: options.adminUrl })
  await client.connect()
  try {
    await refuseOldServer(client)
    if (options.isRestoring !== true) await refuseHalfRestored(client)
    await makeRoles(client, options)
    await makeSchemas(client)
    const letRead = () => letBackupRead(client, options.adminUrl, options.passwords.muster_backup)
    // Before as well: the backup ahead of an upgrade reads a schema that may be older than this login.
    await letRead()
    const applied = await migrate(client, options.migrations, {
      beforeUpgrade: options.beforeUpgrade ?? (async () => {}),
      wanted: options.wanted ?? (() => true),
    })
    if (applied.length > 0) await letRead()
    await setInstall(client, options)
    return { applied }
  } finally {
    await client.end()
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  const version = Number(rows[0]?.version)
  const [major, minor] = [Math.floor(version / 10_000), version % 10_000]
  if (major >= 18 || minor >= (oldestByMajor.get(major) ?? Number.POSITIVE_INFINITY)) return
  throw new DatabaseRefused(
    `PostgreSQL ${major}.${minor} has known holes in row security. Muster needs 18, 17.6, 16.10 or 15.14, or later in each line.`,
  )
}

/** The schema that stands in a database from the first to the last moment of a restore into it. */
export const restoringSchema = 'muster_restoring'

async function refuseHalfRestored(client: Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_namespace where nspname = $1', [restoringSchema])
  if (rowCount === 0) return
  throw new DatabaseRefused(
    'A restore into this database is under way or was cut off. Wait for it, or run the same muster restore again.',
  )
}

const roles = {
  muster_owner: 'nologin nosuperuser nobypassrls',
  muster_search: 'nologin nosuperuser bypassrls',
  muster_rt: 'login nosuperuser nobypassrls nocreatedb nocreaterole',
  muster_auth: 'login nosuperuser nobypassrls nocreatedb nocreaterole',
  muster_jobs: 'login nosuperuser nobypassrls nocreatedb nocreaterole',
}

async function makeRoles(client: Client, { adminUrl, passwords }: Provision): Promise<void> {
  for (const [name, attributes] of Object.entries(roles)) {
    await ignoring(['42710', '23505'], () => client.query(`create role ${name} ${attributes}`))
  }
  for (const [name, password] of Object.entries(passwords)) {
    if (!(name in roles)) continue
    // Unchanged passwords are left alone: two processes altering one role at once fail in PostgreSQL.
    if (await canSignIn(adminUrl, name, String(password))) continue
    await client.query(`alter role ${name} password ${escapeLiteral(String(password))}`)
  }
  await ignoring(['23505', 'XX000'], () => client.query('grant muster_owner, muster_search to current_user'))
  await ignoring(['23505', 'XX000'], () => client.query('grant muster_search to muster_owner'))
}

async function canSignIn(adminUrl: string, user: string, password: string): Promise<boolean> {
  const client = new Client({ ...connectionOf(adminUrl, user, password), connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function makeSchemas(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  const database = `"${(rows[0]?.name ?? '').replaceAll('"', '""')}"`
  await client.query(`
    revoke all on schema public from public;
    revoke all on database ${database} from public;
    grant connect, temporary on database ${database} to muster_owner;
    grant connect on database ${database} to muster_rt, muster_auth, muster_jobs;
    create schema if not exists wall authorization muster_owner;
    create schema if not exists app authorization muster_owner;
    create schema if not exists auth authorization muster_owner;
    create schema if not exists jobs authorization muster_jobs;
    grant usage, create on schema wall to muster_search;
    grant usage on schema auth to muster_auth;
  `)
}

/** The database belongs to one key folder: a database and keys that do not fit are refused, not repaired. */
async function setInstall(client: Client, { contextKey, install }: Provision): Promise<void> {
  const pads = contextPads(contextKey)
  await client.query(
    'insert into wall.context_key (inner_pad, outer_pad) values ($1, $2) on conflict do nothing',
    [pads.inner, pads.outer],
  )
  await client.query('insert into wall.install (name) values ($1) on conflict do nothing', [install])
  const { rows } = await client.query<{ fits: boolean }>(
    'select inner_pad = $1 and outer_pad = $2 and name = $3 as fits from wall.context_key, wall.install',
    [pads.inner, pads.outer, install],
  )
  if (rows[0]?.fits === true) return
  throw new DatabaseRefused(
    'The key folder does not belong to this database. Point MUSTER_KEYS at the folder that was used with it, or restore both from one backup.',
  )
}

async function ignoring(codes: readonly string[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code !== undefined && codes.includes(error.code)))
      throw error
  }
}
