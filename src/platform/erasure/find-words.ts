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
  /** Only what hangs on one of these cases. */
  readonly among?: readonly string[]
}

type SearchOn = Search & { readonly after?: FoundRow['key'] | undefined }

/**
 * Rows of this table in which the words stand, by their key, and none only where none is left.
 * @param search.after the key behind which it goes on
 */
export async function findRows(client: PoolClient, table: WordTable, search: SearchOn): Promise<FoundRow[]> {
  return findInTables(client, [table], search)
}

/** So many tables are asked in one statement: each costs the planner, and each statement a way to the database. */
const tablesAtOnce = 40
/** Of a table whose rows may be large. */
const rowsAtOnce = 200

/** The same of several tables, at most so many of each. */
export async function findInTables(
  client: PoolClient,
  tables: readonly WordTable[],
  search: SearchOn,
): Promise<FoundRow[]> {
  const { only = null, limit, words } = search
  if (words.length === 0) return []
  const paged = { ...search, limit: Math.min(limit, rowsAtOnce) }
  const asked = tables.filter((table) => only === null || table.caseOf !== undefined)
  const found: FoundRow[] = []
  for (const some of inStatements(asked)) {
    const hits = await hitsAfter(client, some, paged)
    for (const table of some) {
      const first = hits.filter(({ name }) => name === table.name)
      found.push(...(await goOnFrom(client, table, { first, paged, limit })))
    }
  }
  return found
}

/** What was sent as bytes may be long, and is asked by itself: a statement has twenty seconds. */
function inStatements(tables: readonly WordTable[]): WordTable[][] {
  const hasBytes = ({ columns }: WordTable) => columns.some(({ kind }) => kind === 'bytes')
  const light = tables.filter((table) => !hasBytes(table))
  return [
    ...Array.from({ length: Math.ceil(light.length / tablesAtOnce) }, (_, n) =>
      light.slice(n * tablesAtOnce, (n + 1) * tablesAtOnce),
    ),
    ...tables.filter(hasBytes).map((table) => [table]),
  ]
}

/** The database finds a little more than stands there: a page of false hits does not mean that nothing is left. */
async function goOnFrom(
  client: PoolClient,
  table: WordTable,
  {
    first,
    paged,
    limit,
  }: { readonly first: readonly Hit[]; readonly paged: SearchOn; readonly limit: number },
): Promise<FoundRow[]> {
  const found: FoundRow[] = []
  for (let hits = first; ;) {
    found.push(...hits.flatMap((hit) => rowsHolding(hit, table, paged.words)))
    const after = hits.at(-1)?.key
    if (hits.length < paged.limit || table.key.length === 0 || found.length >= limit)
      return found.slice(0, limit)
    hits = await hitsAfter(client, [table], { ...paged, after })
  }
}

interface Hit {
  readonly name: string
  readonly key: FoundRow['key']
  readonly case_id: string | null
  readonly found: FoundRow['values']
}

async function hitsAfter(client: PoolClient, tables: readonly WordTable[], search: SearchOn): Promise<Hit[]> {
  const { only = null, except = [], among, after, limit, words } = search
  const values: unknown[] = [databasePattern(words), bytesPattern(words), escapedPattern(words)]
  const given = (value: unknown) => `$${values.push(value)}`
  const [spared, rows] = [given(except), given(limit)]
  const onlyOf = only === null ? undefined : given([only])
  const amongOf = among === undefined ? undefined : given(among)
  const behind = after === undefined ? undefined : given(JSON.stringify(after))
  const hitsIn = (table: WordTable) => {
    const wheres = [
      `(${table.columns.map(condition).join(' or ')})`,
      `not (${table.casesOf} && ${spared}::uuid[])`,
      ...[onlyOf, amongOf].flatMap((some) =>
        some === undefined ? [] : [`${table.casesOf} && ${some}::uuid[]`],
      ),
      ...(behind === undefined ? [] : [pastKey(table, behind)]),
    ]
    const names = table.columns.map(({ name }) => name)
    // Not every table has use for all patterns; named once more, each has its type.
    return `(select '${table.name}' as name, ${objectOf(table.key)} as key,
        ${table.caseOf ?? 'null::uuid'} as case_id, ${objectOf(names, table)} as found
      from app."${table.name}" t where ${wheres.join(' and ')} and coalesce($1::text, $2::text, $3::text) is not null
      ${table.key.length === 0 ? '' : `order by ${keyColumns(table, 't')}`} limit ${rows})`
  }
  const answer = await client.query<Hit>(tables.map(hitsIn).join(' union all '), values)
  return answer.rows
}

function pastKey(table: WordTable, key: string): string {
  return `(${keyColumns(table, 't')}) > (select ${keyColumns(table, 'k')}
    from jsonb_populate_record(null::app."${table.name}", ${key}::jsonb) k)`
}

function keyColumns({ key }: WordTable, alias: string): string {
  return key.map((name) => `${alias}."${name}"`).join(', ')
}

function rowsHolding(
  { key, case_id, found }: Hit,
  { name: table, columns }: WordTable,
  words: readonly Sought[],
): FoundRow[] {
  const bytes = new Set(columns.filter(({ kind }) => kind === 'bytes').map(({ name }) => name))
  const values = Object.fromEntries(
    Object.entries(found)
      .map(([name, value]) => [name, bytes.has(name) ? decoded(value) : value] as const)
      .filter(([, value]) => textsHolding(value, words).length > 0),
  )
  return Object.keys(values).length === 0 ? [] : [{ table, key, caseId: case_id, values }]
}

/**
 * Leaves after this index of which a field holds the words, oldest first, and none only where none is left. What was
 * left to read of a field that was closed before counts as well.
 */
export async function findLeaves(
  client: PoolClient,
  search: Search & { readonly after?: number },
): Promise<FoundLeaf[]> {
  const { limit, words } = search
  if (words.length === 0) return []
  const found: FoundLeaf[] = []
  let after = search.after ?? -1
  for (;;) {
    const hits = await leavesAfter(client, { ...search, after })
    found.push(...hits.flatMap((hit) => leavesHolding(hit, words)))
    after = hits.at(-1)?.index ?? after
    if (hits.length < limit || found.length >= limit) return found.slice(0, limit)
  }
}

async function leavesAfter(
  client: PoolClient,
  search: Search & { readonly after: number },
): Promise<Omit<FoundLeaf, 'names'>[]> {
  const { only = null, except = [], among = null, limit, words, after } = search
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
       where opening.index > $5 and ${holding('opening.fields::text', '$1', '$7')}) as hit
     where ($2::uuid is null or case_id = $2) and (case_id is null or case_id <> all($3))
       and ($6::uuid[] is null or case_id = any($6)) order by index limit $4`,
    [databasePattern(words), only, except, limit, after, among, escapedPattern(words)],
  )
  return rows.map(({ index, case_id, ...leaf }) => ({ ...leaf, index: Number(index), caseId: case_id }))
}

function leavesHolding(leaf: Omit<FoundLeaf, 'names'>, words: readonly Sought[]): FoundLeaf[] {
  const names = Object.entries(leaf.fields)
    .filter(([, { value }]) => holdsSought(value, words))
    .map(([name]) => name)
  return names.length === 0 ? [] : [{ ...leaf, names }]
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
  if (kind === 'bytes') return holding(`encode(t."${name}", 'escape')`, '$2', '$3')
  return holding(kind === 'text' ? `t."${name}"` : `t."${name}"::text`, '$1', '$3')
}

/** A machine that writes letters as numbers is looked at more closely, and nobody else. */
function holding(text: string, pattern: string, escaped: string): string {
  return String.raw`(${text} ~* ${pattern} or (strpos(${text}, '\u') > 0 and ${text} ~* ${escaped}::text))`
}

/** For bytes as `encode(…, 'escape')` writes them. */
export function bytesPattern(words: readonly Sought[]): string {
  return databasePattern(words).replaceAll(/[^\x20-\x7e]/gu, String.raw`(\\[0-7]{3})+`)
}

/** As it was sent, and where that is the JSON of some program, as that program read it. */
function decoded(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = Buffer.from(value, 'base64').toString('utf8')
  return text.includes('\\') ? [text, unescaped(text)] : text
}

const meant: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:u([0-9a-f]{4})|(.))/gi,
    (_, unit: string | undefined, sign: string | undefined) =>
      unit === undefined ? (meant[sign ?? ''] ?? sign ?? '') : String.fromCharCode(Number.parseInt(unit, 16)),
  )
}
