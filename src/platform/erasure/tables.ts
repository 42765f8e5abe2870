/** Promises to know every column of a tenant that can hold words, from the database itself, so that no list of ours forgets one. */
import type { PoolClient } from 'pg'

/** A table of the schema `app` as an erasure sees it. */
export interface WordTable {
  readonly name: string
  readonly key: readonly string[]
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[]
  /** SQL for the case on which the row `t` hangs, from the policy by which the wall decides who sees it. */
  readonly caseOf: string | undefined
  /** SQL for all cases on which it hangs; most rows hang on one at most. */
  readonly casesOf: string
}

/**
 * What nobody's wall knows of: bytes that were sent in lie behind each signal and each mail that came of them. The case
 * that runs comes first.
 */
const casesBehind: Readonly<Record<string, string>> = {
  delivery: `array(select c.id from app.incident c where c.tenant_id = t.tenant_id and c.id in (
      select s.incident_id from app.signal s where s.tenant_id = t.tenant_id and s.delivery_id = t.id
        and s.incident_id is not null
      union all select s.incident_id from app.report_mail m
        join app.report r on r.tenant_id = m.tenant_id and r.id = m.report_id
        join app.signal s on s.tenant_id = r.tenant_id and s.id = r.signal_id
        where m.tenant_id = t.tenant_id and m.delivery_id = t.id) order by c.status = 'closed', c.id)`,
}

export type ColumnKind = 'text' | 'list' | 'json' | 'bytes'

/** What was sent in or handed over as it came: searched as text, and taken away whole. All other bytes are sealed or hashes. */
const readableBytes: readonly string[] = [
  'delivery.payload',
  'mail_letter.entity',
  'connection_call.question',
  'connection_call.output',
  'playbook_original.bytes',
]

/** The record has rules of its own; of these rows none is written over by its words. */
const apart = ['leaf', 'opening', 'node', 'checkpoint', 'log', 'anchor', 'tenant']

/** What is looked for, and what stands in its place: emptied when all of it is done. */
const ofErasures: readonly string[] = ['erasure.words', 'erasure.marks']

/** A text that two write in has a state beside it, and is written over by its room. */
export const ofTheirRoom: readonly string[] = ['note_page.text']

const kinds: Readonly<Record<string, ColumnKind>> = {
  text: 'text',
  'text[]': 'list',
  jsonb: 'json',
  bytea: 'bytes',
}

interface Row {
  readonly name: string
  readonly key: readonly string[]
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly circle: string | null
}

/** All tables of the schema that can hold words, by name. */
export async function wordTables(client: PoolClient): Promise<readonly WordTable[]> {
  const { rows } = await client.query<Row>(
    `select c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_index x
          join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey)
          where x.indrelid = c.oid and x.indisprimary and a.attname <> 'tenant_id') as key,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and a.attgenerated = '' and a.attname <> 'sha256') as columns,
       (select pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid = c.oid and p.polname = 'circle') as circle
     from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> all($1)
     order by c.relname`,
    [apart],
  )
  const circles = new Map(rows.map((row) => [row.name, row.circle]))
  return rows
    .map((row) => ({
      ...casesOf(circles, row.name),
      name: row.name,
      key: row.key ?? [],
      columns: row.columns.flatMap(({ name, type }) => {
        const kind = kinds[type]
        const column = `${row.name}.${name}`
        const isWord =
          kind !== undefined &&
          !ofErasures.includes(column) &&
          (kind !== 'bytes' || readableBytes.includes(column))
        return isWord ? [{ name, kind }] : []
      }),
    }))
    .filter((table) => table.columns.length > 0)
}

function casesOf(
  circles: ReadonlyMap<string, string | null>,
  name: string,
): Pick<WordTable, 'caseOf' | 'casesOf'> {
  const behind = casesBehind[name]
  if (behind !== undefined) return { caseOf: `(${behind})[1]`, casesOf: behind }
  const one = caseOf(circles, name, 't', 0)
  return { caseOf: one, casesOf: one === undefined ? `'{}'::uuid[]` : `array[${one}]` }
}

/** Follows the policies from row to row, up to the one that names its case. */
function caseOf(
  circles: ReadonlyMap<string, string | null>,
  name: string,
  alias: string,
  depth: number,
): string | undefined {
  const circle = circles.get(name)
  if (circle === null || circle === undefined || depth > 8) return undefined
  const [, parent] = /FROM app\.(\w+) parent/.exec(circle) ?? []
  if (parent === undefined) {
    const [, column] = /\(*(\w+)(?:, '[0-9a-f-]+'::uuid\))? <@/.exec(circle) ?? []
    return column === undefined ? undefined : `${alias}."${column}"`
  }
  const [, link] = /parent\.id = \w+\.(\w+)\)/.exec(circle) ?? []
  const above = caseOf(circles, parent, `${alias}p`, depth + 1)
  if (link === undefined || above === undefined) return undefined
  return `(select ${above} from app."${parent}" ${alias}p where ${alias}p.tenant_id = ${alias}.tenant_id and ${alias}p.id = ${alias}."${link}")`
}
