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
  'client_standing',
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
  const marks = await marksOf(database, tables, tenantId)
  const hashed = hashedOf(database, tenantId)
  const moved = tables.filter(
    (name) => !ledgerTables.includes(name) && hashed.get(name)?.mark !== marks.get(name)?.mark,
  )
  for (const [name, hash] of await hashesOf(database, moved, tenantId))
    hashed.set(name, { mark: marks.get(name)?.mark ?? '', hash })
  const byTable = new Map(
    tables.map((name) => [
      name,
      ledgerTables.includes(name) ? String(marks.get(name)?.rows ?? 0) : (hashed.get(name)?.hash ?? ''),
    ]),
  )
  return {
    byTable,
    business: [...byTable]
      .filter(([name]) => !ledgerTables.includes(name))
      .map(([name, hash]) => `${name} ${hash}`)
      .join('\n'),
    leaves: marks.get('leaf')?.rows ?? 0,
  }
}

/**
 * Which versions of which rows a table holds, without reading them: whatever is written, be it the same words again,
 * is a new version. To hash each row of each table after each request took most of a run.
 */
async function marksOf(database: Client, tables: readonly string[], tenantId: string) {
  const { rows } = await database.query<{ name: string; rows: number; mark: string }>({
    name: 'versions of the rows of a tenant',
    text: tables
      .map(
        (name) => `select '${name}' as name, count(*)::int as rows,
          coalesce(bit_xor(hashtextextended(ctid::text || ' ' || xmin::text, 0)), 0)::text as mark
          from app."${name}" where tenant_id = $1`,
      )
      .join(' union all '),
    values: [tenantId],
  })
  return new Map(rows.map(({ name, ...found }) => [name, found]))
}

async function hashesOf(
  database: Client,
  tables: readonly string[],
  tenantId: string,
): Promise<Map<string, string>> {
  if (tables.length === 0) return new Map()
  const { rows } = await database.query<{ name: string; hash: string }>(
    tables
      .map(
        (name) => `select '${name}' as name, coalesce(md5(string_agg(line, '' order by line)), '') as hash
          from (select md5((to_jsonb(t) - ${ownClockColumns})::text) as line
            from app."${name}" t where tenant_id = $1) as lines`,
      )
      .join(' union all '),
    [tenantId],
  )
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}

type Hashed = Map<string, { readonly mark: string; readonly hash: string }>

/** What was hashed last of each table, with the versions that it stood for. */
const lastHashed = new WeakMap<Client, Map<string, Hashed>>()

function hashedOf(database: Client, tenantId: string): Hashed {
  const tenants = lastHashed.get(database) ?? new Map<string, Hashed>()
  const hashed: Hashed = tenants.get(tenantId) ?? new Map()
  lastHashed.set(database, tenants.set(tenantId, hashed))
  return hashed
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
