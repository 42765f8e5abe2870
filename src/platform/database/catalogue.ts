/** What the database itself says about its tables, so that backup and restore depend on no list of ours. */
import type { Client } from 'pg'
import type { TableColumns } from './copy.ts'

export interface CatalogueTable extends TableColumns {
  /** `<schema>.<table>`. */
  readonly name: string
  /** Bytes of its rows on disk, without indexes. */
  readonly bytes: number
}

/** The tables of these schemas with the columns that hold data of their own, by name. */
export async function listTables(client: Client, schemas: readonly string[]): Promise<CatalogueTable[]> {
  const { rows } = await client.query<{
    schema: string
    table: string
    columns: string[]
    bytes: string
  }>(
    `select n.nspname as schema, c.relname as table, pg_table_size(c.oid)::text as bytes,
       array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and n.nspname = any($1)
     group by n.nspname, c.relname, c.oid
     order by (n.nspname || '.' || c.relname) collate "C"`,
    [schemas],
  )
  return rows.map((row) => ({ ...row, name: `${row.schema}.${row.table}`, bytes: Number(row.bytes) }))
}

/** Tables in an order in which every foreign key finds what it points at; those that wait for the commit do not count. */
export async function inKeyOrder(
  client: Client,
  tables: readonly CatalogueTable[],
): Promise<CatalogueTable[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(
    `select distinct cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent
     from pg_constraint k
     join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
     join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
     where k.contype = 'f' and k.conrelid <> k.confrelid and not k.condeferred`,
  )
  const wanted = new Set(tables.map((table) => table.name))
  const ordered: CatalogueTable[] = []
  const waiting = new Set(tables)
  const isPlaced = (name: string) => !wanted.has(name) || ordered.some((table) => table.name === name)
  while (waiting.size > 0) {
    const next = [...waiting].find((table) =>
      rows.every(({ child, parent }) => child !== table.name || isPlaced(parent)),
    )
    if (next === undefined) {
      const circle = [...waiting].map((table) => table.name).join(', ')
      throw new Error(`Foreign keys of the schema run in a circle: ${circle}`)
    }
    waiting.delete(next)
    ordered.push(next)
  }
  return ordered
}

/** Tables of schema app whose rows mention a sealed file: those with `tenant_id`, `sha256` as text, and `size`. */
export async function listFileTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    `select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind = 'r' and (
       select count(*) from pg_attribute a where a.attrelid = c.oid and not a.attisdropped and
         (a.attname, a.atttypid) in (('tenant_id', 'uuid'::regtype), ('sha256', 'text'::regtype), ('size', 'bigint'::regtype))) = 3
     order by c.relname`,
  )
  return rows.map((row) => row.table)
}
