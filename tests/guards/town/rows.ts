import type { Client } from 'pg'
import type { House } from '../../../src/platform/action.ts'

/** Tables that only grow with what is recorded: leaves of refusals, sign-ins and exports. */
export const ledgerTables = ['leaf', 'opening', 'node', 'log', 'checkpoint']

/** Tables that are made anew from others, at a time of their own: how signals stand together, and what is usual. */
const derivedTables = [
  'alert_news',
  'alert_grouping',
  'alert_cluster',
  'alert_trait',
  'alert_moment',
  'alert_habit',
]

export interface RowHashes {
  /** Hash of all rows outside the ledger. */
  readonly business: string
  /** Of a table of the ledger it is the number of its rows. */
  readonly byTable: ReadonlyMap<string, string>
  readonly leaves: number
}

/** When a key was last used moves with every request, also with one that is refused. */
const ownClockColumns = `'{last_used_at}'::text[]`

/** A program that runs, and its database as its administrator sees it. */
interface Place {
  readonly house: House
  readonly database: Client
}

/**
 * The rows of one tenant in each table of `app`, as one hash a table. Waits until nothing is under way by itself: what
 * was done before may have left post to deliver, and that notes at a time of its own whom it reached.
 */
export async function rowHashes({ house, database }: Place, tenantId: string): Promise<RowHashes> {
  await house.services.wake.idle()
  const tables = await tablesOf(database)
  const parts = tables.map((name) => {
    // What is only ever added to is counted: to hash thousands of leaves for each request took most of a run.
    const hash = ledgerTables.includes(name)
      ? 'count(*)::text'
      : `coalesce(md5(string_agg(line, '' order by line)), '')`
    const line = ledgerTables.includes(name) ? `''` : `md5((to_jsonb(t) - ${ownClockColumns})::text)`
    return `select '${name}' as name, count(*)::int as rows, ${hash} as hash
      from (select ${line} as line from app."${name}" t where tenant_id = $1) as lines`
  })
  const { rows } = await database.query<{ name: string; rows: number; hash: string }>(
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
    ).rows
      .map(({ name }) => name)
      .filter((name) => !derivedTables.includes(name))
  known.set(client, found)
  return found
}
