/**
 * Promises that everything a backup says about the database is read in one repeatable-read snapshot by the
 * backup login, table by table as streams, whatever schema is there: tables are listed by the catalogue.
 */
import type { Client } from 'pg'
import { refuse } from '../../base/refusal.ts'
import { checkpointBody, originOf, signedNote } from '../../base/ledger/note.ts'
import { rootOf, type Edge } from '../../base/ledger/tree.ts'
import { listFileTables, listTables, type CatalogueTable } from '../database/catalogue.ts'
import type { LedgerSigner } from '../ledger/checkpoint.ts'
import type { MentionedFile } from './manifest.ts'
import { schemas } from './part-names.ts'

/** Rows that are never part of a backup. Who restores signs in anew; the key table is made from the key folder. */
export const leftOut: readonly string[] = [
  'wall.context_key',
  'wall.migration',
  'auth.session',
  'auth.verification',
  'auth.attempt',
  'auth.totp_enrolment',
]

/** Tables whose rows are backed up. */
export async function listBackedUp(client: Client): Promise<CatalogueTable[]> {
  const tables = await listTables(client, schemas)
  return tables.filter((table) => !leftOut.includes(table.name))
}

/** Begins the snapshot and keeps the schema still until its end. Refuses `conflict` while another backup is being made. */
export async function beginSnapshot(client: Client): Promise<CatalogueTable[]> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
    oneAtATime,
  ])
  if (rows[0]?.mine !== true) {
    refuse('conflict', 'Another backup of this installation is being made. Wait until it is done.', {
      reason: 'backup_running',
    })
  }
  await client.query(
    `set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '60s'`,
  )
  await client.query('begin isolation level repeatable read, read only')
  const tables = await listBackedUp(client)
  if (!tables.some((table) => table.name === 'app.log')) {
    refuse('conflict', 'There is nothing to back up yet: this database holds no installation.', {
      reason: 'backup_empty',
    })
  }
  // From here on no upgrade can change a table until the backup has read it.
  const names = tables.map(({ schema, table }) => `"${schema}"."${table}"`)
  await client.query(`lock table ${names.join(', ')} in access share mode`)
  return tables
}

const oneAtATime = 7_205_759_404

export async function readMigrationSteps(client: Client): Promise<{ number: number; sha256: string }[]> {
  const { rows } = await client.query<{ number: number; sha256: string }>(
    'select number, sha256 from wall.migration order by number',
  )
  return rows
}

/** A tenant's ledger as it stands. */
export interface LogHead {
  readonly tenantId: string
  readonly origin: string
  readonly epoch: number
  readonly edge: Edge
}

export async function readLogs(client: Client, install: string): Promise<LogHead[]> {
  const { rows } = await client.query<{
    tenant_id: string
    id: string
    epoch: number
    size: string
    edge: Buffer
  }>('select tenant_id, id, epoch, size, edge from app.log order by tenant_id')
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    origin: originOf(install, row.id, row.epoch),
    epoch: row.epoch,
    edge: {
      size: Number(row.size),
      hashes: Array.from(
        { length: row.edge.length / 32 },
        (_, i) => new Uint8Array(row.edge.subarray(i * 32, i * 32 + 32)),
      ),
    },
  }))
}

/** The signed note of a ledger as it stands. */
export function signedCheckpoint({ origin, edge }: LogHead, signer: LedgerSigner): string {
  const body = checkpointBody(origin, edge.size, rootOf(edge))
  return signedNote(body, origin, signer.publicKey, signer.sign(body))
}

/** Every sealed file that a row mentions, once, by tenant and digest. Needs a transaction: it is read by a cursor. */
export async function* readMentions(client: Client): AsyncGenerator<MentionedFile> {
  const select = await mentions(client)
  if (select === undefined) return
  await client.query(
    `declare mentioned no scroll cursor for select distinct on (tenant_id, sha256) tenant_id, sha256, size
     from (${select}) m order by tenant_id, sha256, size desc`,
  )
  for (;;) {
    const { rows } = await client.query<{ tenant_id: string; sha256: string; size: string }>(
      'fetch 500 from mentioned',
    )
    if (rows.length === 0) break
    for (const row of rows) yield { tenantId: row.tenant_id, sha256: row.sha256, size: Number(row.size) }
  }
  await client.query('close mentioned')
}

/** Bytes that all mentioned files have together, unsealed. */
export async function mentionedBytes(client: Client): Promise<number> {
  const select = await mentions(client)
  if (select === undefined) return 0
  const { rows } = await client.query<{ bytes: string | null }>(
    `select sum(size)::text as bytes from (select distinct tenant_id, sha256, size from (${select}) m) d`,
  )
  return Number(rows[0]?.bytes ?? 0)
}

async function mentions(client: Client): Promise<string | undefined> {
  const tables = await listFileTables(client)
  if (tables.length === 0) return undefined
  return tables
    .map(
      (table) =>
        `select tenant_id::text collate "C" as tenant_id, sha256 collate "C" as sha256, size from app."${table}"`,
    )
    .join(' union all ')
}
