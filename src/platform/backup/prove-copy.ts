/** Promises that a restored copy is what was backed up: each ledger hashed anew from its leaves, each file opened. */
import type { Client } from 'pg'
import { leafHash } from '../../base/ledger/leaf.ts'
import { append, emptyEdge, rootOf, type Edge } from '../../base/ledger/tree.ts'
import { toBase64 } from '../../base/ledger/bytes.ts'
import type { FileStore } from '../files/file-store.ts'
import type { LedgerSigner } from '../ledger/checkpoint.ts'
import type { Manifest } from './manifest.ts'
import { readLogs, readMentions, signedCheckpoint, type LogHead } from './read-database.ts'
import { refuseDamaged } from './refused.ts'

/**
 * @param client a session of the backup login, which sees every tenant
 * @returns the ledgers as they stand
 */
export async function proveCopy(
  client: Client,
  copy: { readonly manifest: Manifest; readonly signer: LedgerSigner; readonly files: FileStore },
): Promise<LogHead[]> {
  await client.query('begin isolation level repeatable read, read only')
  const logs = await readLogs(client, copy.signer.install)
  refuseOtherCheckpoints(logs, copy.manifest, copy.signer)
  await proveLeaves(client, logs)
  await proveFiles(client, copy)
  await client.query('commit')
  return logs
}

/** Ed25519 signs alike each time, so the same ledger under the same key is the same note. */
function refuseOtherCheckpoints(logs: readonly LogHead[], manifest: Manifest, signer: LedgerSigner): void {
  const isSame =
    logs.length === manifest.logs.length &&
    logs.every((log, i) => {
      const named = manifest.logs[i]
      return named?.tenantId === log.tenantId && named.checkpoint === signedCheckpoint(log, signer)
    })
  if (!isSame) refuseDamaged('its ledgers are not where its checkpoints say')
}

async function proveLeaves(client: Client, logs: readonly LogHead[]): Promise<void> {
  const edges = new Map<string, Edge>()
  await client.query(
    'declare leaves no scroll cursor for select tenant_id, index, text, hash from app.leaf order by tenant_id, index',
  )
  for (;;) {
    const { rows } = await client.query<{ tenant_id: string; index: string; text: string; hash: Buffer }>(
      'fetch 2000 from leaves',
    )
    if (rows.length === 0) break
    for (const row of rows) {
      const edge = edges.get(row.tenant_id) ?? emptyEdge
      const hash = leafHash(row.text)
      if (edge.size !== Number(row.index) || !row.hash.equals(hash))
        refuseDamaged('a leaf of a ledger was changed')
      edges.set(row.tenant_id, append(edge, hash).edge)
    }
  }
  await client.query('close leaves')
  const known = new Set(logs.map((log) => log.tenantId))
  if ([...edges.keys()].some((tenantId) => !known.has(tenantId))) refuseDamaged('leaves belong to no ledger')
  for (const log of logs) {
    const edge = edges.get(log.tenantId) ?? emptyEdge
    const isWhole = edge.size === log.edge.size && toBase64(rootOf(edge)) === toBase64(rootOf(log.edge))
    if (!isWhole) refuseDamaged('the leaves of a ledger do not give its checkpoint')
  }
}

/** What was missing or damaged when the backup was made stays so; everything else must open. */
async function proveFiles(
  client: Client,
  { manifest, files }: { readonly manifest: Manifest; readonly files: FileStore },
): Promise<void> {
  const spoilt = new Set(
    [...manifest.missing, ...manifest.damaged].map((file) => `${file.tenantId}/${file.sha256}`),
  )
  let present = 0
  for await (const file of readMentions(client)) {
    const state = await files.check(file.tenantId, file)
    if (state !== 'missing') present += 1
    if (state !== 'intact' && !spoilt.has(`${file.tenantId}/${file.sha256}`)) {
      refuseDamaged('a file of evidence is not what was sealed')
    }
  }
  if (present !== manifest.files.count) refuseDamaged('it holds files that no record mentions')
}
