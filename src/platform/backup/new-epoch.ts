/** Promises that a restored ledger says so: a new epoch begins with a leaf that quotes where the old one stood. */
import { toBase64 } from '../../base/ledger/bytes.ts'
import { rootOf } from '../../base/ledger/tree.ts'
import type { Wall } from '../database/wall.ts'
import { appendEntries } from '../ledger/append.ts'
import { makeCheckpoint, type LedgerSigner } from '../ledger/checkpoint.ts'
import type { LogHead } from './read-database.ts'

/**
 * Raises the epoch by one and writes the `restore` leaf on the tenant's audit stream, signed by a checkpoint.
 * @param log where the ledger stood in the backup
 */
export async function beginNewEpoch(
  wall: Wall,
  signer: LedgerSigner,
  input: { readonly log: LogHead; readonly madeAt: string; readonly reason: string; readonly now: Date },
): Promise<void> {
  const { log, madeAt, reason, now } = input
  await wall.inTenant(log.tenantId, async ({ $client }) => {
    await $client.query('update app.log set epoch = $1 where epoch = $2', [log.epoch + 1, log.epoch])
    const fields = {
      actor: 'system',
      by: 'Restore',
      reason,
      backup: madeAt,
      origin: log.origin,
      size: log.edge.size,
      root: toBase64(rootOf(log.edge)),
    }
    await appendEntries($client, signer.install, [{ stream: 'audit', kind: 'restore', fields }], now)
    await makeCheckpoint($client, signer, now)
  })
}
