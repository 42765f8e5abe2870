/** What sources brought, counted and locked with the batch that brings it. */
import type { Context } from '../../../../platform/action.ts'

type Reach = Pick<Context, 'tx'>

/** How much one source, with the secret that was sent, brought in this batch. */
export interface Brought {
  readonly sourceId: string
  readonly secretHash: Buffer
  readonly received: number
  readonly quarantined: number
}

/**
 * Counts what came, and locks the sources until the commit, in one order for all processes.
 * @returns those that exist and still have this secret; the others must not be written
 */
export async function countBrought({ tx }: Reach, brought: readonly Brought[], at: Date): Promise<Brought[]> {
  const { rows } = await tx.$client.query<{ id: string; secret_hash: Buffer }>({
    name: 'signals-count',
    text: `with held as materialized (
             select id, secret_hash from app.source
             where id = any($1::uuid[]) and removed_at is null order by id for update)
           update app.source s set received = s.received + b.received, quarantined = s.quarantined + b.quarantined,
             last_signal_at = greatest(s.last_signal_at, $5),
             longest_gap_seconds = case when s.silent_at is null and $5 > s.last_signal_at then greatest(
               s.longest_gap_seconds, extract(epoch from $5 - s.last_signal_at)::bigint)
               else s.longest_gap_seconds end
           from held, unnest($1::uuid[], $2::bytea[], $3::bigint[], $4::bigint[]) as b(id, hash, received, quarantined)
           where s.id = held.id and b.id = held.id and b.hash = held.secret_hash
           returning s.id, s.secret_hash`,
    values: [
      brought.map((each) => each.sourceId),
      brought.map((each) => each.secretHash),
      brought.map((each) => each.received),
      brought.map((each) => each.quarantined),
      at,
    ],
  })
  return brought.filter((each) =>
    rows.some((row) => row.id === each.sourceId && row.secret_hash.equals(each.secretHash)),
  )
}

/**
 * Remembers which messages of signing senders came. Their sources are locked, so of two that bring the same id one waits.
 * @returns those that came for the first time
 */
export async function rememberMessages(
  { tx }: Reach,
  messages: readonly { readonly sourceId: string; readonly messageId: string }[],
  at: Date,
): Promise<{ sourceId: string; messageId: string }[]> {
  const { rows } = await tx.$client.query<{ sourceId: string; messageId: string }>({
    name: 'signals-messages',
    text: `insert into app.webhook_message (tenant_id, source_id, message_id, received_at)
           select (select wall.tenant()), m.source_id, m.message_id, $3
           from unnest($1::uuid[], $2::text[]) as m(source_id, message_id)
           on conflict (tenant_id, source_id, message_id) do nothing
           returning source_id as "sourceId", message_id as "messageId"`,
    values: [messages.map(({ sourceId }) => sourceId), messages.map(({ messageId }) => messageId), at],
  })
  return rows
}
