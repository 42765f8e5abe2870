/** Promises that words are found wherever this viewer may read: in every column of every table, and in the record. */
import type { PoolClient } from 'pg'
import type { Opening } from '../../base/ledger/leaf.ts'
import { databasePattern, escapedPattern, holdsSought, type Sought } from '../../base/sought-words.ts'
import type { WordTable } from './tables.ts'

/** A row in which words were found. */
export interface FoundRow {
  readonly table: string
  /** Its primary key without the tenant, as JSON takes it. */
  readonly key: Readonly<Record<string, unknown>>
  /** The case on which it hangs. */
  readonly caseId: string | null
  /** The columns in which they stand, with what stands there; bytes as text. */
  readonly values: Readonly<Record<string, unknown>>
}

/** A leaf of which fields hold the words. */
export interface FoundLeaf {
  readonly index: number
  readonly stream: string
  /** The case of its stream; null on the organisation's own. */
  readonly caseId: string | null
  readonly kind: string
  readonly at: Date
  readonly fields: Readonly<Record<string, Opening>>
  /** Which of them hold the words. */
  readonly names: readonly string[]
}

export interface Search {
  readonly words: readonly Sought[]
  /** At most so many of one table. */
  readonly limit: number
  /** Rows of these cases are passed over. */
  readonly except?: readonly string[]
  /** Only what hangs on this case. */
  readonly only?: string | null
}

/** Rows of this table in which the words stand. */
export async function findRows(client: PoolClient, table: WordTable, search: Search): Promise<FoundRow[]> {
  return findInTables(client, [table], search)
}

/** So many tables are asked in one statement: each costs the planner, and each statement a way to the database. */
const tablesAtOnce = 40

/** Rows of these tables in which the words stand, at most so many of each. */
export async function findInTables(
  client: PoolClient,
  tables: readonly WordTable[],
  search: Search,
): Promise<FoundRow[]> {
  const { only = null, except = [], limit, words } = search
  const asked = tables.filter((table) => only === null || table.caseOf !== undefined)
  const values = [databasePattern(words), only, except, limit, bytesPattern(words), escapedPattern(words)]
  const found: FoundRow[] = []
  for (let at = 0; at < asked.length; at += tablesAtOnce) {
    const some = asked.slice(at, at + tablesAtOnce)
    const { rows } = await client.query<HitRow>(some.map(hitsIn).join(' union all '), values)
    const byName = new Map(some.map((table) => [table.name, table]))
    for (const row of rows) found.push(...rowsHolding(row, byName.get(row.name), words))
  }
  return found
}

interface HitRow {
  readonly name: string
  readonly key: FoundRow['key']
  readonly case_id: string | null
  readonly found: FoundRow['values']
}

function hitsIn(table: WordTable): string {
  const names = table.columns.map(({ name }) => name)
  // Every parameter has its type, whether this table needs it or not.
  return `(select '${table.name}' as name, hit.* from (
      select ${objectOf(table.key)} as key, ${table.caseOf ?? 'null::uuid'} as case_id, ${objectOf(names, table)} as found
      from app."${table.name}" t where ${table.columns.map(condition).join(' or ')}) as hit
    where ($2::uuid is null or case_id = $2) and (case_id is null or case_id <> all($3::uuid[]))
      and coalesce($1::text, $5::text, $6::text, '') is not null limit $4)`
}

function rowsHolding(
  { name: table, key, case_id, found }: HitRow,
  known: WordTable | undefined,
  words: readonly Sought[],
): FoundRow[] {
  const bytes = new Set(known?.columns.filter(({ kind }) => kind === 'bytes').map(({ name }) => name))
  const values = Object.fromEntries(
    Object.entries(found)
      .map(([name, value]) => [name, bytes.has(name) ? decoded(value) : value] as const)
      .filter(([, value]) => textsHolding(value, words).length > 0),
  )
  return Object.keys(values).length === 0 ? [] : [{ table, key, caseId: case_id, values }]
}

/** Leaves after this index of which a field that is still readable holds the words, oldest first. */
export async function findLeaves(
  client: PoolClient,
  search: Search & { readonly after?: number },
): Promise<FoundLeaf[]> {
  const { only = null, except = [], limit, words, after = -1 } = search
  const { rows } = await client.query<{
    index: string
    stream: string
    case_id: string | null
    kind: string
    at: Date
    fields: Record<string, Opening>
  }>(
    `select * from (
       select opening.index, leaf.stream, leaf.kind, leaf.at, opening.fields,
         coalesce(lane.incident_id, incident.id) as case_id
       from app.opening join app.leaf using (tenant_id, index)
         left join app.lane on lane.tenant_id = leaf.tenant_id and lane.id = leaf.stream
         left join app.incident on incident.tenant_id = leaf.tenant_id and incident.id = leaf.stream
       where opening.index > $5 and ${holding('opening.fields::text', '$1')}) as hit
     where ($2::uuid is null or case_id = $2) and (case_id is null or case_id <> all($3)) order by index limit $4`,
    [databasePattern(words), only, except, limit, after, escapedPattern(words)],
  )
  return rows.flatMap(({ index, case_id, ...leaf }) => {
    const names = Object.entries(leaf.fields)
      .filter(([, { salt, value }]) => salt !== undefined && holdsSought(value, words))
      .map(([name]) => name)
    return names.length === 0 ? [] : [{ ...leaf, index: Number(index), caseId: case_id, names }]
  })
}

/** The texts of a value in which the words stand, and no others: a list of people names more than one. */
export function textsHolding(value: unknown, words: readonly Sought[]): string[] {
  if (typeof value === 'string') return holdsSought(value, words) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((one) => textsHolding(one, words))
}

function objectOf(names: readonly string[], table?: WordTable): string {
  if (names.length === 0) return `'{}'::jsonb`
  const kindOf = new Map(table?.columns.map(({ name, kind }) => [name, kind]))
  const pairs = names.map((name) => {
    const value = kindOf.get(name) === 'bytes' ? `encode(t."${name}", 'base64')` : `t."${name}"`
    return `'${name}', ${value}`
  })
  return `jsonb_build_object(${pairs.join(', ')})`
}

function condition({ name, kind }: WordTable['columns'][number]): string {
  // PostgreSQL writes bytes outside ASCII as a stroke and three digits; what was sent need not be UTF-8.
  if (kind === 'bytes') return holding(`encode(t."${name}", 'escape')`, '$5')
  return holding(kind === 'text' ? `t."${name}"` : `t."${name}"::text`, '$1')
}

/** A machine that writes letters as numbers is looked at more closely, and nobody else. */
function holding(text: string, pattern: '$1' | '$5'): string {
  return String.raw`(${text} ~* ${pattern} or (strpos(${text}, '\u') > 0 and ${text} ~* $6::text))`
}

function bytesPattern(words: readonly Sought[]): string {
  return databasePattern(words).replaceAll(/[^\x20-\x7e]/gu, String.raw`(\\[0-7]{3})+`)
}

function decoded(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value
}
