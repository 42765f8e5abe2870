/** Promises that words are found wherever this viewer may read: in every column of every table, and in the record. */
import type { PoolClient } from 'pg'
import type { Opening } from '../../base/ledger/leaf.ts'
import { databasePattern, holdsSought, type Sought } from '../../base/sought-words.ts'
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
  const { only = null, except = [], limit, words } = search
  if (only !== null && table.caseOf === undefined) return []
  const { rows } = await client.query<{
    key: FoundRow['key']
    case_id: string | null
    found: FoundRow['values']
  }>(
    `select * from (
       select ${objectOf(table.key)} as key, ${table.caseOf ?? 'null::uuid'} as case_id,
         ${objectOf(
           table.columns.map(({ name }) => name),
           table,
         )} as found
       from app."${table.name}" t where ${table.columns.map(condition).join(' or ')}) as hit
     where ($2::uuid is null or case_id = $2) and (case_id is null or case_id <> all($3)) limit $4`,
    [databasePattern(words), only, except, limit, bytesPattern(words)].slice(0, hasBytes(table) ? 5 : 4),
  )
  const bytes = new Set(table.columns.filter(({ kind }) => kind === 'bytes').map(({ name }) => name))
  return rows.flatMap(({ key, case_id, found }) => {
    const values = Object.fromEntries(
      Object.entries(found)
        .map(([name, value]) => [name, bytes.has(name) ? decoded(value) : value] as const)
        .filter(([, value]) => textsHolding(value, words).length > 0),
    )
    return Object.keys(values).length === 0 ? [] : [{ table: table.name, key, caseId: case_id, values }]
  })
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
       where opening.index > $5 and opening.fields::text ~* $1) as hit
     where ($2::uuid is null or case_id = $2) and (case_id is null or case_id <> all($3)) order by index limit $4`,
    [databasePattern(words), only, except, limit, after],
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
  if (kind === 'bytes') return `encode(t."${name}", 'escape') ~* $5`
  return kind === 'text' ? `t."${name}" ~* $1` : `t."${name}"::text ~* $1`
}

function hasBytes(table: WordTable): boolean {
  return table.columns.some(({ kind }) => kind === 'bytes')
}

function bytesPattern(words: readonly Sought[]): string {
  return databasePattern(words).replaceAll(/[^\x20-\x7e]/gu, String.raw`(\\[0-7]{3})+`)
}

function decoded(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value
}
