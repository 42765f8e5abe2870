/** Numbered SQL migrations under a lock: applied once, in order, each in its own transaction, never edited afterwards. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { DatabaseRefused } from './refused.ts'

/** A step of the schema. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** Any number, the same for every process that migrates one database. */
const migrationLock = 7_205_759_403

/**
 * Brings the database to the newest schema.
 * @param client an administrator's session, not through a transaction pooler: the lock lives in it
 * @param folder `db/migrations`
 * @param how.beforeUpgrade called once before the first change to a database that already holds a schema: the automatic backup
 * @param how.wanted which steps to take
 * @returns the numbers that were applied now
 * @throws DatabaseRefused when the database is newer than this program, or a released migration was edited
 */
export async function migrate(
  client: Client,
  folder: string,
  how: {
    readonly beforeUpgrade: (from: number) => Promise<void>
    readonly wanted: (migration: Migration) => boolean
  },
): Promise<number[]> {
  await client.query('select pg_advisory_lock($1)', [migrationLock])
  try {
    const migrations = await readMigrations(folder)
    const applied = await readApplied(client)
    refuseStrange(migrations, applied)
    const pending = migrations.filter((migration) => !applied.has(migration.number) && how.wanted(migration))
    if (pending.length > 0 && applied.size > 0) await how.beforeUpgrade(Math.max(...applied.keys()))
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.number)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  }
}

/** The steps that this program knows, in order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return {
        number: Number(name.slice(0, 4)),
        name,
        sql,
        sha256: createHash('sha256').update(sql).digest('hex'),
      }
    }),
  )
}

async function readApplied(client: Client): Promise<Map<number, string>> {
  await client.query(`create table if not exists wall.migration (
    number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<{ number: number; sha256: string }>(
    'select number, sha256 from wall.migration',
  )
  return new Map(rows.map((row) => [row.number, row.sha256]))
}

function refuseStrange(migrations: readonly Migration[], applied: ReadonlyMap<number, string>): void {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const [number, sha256] of applied) {
    const migration = known.get(number)
    if (migration === undefined) {
      throw new DatabaseRefused(
        `This data was written by a newer Muster (its schema has step ${number}, which this program does not know). Start the newer program, or restore the backup made before the upgrade.`,
      )
    }
    if (migration.sha256 !== sha256) {
      throw new DatabaseRefused(
        `The migration ${migration.name} is not the one that made this database. Reinstall Muster: a released migration is never edited.`,
      )
    }
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query('set local role muster_owner')
    await client.query(migration.sql)
    await client.query('reset role')
    await client.query('insert into wall.migration (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`The migration ${migration.name} failed and was taken back`, { cause: error })
  }
}
