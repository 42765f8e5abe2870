/** Promises that what has been kept long enough is counted and written over by the same words, in batches, and never in a case that is held. */
import type { PoolClient } from 'pg'
import type { Context } from '../context.ts'
import type { Opening } from '../../base/ledger/leaf.ts'
import { closeFields } from './close-fields.ts'
import { writeOverRows } from './erase-words.ts'
import { wordTables } from './tables.ts'

/** Rows of one table; `at`, `only` and `left` are SQL of ours over the row `t`. */
export interface EndedRows {
  readonly table: string
  readonly at: string
  readonly only?: string
  readonly left: string
  readonly set: Readonly<Record<string, unknown>>
}

/** Fields of leaves of these kinds on the tenant's own stream. */
export interface EndedLeaves {
  readonly leaves: readonly string[]
  readonly fields: readonly string[]
}

export interface Ended {
  /** What counts from before this instant. */
  readonly before: Date
  /** Cases of which nothing ends. */
  readonly except: readonly string[]
}

/** How many rows or leaves have ended. */
export async function countEnded(
  client: PoolClient,
  part: EndedRows | EndedLeaves,
  { before, except }: Ended,
): Promise<number> {
  const { rows } =
    'leaves' in part
      ? await client.query<{ count: string }>(`select count(*) from ${endedLeaves}`, [
          part.leaves,
          before,
          part.fields,
        ])
      : await client.query<{ count: string }>(`select count(*) from ${await endedRows(client, part)}`, [
          before,
          except,
        ])
  return Number(rows[0]?.count ?? 0)
}

/**
 * Writes over one batch.
 * @param because what the leaf says, where fields of the record are closed
 * @returns how many; 0 when nothing is left
 */
export async function endSome(
  context: Context,
  part: EndedRows | EndedLeaves,
  { before, except, because }: Ended & { readonly because: Readonly<Record<string, string>> },
): Promise<number> {
  const { $client } = context.tx
  if ('leaves' in part) {
    const { rows } = await $client.query<{ index: string; fields: Record<string, Opening> }>(
      `select opening.index, opening.fields from ${endedLeaves} order by opening.index limit 200`,
      [part.leaves, before, part.fields],
    )
    const fields = rows.flatMap((row) =>
      part.fields
        .filter((field) => row.fields[field]?.salt !== undefined)
        .map((field) => ({ index: Number(row.index), field, shown: '—' })),
    )
    if (fields.length > 0) await closeFields(context, 'audit', fields, because)
    return rows.length
  }
  const { rows } = await $client.query<{ key: object }>(
    `select ${await keyOf($client, part.table)} as key from ${await endedRows($client, part)} limit 200`,
    [before, except],
  )
  const wanted = rows.map(({ key }) => ({ key, set: part.set }))
  return rows.length === 0 ? 0 : writeOverRows(context, part.table, wanted, '')
}

const endedLeaves = `app.leaf join app.log on log.tenant_id = leaf.tenant_id and log.audit_stream = leaf.stream
  join app.opening on opening.tenant_id = leaf.tenant_id and opening.index = leaf.index
  where leaf.kind = any($1) and leaf.at < $2
    and exists (select 1 from unnest($3::text[]) as field where opening.fields -> field ? 'salt')`

async function endedRows(client: PoolClient, { table, at, only, left }: EndedRows): Promise<string> {
  const known = (await wordTables(client)).find(({ name }) => name === table)
  if (known === undefined) throw new Error(`There is no table ${table} that holds words`)
  return `app."${table}" t where ${at} < $1 and (${left})${only === undefined ? '' : ` and ${only}`} and not (${known.casesOf} && $2::uuid[])`
}

async function keyOf(client: PoolClient, table: string): Promise<string> {
  const known = (await wordTables(client)).find(({ name }) => name === table)
  return `jsonb_build_object(${known?.key.map((name) => `'${name}', t."${name}"`).join(', ') ?? ''})`
}
