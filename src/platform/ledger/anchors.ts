/** What earlier checkpoints left outside, as a bundle carries it: proved to be of this log, and signed by its key. */
import type { PoolClient } from 'pg'
import { toBase64 } from '../../base/ledger/bytes.ts'
import { canonicalJson } from '../../base/ledger/canonical.ts'
import type { LedgerSigner } from './checkpoint.ts'

export interface StoredAnchor {
  readonly type: string
  readonly at: Date
  /** Leaves of the log that it covers. */
  readonly size: number
  readonly note: string
  readonly data: Uint8Array
}

/** More would only repeat what the newest of them prove. */
const mostAnchors = 100

/** The newest anchors that cover something from this leaf on, oldest first. */
export async function readAnchors(
  client: PoolClient,
  fromIndex: number,
  size: number,
): Promise<StoredAnchor[]> {
  const { rows } = await client.query<{ type: string; at: Date; size: string; note: string; data: Buffer }>(
    `select anchor.type, anchor.at, anchor.size, checkpoint.note, anchor.data
     from app.anchor join app.checkpoint using (tenant_id, size, epoch)
     where anchor.size > $1 and anchor.size <= $2 order by anchor.size desc, anchor.id desc limit ${mostAnchors}`,
    [fromIndex, size],
  )
  return rows.map((row) => ({ ...row, size: Number(row.size), data: new Uint8Array(row.data) })).toReversed()
}

/** No signed note holds a zero byte, so no anchor can be passed off as a checkpoint or the reverse. */
const signedPrefix = 'muster-anchor/1\0'

/** The entry of a bundle. */
export function anchorEntry(
  { type, at, note, data }: StoredAnchor,
  signer: LedgerSigner,
  proof: readonly Uint8Array[],
) {
  const entry = {
    type,
    at: at.toISOString(),
    checkpoint: note,
    data: toBase64(data),
    proof: proof.map(toBase64),
  }
  return { ...entry, signature: toBase64(signer.sign(signedPrefix + canonicalJson(entry))) }
}
