/** Reading the ledger: leaves of a stream with their opened fields, oldest or newest first, and what is new since an index. */
import type { PoolClient } from 'pg'
import type { Opening } from '../../base/ledger/leaf.ts'
import type { LedgerEvent } from '../../base/event.ts'

/** A leaf with the fields that are still readable; an erased field is absent. */
export interface ReadLeaf {
  readonly index: number
  readonly stream: string
  readonly number: number
  readonly kind: string
  readonly at: Date
  readonly fields: Readonly<Record<string, string>>
}

export interface LeafQuery {
  readonly stream: string
  readonly limit: number
  readonly order: 'oldest' | 'newest'
  /** Exclusive: with `oldest` leaves after this number, with `newest` leaves before it. */
  readonly from?: number
  readonly kinds?: readonly string[]
  /** Only kinds of these nouns: `task` for `task.add` and `task.done`. */
  readonly nouns?: readonly string[] | undefined
  /** Only what this name did. */
  readonly by?: string | undefined
  /** Only where these words stand in a field that is still readable, in any case of letters. */
  readonly words?: string | undefined
  /** Only these numbers. */
  readonly numbers?: readonly number[] | undefined
  /** Only where this field, still readable, is exactly this. */
  readonly having?: { readonly field: string; readonly value: string } | undefined
  /** Only where this field is not, or can no longer be read. */
  readonly lacking?: string | undefined
}

interface Row {
  index: string
  stream: string
  number: number
  kind: string
  at: Date
  fields: Record<string, Opening>
}

/** Leaves of one stream. */
export async function readStream(client: PoolClient, query: LeafQuery): Promise<ReadLeaf[]> {
  const newest = query.order === 'newest'
  const { rows } = await client.query<Row>({
    name: newest ? 'ledger-stream-newest' : 'ledger-stream-oldest',
    text: `select leaf.index, leaf.stream, leaf.number, leaf.kind, leaf.at, opening.fields
           from app.leaf join app.opening using (tenant_id, index)
           where leaf.stream = $1 and leaf.number ${newest ? '<' : '>'} $2 and ($4::text[] is null or leaf.kind = any($4))
             and ($5::text[] is null or split_part(leaf.kind, '.', 1) = any($5))
             and ($6::text is null or opening.fields -> 'by' ->> 'value' = $6)
             and ($7::text is null or exists (
               select 1 from jsonb_each(opening.fields) as field
               where field.key <> 'actor' and field.value ->> 'value' ilike $7))
             and ($8::integer[] is null or leaf.number = any($8))
             and ($9::text is null or opening.fields -> $9 ->> 'value' = $10)
             and ($11::text is null or not opening.fields ? $11)
           order by leaf.number ${newest ? 'desc' : ''} limit $3`,
    values: [
      query.stream,
      query.from ?? (newest ? 2_147_483_647 : 0),
      query.limit,
      query.kinds ?? null,
      query.nouns ?? null,
      query.by ?? null,
      query.words === undefined ? null : `%${query.words.replaceAll(/[\\%_]/g, '\\$&')}%`,
      query.numbers ?? null,
      query.having?.field ?? null,
      query.having?.value ?? null,
      query.lacking ?? null,
    ],
  })
  return rows.map(toLeaf)
}

function toLeaf(row: Row): ReadLeaf {
  const fields = Object.fromEntries(
    Object.entries(row.fields).map(([name, opening]) => [name, opening.value]),
  )
  return {
    index: Number(row.index),
    stream: row.stream,
    number: row.number,
    kind: row.kind,
    at: row.at,
    fields,
  }
}

/** What was recorded after an index, without content: the live feed, and how it resumes. */
export async function readSince(client: PoolClient, index: number, limit: number): Promise<LedgerEvent[]> {
  const { rows } = await client.query<{ index: string; stream: string; kind: string }>({
    name: 'ledger-since',
    text: 'select index, stream, kind from app.leaf where index > $1 order by index limit $2',
    values: [index, limit],
  })
  return rows.map((row) => ({ index: Number(row.index), stream: row.stream, kind: row.kind }))
}

/** Index of the newest leaf, -1 when there is none. */
export async function lastIndex(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ size: string }>('select size from app.log')
  return Number(rows[0]?.size ?? 0) - 1
}

/** The two streams that belong to the tenant itself. */
export async function tenantStreams(client: PoolClient): Promise<{ audit: string; intake: string }> {
  const { rows } = await client.query<{ audit_stream: string; intake_stream: string }>({
    name: 'ledger-streams',
    text: 'select audit_stream, intake_stream from app.log',
  })
  const row = rows[0]
  if (row === undefined) throw new Error('This tenant has no ledger')
  return { audit: row.audit_stream, intake: row.intake_stream }
}
