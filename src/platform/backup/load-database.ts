/**
 * Promises that rows come back as they were, in one transaction, through the constraints of the schema: nothing
 * in a backup is ever run, names come from the catalogue alone, and a row that breaks a rule refuses the whole.
 */
import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Client } from 'pg'
import { Refusal, refuse } from '../../base/refusal.ts'
import { inKeyOrder, type CatalogueTable } from '../database/catalogue.ts'
import { copyIn } from '../database/copy.ts'
import { errorCode } from '../files/disk.ts'
import { restoringSchema } from '../database/provision.ts'
import type { BackedUpTable, Manifest } from './manifest.ts'
import { listBackedUp } from './read-database.ts'
import { refuseDamaged } from './refused.ts'
import { stagedTable } from './stage.ts'

/**
 * Takes a database for a restore: it must be empty, or hold what a restore left that was cut off.
 * @param client an administrator's session that stays open until the end: it holds the lock
 */
export async function takeDatabase(client: Client): Promise<void> {
  await takeLock(client)
  const found = await client.query<{ name: string }>(
    'select nspname as name from pg_namespace where nspname = any($1)',
    [[...ourSchemas, restoringSchema]],
  )
  const names = found.rows.map((row) => row.name)
  if (names.length > 0 && !names.includes(restoringSchema)) {
    refuse(
      'conflict',
      'The database is in use by an installation. A restore goes only into an empty database: name another one in DATABASE_URL.',
      { reason: 'restore_not_empty' },
    )
  }
  await clearDatabase(client)
  await client.query(`create schema ${restoringSchema}`)
}

/** Waits a little: a restore that was killed keeps the lock until PostgreSQL has seen its connection go. */
async function takeLock(client: Client): Promise<void> {
  await client.query(`set lock_timeout = '5s'`)
  try {
    await client.query('select pg_advisory_lock($1)', [restoreLock])
  } catch (error) {
    if (errorCode(error) !== '55P03') throw error
    refuse('conflict', 'Another restore into this database is under way. Wait until it is done.', {
      reason: 'restore_running',
    })
  }
  await client.query('reset lock_timeout')
}

/** Removes what a restore put into the database; only ever called on one that {@link takeDatabase} took. */
export async function clearDatabase(client: Client): Promise<void> {
  await client.query(
    `drop schema if exists ${ourSchemas.join(', ')} cascade; drop schema if exists ${restoringSchema} cascade`,
  )
}

/** From now on the database is an installation like any other. */
export async function releaseDatabase(client: Client): Promise<void> {
  await client.query(`drop schema ${restoringSchema} cascade`)
}

const restoreLock = 7_205_759_406
const ourSchemas = ['app', 'auth', 'wall', 'jobs']

/** Loads the staged rows into tables that were just made by the same migrations. */
export async function loadRows(client: Client, manifest: Manifest, scratch: string): Promise<void> {
  const tables = await inKeyOrder(client, await listBackedUp(client))
  refuseOtherTables(tables, manifest.tables)
  await client.query('begin')
  try {
    // As the owner, who can open the wall and set triggers aside for this one transaction; no superuser is needed.
    await client.query('set local role muster_owner')
    const closed = await openWalls(client, tables)
    await client.query('delete from wall.install')
    for (const table of tables) {
      const row = manifest.tables.find(({ name }) => name === table.name)
      if (row !== undefined) await loadTable(client, table, row, stagedTable(scratch, table.name))
    }
    await closeWalls(client, tables, closed)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  await client.query('analyze')
}

function refuseOtherTables(tables: readonly CatalogueTable[], named: readonly BackedUpTable[]): void {
  const columnsOf = (columns: readonly string[]) => columns.toSorted().join()
  const wanted = new Map(tables.map((table) => [table.name, columnsOf(table.columns)]))
  const isSame =
    named.length === wanted.size &&
    named.every(({ name, columns }) => wanted.get(name) === columnsOf(columns))
  if (!isSame) refuseDamaged('its tables are not those of its schema')
  // Without this row the installation would look unclaimed, and whoever comes first would own it.
  if (named.find(({ name }) => name === 'wall.install')?.rows !== 1) refuseDamaged('it names no installation')
}

/** @returns the tables whose wall is to be closed again */
async function openWalls(client: Client, tables: readonly CatalogueTable[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relforcerowsecurity and c.relkind = 'r'`,
  )
  const forced = new Set(rows.map((row) => row.name))
  for (const { name, schema, table } of tables) {
    const wall = forced.has(name) ? ', no force row level security' : ''
    await client.query(`alter table "${schema}"."${table}" disable trigger user${wall}`)
  }
  return forced
}

async function closeWalls(
  client: Client,
  tables: readonly CatalogueTable[],
  forced: ReadonlySet<string>,
): Promise<void> {
  for (const { name, schema, table } of tables) {
    const wall = forced.has(name) ? ', force row level security' : ''
    await client.query(`alter table "${schema}"."${table}" enable trigger user${wall}`)
  }
}

async function loadTable(
  client: Client,
  table: CatalogueTable,
  row: BackedUpTable,
  path: string,
): Promise<void> {
  // The order of the backup's columns; that they are this table's own was checked by name.
  const rows = copyIn(client, { ...table, columns: row.columns })
  try {
    await pipeline(createReadStream(path), createGunzip(), noMoreThan(row.plainSize), rows)
  } catch (error) {
    if (error instanceof Refusal) throw error
    refuseDamaged(`the rows of ${table.name} do not fit`, error)
  }
  if (rows.rowCount !== row.rows) refuseDamaged(`the rows of ${table.name} are not as many as were written`)
}

/** Compressed bytes may claim to be small and grow without end. */
function noMoreThan(bytes: number): Transform {
  let left = bytes
  return new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      left -= piece.length
      if (left >= 0) return done(null, piece)
      try {
        refuseDamaged('its rows are longer than it says')
      } catch (error) {
        done(error as Error) // a Refusal
      }
    },
  })
}
