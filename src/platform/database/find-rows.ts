/** Promises that every room looks for what a person typed in the same way, and offers what it finds in the same shape. */
import { and, asc, sql, type Column, type SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Permission } from '../../base/permissions.ts'
import { folded, folding, indexQuery, type Found, type FoundKind, type Sought } from '../../base/search.ts'
import type { Context } from '../context.ts'

/** What a room offers to the search over everything; it finds only what the one who asks could open. */
export interface SearchSource {
  readonly kind: FoundKind
  /** Who lacks it is not even asked for. */
  readonly permission: Permission
  readonly find: (context: Context, sought: Sought) => Promise<readonly Found[]>
}

interface Where {
  readonly table: PgTable
  readonly id: Column
  readonly title: Column | SQL
  /** Searched too, and shown beside the title. */
  readonly more?: Column
  /** Searched, but not shown. */
  readonly within?: readonly (Column | SQL)[]
  /** The case or other thing on whose page it stands. */
  readonly of?: Column
  /** Which rows are in use. */
  readonly where?: SQL | undefined
  readonly path: (row: { readonly id: string; readonly title: string; readonly of: string }) => string
}

/** What was found, and the case on which it hangs; '' for none. */
export interface FoundRow extends Found {
  readonly of: string
}

/** Rows in which each word occurs; those whose title begins with them come first, then by title. */
export async function findRows(
  { tx }: Pick<Context, 'tx'>,
  sought: Sought,
  { table, id, title, more, within = [], of, where, path }: Where,
): Promise<FoundRow[]> {
  const nothing = sql<string>`''`
  const rows = await tx
    .select({
      id: sql<string>`${id}::text`,
      title: sql<string>`${title}::text`,
      more: more === undefined ? nothing : sql<string>`left(coalesce(${more}::text, ''), 200)`,
      of: of === undefined ? nothing : sql<string>`${of}::text`,
    })
    .from(table)
    .where(and(where, holdsWords(sought, [title, ...(more === undefined ? [] : [more]), ...within])))
    .orderBy(asc(placeOf(sought, title)), asc(sql`lower(${title})`), asc(id))
    .limit(sought.limit)
  return rows.map((row) => ({ id: row.id, title: row.title, more: row.more, of: row.of, path: path(row) }))
}

/** Rows of cases that may hold these words, by the index of the table, the newest first; they are looked at closer. */
export async function rowsInCases(
  { tx }: Pick<Context, 'tx'>,
  sought: Sought,
  table: 'observable' | 'evidence' | 'note_page' | 'statement',
): Promise<string[]> {
  const query = indexQuery(sought)
  if (query === undefined) return []
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from wall.search_in_cases(${table}, ${query.all}::tsquery, ${query.longest}::tsquery, 200) as id`,
  )
  return rows.map(({ id }) => id)
}

/** Whether each word stands somewhere in these columns together. */
export function holdsWords(sought: Sought, columns: readonly (Column | SQL)[]): SQL | undefined {
  const text = foldedText(sql`concat_ws(' ', ${sql.join([...columns], sql`, `)})`)
  return and(
    ...sought.words.map((word) => sql`${text} like ${`%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`),
  )
}

function placeOf(sought: Sought, title: Column | SQL): SQL {
  const begin = folded(sought.typed).replaceAll(/[\\%_]/g, String.raw`\$&`)
  return sql`case when ${foldedText(sql`${title}`)} like ${`${begin}%`} then 0 else 1 end`
}

/** The same as `folded` in `base/search.ts`, done by the database. */
function foldedText(text: SQL): SQL {
  const plain = sql`translate(lower(${text}), ${folding.from}, ${folding.to})`
  return folding.pairs.reduce((left, [two, one]) => sql`replace(${left}, ${two}, ${one})`, plain)
}
