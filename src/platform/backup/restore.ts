/**
 * Promises that a backup becomes a whole, proved, muted installation in empty folders and an empty database, or
 * nothing at all: whatever stops it, what it made is removed, or known and removed by the next try.
 */
import type { Client } from 'pg'
import type { Logger } from 'pino'
import { refuse } from '../../base/refusal.ts'
import { backupSession } from '../database/backup-login.ts'
import { connectionOf } from '../database/connection.ts'
import { poolOf } from '../database/pool.ts'
import { provision, type LoginPasswords, type Provision } from '../database/provision.ts'
import { sessionOfItsOwn } from '../database/session.ts'
import { createWall } from '../database/wall.ts'
import { onDisk, realDisk, type Disk } from '../files/disk.ts'
import { folderStore } from '../files/folder-store.ts'
import { loadKeys, type Keys } from '../files/keys.ts'
import { ledgerSigner } from '../ledger/checkpoint.ts'
import { clearDatabase, loadRows, releaseDatabase, takeDatabase } from './load-database.ts'
import type { MentionedFile } from './manifest.ts'
import { mute } from './muted.ts'
import { beginNewEpoch } from './new-epoch.ts'
import { openSite, refuseTooLittleSpace, type Folders, type Site } from './placing.ts'
import { proveCopy } from './prove-copy.ts'
import type { LogHead } from './read-database.ts'
import { stageBackup, type StagedBackup } from './stage.ts'

export interface RestoreOptions {
  readonly path: string
  /** The age identity that opens it. */
  readonly identity: string
  readonly folders: Folders
  /** Where the database goes: one that is there and empty, or one that is started in the given data folder. */
  readonly database:
    | { readonly url: string }
    | { readonly start: (folder: string) => Promise<{ url: string; stop: () => Promise<void> }> }
  /** `db/migrations` of this program. */
  readonly migrations: string
  readonly passwordsOf: (authSecret: string) => LoginPasswords
  /** Why; it stands in the ledger of every organisation. */
  readonly reason: string
  readonly now: Date
  readonly log: Logger
  /** What the copy does by itself before it is an installation; it may fail without a word, and then all of it is undone. */
  readonly settle?: (copy: FilledCopy) => Promise<void>
  readonly disk?: Disk
}

/** A copy that is whole and muted, and that nobody can reach yet. */
export interface FilledCopy {
  /** An administrator's address of its database. */
  readonly url: string
  readonly folders: Folders
}

export interface Restored {
  readonly madeAt: string
  readonly program: string
  readonly organisations: number
  readonly rows: number
  readonly files: number
  /** Evidence that the backup said was missing or damaged already. */
  readonly spoilt: readonly MentionedFile[]
}

/**
 * Restores a backup. Refuses `conflict` for folders or a database that hold something, for a newer schema and for
 * a second restore at once; otherwise as `readBackup` does.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const disk = options.disk ?? realDisk
  const given = 'url' in options.database ? await taken(options.database.url) : undefined
  try {
    const { size } = await onDisk(disk.stat(options.path)).catch(() => ({ size: 0 }))
    const site = await openSite(options.folders, { bytes: size + 2 ** 26 })
    try {
      const restored = await restoreAt(site, { ...options, disk }, given)
      await site.place()
      if (given !== undefined) await releaseDatabase(given.client)
      await site.finish()
      return restored
    } finally {
      await site.clear()
    }
  } catch (error) {
    if (given !== undefined) await clearIfOurs(given.client)
    throw error
  } finally {
    await given?.client.end().catch(() => undefined)
  }
}

interface Given {
  readonly url: string
  readonly client: Client
}

async function taken(url: string): Promise<Given> {
  const client = sessionOfItsOwn(url)
  // A connection that breaks is told by the query that waits.
  client.on('error', () => {})
  await client.connect()
  try {
    await takeDatabase(client)
    return { url, client }
  } catch (error) {
    await client.end()
    throw error
  }
}

/** After the last step the database is an installation, and no failure may take it away again. */
async function clearIfOurs(client: Client): Promise<void> {
  const found = await client
    .query(`select 1 from pg_namespace where nspname = 'muster_restoring'`)
    .catch(() => undefined)
  if (found?.rowCount === 1) await clearDatabase(client).catch(() => undefined)
}

type Options = RestoreOptions & { readonly disk: Disk }

async function restoreAt(site: Site, options: Options, given: Given | undefined): Promise<Restored> {
  const { side, scratch } = site
  const { path, identity, migrations, disk } = options
  const staged = await stageBackup({ path, identity }, { side, scratch, migrations, disk })
  const keys = await keysOf(side.keysFolder, staged)
  const plainBytes = staged.manifest.tables.reduce((sum, table) => sum + table.plainSize, 0)
  // Rows with their indexes, and the log that the server writes beside them.
  if (given === undefined) await refuseTooLittleSpace(side.dataFolder, plainBytes * 2 + 2 ** 28)
  if (given !== undefined) return fill(given, site, options, { staged, keys })
  const { database } = options
  if (!('start' in database)) throw new Error('A restore needs a database')
  const started = await database.start(side.dataFolder)
  try {
    const own = await taken(started.url)
    try {
      const restored = await fill(own, site, options, { staged, keys })
      await releaseDatabase(own.client)
      return restored
    } finally {
      await own.client.end()
    }
  } finally {
    await started.stop()
  }
}

async function keysOf(folder: string, { head, manifest }: StagedBackup): Promise<Keys> {
  if (!manifest.keys.some((key) => key.name === 'complete.json')) {
    refuse('invalid', 'This backup holds no whole key folder. Use an earlier backup.', {
      reason: 'backup_damaged',
    })
  }
  const keys = await loadKeys(folder)
  if (keys.install === head.install) return keys
  refuse(
    'invalid',
    'The keys in this backup belong to another installation than its rows. Use another backup.',
    {
      reason: 'backup_damaged',
    },
  )
}

async function fill(
  { url, client }: Given,
  { side, scratch }: Site,
  options: Options,
  { staged, keys }: { readonly staged: StagedBackup; readonly keys: Keys },
): Promise<Restored> {
  const { manifest, head } = staged
  const passwords = options.passwordsOf(keys.authSecret)
  const shared: Provision = {
    adminUrl: url,
    migrations: options.migrations,
    passwords,
    contextKey: keys.context,
    install: keys.install,
    isRestoring: true,
  }
  const steps = new Set(staged.migrations.map((step) => step.number))
  await provision({ ...shared, wanted: (step) => steps.has(step.number) })
  await loadRows(client, manifest, scratch)
  await provision(shared)
  const signer = ledgerSigner(keys.install, keys.ledgerSigning)
  const files = folderStore({ folder: side.filesFolder, key: keys.evidence })
  const reader = await backupSession(url, passwords.muster_backup)
  const logs = await proved(reader, { manifest, signer, files })
  const login = connectionOf(url, 'muster_rt', passwords.muster_rt).connectionString
  // The record asks for two things at once, as the wall does wherever it stands.
  const pool = poolOf(login, 2, options.log, undefined, true)
  try {
    const wall = createWall(pool, keys.context, Date.now)
    const { reason, now } = options
    for (const log of logs) await beginNewEpoch(wall, signer, { log, madeAt: head.madeAt, reason, now })
  } finally {
    await pool.end()
  }
  await mute(client, options.now)
  await options.settle?.({ url, folders: side })
  return {
    madeAt: head.madeAt,
    program: head.program,
    organisations: logs.length,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    files: manifest.files.count,
    spoilt: [...manifest.missing, ...manifest.damaged],
  }
}

async function proved(reader: Client, copy: Parameters<typeof proveCopy>[1]): Promise<LogHead[]> {
  try {
    return await proveCopy(reader, copy)
  } finally {
    await reader.end()
  }
}
