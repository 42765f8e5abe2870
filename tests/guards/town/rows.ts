import type { Client } from 'pg'

/** Tables that only grow with what is recorded: leaves of refusals, sign-ins and exports. */
export const ledgerTables = ['leaf', 'opening', 'node', 'log', 'checkpoint']

export interface RowHashes {
  /** Hash of all rows outside the ledger. */
  readonly business: string
  readonly byTable: ReadonlyMap<string, string>
  readonly leaves: number
}

/** What moves by itself while nobody does anything: the post on its way, and when a key or a device was last used. */
const ownClock = ['outbound']
const ownClockColumns = `'{last_used_at,last_state,last_why,last_at}'::text[]`

/** The rows of one tenant in each table of `app`, as one hash a table. */
export async function rowHashes(client: Client, tenantId: string): Promise<RowHashes> {
  const tables = await tablesOf(client)
  const parts = tables.map(
    (name) =>
      `select '${name}' as name, count(*)::int as rows, coalesce(md5(string_agg(md5((to_jsonb(t) - ${ownClockColumns})::text), '' order by md5((to_jsonb(t) - ${ownClockColumns})::text))), '') as hash
       from app."${name}" t where tenant_id = $1`,
  )
  const { rows } = await client.query<{ name: string; rows: number; hash: string }>(
    parts.join(' union all '),
    [tenantId],
  )
  const byTable = new Map(rows.map(({ name, hash }) => [name, hash]))
  return {
    byTable,
    business: rows
      .filter(({ name }) => !ledgerTables.includes(name))
      .map(({ name, hash }) => `${name} ${hash}`)
      .join('\n'),
    leaves: rows.find(({ name }) => name === 'leaf')?.rows ?? 0,
  }
}

const known = new WeakMap<Client, string[]>()

async function tablesOf(client: Client): Promise<string[]> {
  const found =
    known.get(client) ??
    (
      await client.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by relname`,
      )
    ).rows.flatMap(({ name }) => (ownClock.includes(name) ? [] : [name]))
  known.set(client, found)
  return found
}
