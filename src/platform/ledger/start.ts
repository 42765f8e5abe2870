/** Starting a ledger: an empty tree, and the two streams that belong to the tenant itself. */
import type { PoolClient } from 'pg'

/**
 * Makes the log of a tenant that has none; its first leaf must follow in the same transaction.
 * @param log UUIDs that nothing else has
 */
export async function startLog(
  client: PoolClient,
  log: { readonly id: string; readonly auditStream: string; readonly intakeStream: string },
  now: Date,
): Promise<void> {
  await client.query(
    `insert into app.log (id, epoch, size, edge, last_at, audit_stream, intake_stream)
     values ($1, 1, 0, '', $2, $3, $4)`,
    [log.id, now, log.auditStream, log.intakeStream],
  )
}
