import { findRows, rowsInCases, type FoundRow } from '../../../platform/database/find-rows.ts'
import { type Sought } from '../../../base/search.ts'
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  sql,
  type SQL,
} from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { isAnyOf } from '../../../platform/database/tables.ts'
import { notePage, noteUpdate, noteVersion, noteWriter } from './tables.ts'

type Reach = Pick<Context, 'tx'>
/** A page without its state, which may be large. */
export type PageRecord = Omit<typeof notePage.$inferSelect, 'snapshot' | 'text' | 'tenantId'>
export type VersionRecord = Omit<typeof noteVersion.$inferSelect, 'text' | 'tenantId'>

const { snapshot: _snapshot, text: _text, tenantId: _tenant, ...pageColumns } = getTableColumns(notePage)
const { text: _words, tenantId: _owner, ...versionColumns } = getTableColumns(noteVersion)

interface PageList {
  readonly isArchived: boolean
  readonly q: string | undefined
  /** Below this id, the newest first. */
  readonly after: string | undefined
  readonly limit: number
}

export async function listPages(
  { tx }: Reach,
  incidentId: string,
  { isArchived, q, after, limit }: PageList,
): Promise<(PageRecord & { readonly text: string; readonly isCut: boolean })[]> {
  // Of a long page only what stands around the words: a list of pages is no reading of all of them.
  const from =
    q === undefined
      ? sql<number>`1`
      : sql<number>`greatest(1, strpos(lower(${notePage.text}), lower(${q})) - 200)`
  const pattern = q === undefined ? undefined : `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return tx
    .select({
      ...pageColumns,
      text: sql<string>`substr(${notePage.text}, ${from}, 800)`,
      isCut: sql<boolean>`${from} > 1`,
    })
    .from(notePage)
    .where(
      and(
        eq(notePage.incidentId, incidentId),
        isArchived ? isNotNull(notePage.archivedAt) : isNull(notePage.archivedAt),
        after === undefined ? undefined : lt(notePage.id, after),
        pattern === undefined
          ? undefined
          : sql`(${notePage.title} ilike ${pattern} or ${notePage.text} ilike ${pattern})`,
      ),
    )
    .orderBy(desc(notePage.id))
    .limit(limit)
}

export async function countPages({ tx }: Reach, incidentId: string): Promise<number> {
  return tx.$count(notePage, and(eq(notePage.incidentId, incidentId), isNull(notePage.archivedAt)))
}

export async function addPage(
  { tx }: Reach,
  fields: Pick<PageRecord, 'id' | 'incidentId' | 'title' | 'openedAt' | 'openedBy'>,
): Promise<PageRecord> {
  const [added] = await tx.insert(notePage).values(fields).returning(pageColumns)
  return added ?? refuse('unavailable', 'The page could not be kept. Try again.')
}

export async function getPage({ tx }: Reach, incidentId: string, id: string): Promise<PageRecord> {
  const [found] = await tx.select(pageColumns).from(notePage).where(isPage(incidentId, id))
  return found ?? refuse('not_found', noPage)
}

/** The same, locked until the transaction ends: of two who write at once the second builds on the first. */
export async function getPageToChange({ tx }: Reach, incidentId: string, id: string): Promise<PageRecord> {
  const [found] = await tx.select(pageColumns).from(notePage).where(isPage(incidentId, id)).for('update')
  return found ?? refuse('not_found', noPage)
}

export async function changePage(
  { tx }: Reach,
  { id, incidentId }: Pick<PageRecord, 'id' | 'incidentId'>,
  fields: Partial<Omit<typeof notePage.$inferInsert, 'tenantId' | 'id' | 'incidentId'>>,
): Promise<PageRecord> {
  const [changed] = await tx.update(notePage).set(fields).where(isPage(incidentId, id)).returning(pageColumns)
  return changed ?? refuse('not_found', noPage)
}

export async function textOf({ tx }: Reach, { id, incidentId }: Pick<PageRecord, 'id' | 'incidentId'>) {
  const [found] = await tx.select({ text: notePage.text }).from(notePage).where(isPage(incidentId, id))
  return found?.text ?? ''
}

/** The state as it was taken together last, and every change since. */
export async function stateOf({ tx }: Reach, { id, incidentId, snapshotSeq }: PageRecord) {
  const [found] = await tx
    .select({ snapshot: notePage.snapshot })
    .from(notePage)
    .where(isPage(incidentId, id))
  const updates = await changesAfter({ tx }, id, snapshotSeq)
  return { snapshot: found?.snapshot ?? undefined, updates }
}

/** Changes in their order. */
export async function changesAfter({ tx }: Reach, pageId: string, seq: number): Promise<Buffer[]> {
  const rows = await tx
    .select({ change: noteUpdate.change })
    .from(noteUpdate)
    .where(and(eq(noteUpdate.pageId, pageId), gt(noteUpdate.seq, seq)))
    .orderBy(asc(noteUpdate.seq))
  return rows.map(({ change }) => change)
}

/** Pages after this one in which it stands, or in a change that was not taken together yet; locked, at most twenty. */
export async function listPagesHolding(
  { tx }: Reach,
  wanted: {
    readonly pattern: string
    readonly bytesPattern: string
    /** For what a machine wrote with its letters as numbers, and somebody pasted. */
    readonly escapedPattern: string | undefined
    readonly except: readonly string[]
    readonly only: string | null
    readonly after: string | undefined
  },
): Promise<PageRecord[]> {
  const { pattern, bytesPattern, escapedPattern, except, only, after } = wanted
  const holding = (text: SQL, plain: string) =>
    escapedPattern === undefined
      ? sql`${text} ~* ${plain}`
      : sql`(${text} ~* ${plain} or (strpos(${text}, ${String.raw`\u`}) > 0 and ${text} ~* ${escapedPattern}))`
  const inChange = sql`exists (select 1 from ${noteUpdate} where ${noteUpdate.pageId} = ${notePage.id}
    and ${holding(sql`encode(${noteUpdate.change}, 'escape')`, bytesPattern)})`
  return tx
    .select(pageColumns)
    .from(notePage)
    .where(
      and(
        or(holding(sql`${notePage.text}`, pattern), inChange),
        sql`${notePage.incidentId} <> all(${sql.param([...except])}::uuid[])`,
        only === null ? undefined : eq(notePage.incidentId, only),
        after === undefined ? undefined : gt(notePage.id, after),
      ),
    )
    .orderBy(asc(notePage.id))
    .limit(20)
    .for('update')
}

export async function addChange(
  { tx }: Reach,
  { id: pageId, incidentId }: Pick<PageRecord, 'id' | 'incidentId'>,
  { seq, change }: { readonly seq: number; readonly change: Uint8Array },
): Promise<void> {
  await tx.insert(noteUpdate).values({ pageId, incidentId, seq, change: Buffer.from(change) })
}

export async function dropChanges({ tx }: Reach, pageId: string, upTo: number): Promise<void> {
  await tx.delete(noteUpdate).where(and(eq(noteUpdate.pageId, pageId), lte(noteUpdate.seq, upTo)))
}

/**
 * Notes who writes now, and that these numbers are theirs.
 * @returns false when one of them is somebody else's
 */
export async function claimNumbers(
  { tx, now, actor }: Pick<Context, 'tx' | 'now' | 'actor'>,
  { id: pageId, incidentId }: Pick<PageRecord, 'id' | 'incidentId'>,
  clients: readonly number[],
): Promise<boolean> {
  const { ref, name } = actor
  if (clients.length > 0) {
    const rows = clients.map((client) => ({ pageId, incidentId, client, ref, name, wroteAt: now }))
    await tx.insert(noteWriter).values(rows).onConflictDoNothing()
  }
  const mine = await tx
    .update(noteWriter)
    .set({ wroteAt: now, name })
    .where(
      and(
        eq(noteWriter.pageId, pageId),
        eq(noteWriter.ref, ref),
        clients.length === 0 ? undefined : isAnyOf(noteWriter.client, clients),
      ),
    )
    .returning({ client: noteWriter.client })
  // Who only took words out has no number of Yjs; below zero none is.
  if (clients.length === 0 && mine.length === 0) {
    const client = -1 - (await tx.$count(noteWriter, eq(noteWriter.pageId, pageId)))
    await tx.insert(noteWriter).values({ pageId, incidentId, client, ref, name, wroteAt: now })
  }
  const numbers = new Set(mine.map(({ client }) => client))
  return clients.every((client) => numbers.has(client))
}

/** Who wrote since then, each once, with the last moment. */
export async function writersSince(
  { tx }: Reach,
  pageId: string,
  since: Date,
): Promise<{ readonly ref: string; readonly name: string; readonly at: Date }[]> {
  const rows = await tx
    .select({ ref: noteWriter.ref, name: noteWriter.name, at: noteWriter.wroteAt })
    .from(noteWriter)
    .where(and(eq(noteWriter.pageId, pageId), gte(noteWriter.wroteAt, since)))
    .orderBy(asc(noteWriter.wroteAt))
  return [...new Map(rows.map((row) => [row.ref, row])).values()]
}

/** Pages with something that no version holds, on which nobody has written since `pausedAt`, or for long. */
export async function listUnkept(
  { tx }: Reach,
  { pausedAt, unkeptAt, limit }: { pausedAt: Date; unkeptAt: Date; limit: number },
): Promise<PageRecord[]> {
  return tx
    .select(pageColumns)
    .from(notePage)
    .where(
      and(
        isNotNull(notePage.unkeptSince),
        or(lt(notePage.writtenAt, pausedAt), lt(notePage.unkeptSince, unkeptAt)),
      ),
    )
    .orderBy(asc(notePage.writtenAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}

export async function listUnkeptOf({ tx }: Reach, incidentId: string): Promise<PageRecord[]> {
  return tx
    .select(pageColumns)
    .from(notePage)
    .where(and(eq(notePage.incidentId, incidentId), isNotNull(notePage.unkeptSince)))
    .for('update')
}

export async function addVersion(
  { tx }: Reach,
  fields: Omit<typeof noteVersion.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(noteVersion).values(fields)
}

/** Newest first; with how long each is. */
export async function listVersions(
  { tx }: Reach,
  pageId: string,
  { below, limit }: { below: number; limit: number },
): Promise<(VersionRecord & { readonly letters: number })[]> {
  return tx
    .select({ ...versionColumns, letters: sql<number>`length(${noteVersion.text})` })
    .from(noteVersion)
    .where(and(eq(noteVersion.pageId, pageId), lt(noteVersion.number, below)))
    .orderBy(desc(noteVersion.number))
    .limit(limit)
}

/** Versions of a page with their words. */
export async function readVersions(
  { tx }: Reach,
  pageId: string,
  numbers: readonly number[],
): Promise<(VersionRecord & { readonly text: string })[]> {
  return tx
    .select({ ...versionColumns, text: noteVersion.text })
    .from(noteVersion)
    .where(and(eq(noteVersion.pageId, pageId), isAnyOf(noteVersion.number, numbers)))
    .orderBy(desc(noteVersion.number))
}

const noPage = 'There is no such page in this incident.'

function isPage(incidentId: string, id: string) {
  return and(eq(notePage.id, id), eq(notePage.incidentId, incidentId))
}

export async function searchPages(reach: Reach, sought: Sought): Promise<FoundRow[]> {
  const { id, title, text, incidentId, archivedAt } = notePage
  return findRows(reach, sought, {
    ...{ table: notePage, id, title, within: [text], of: incidentId },
    where: and(isNull(archivedAt), isAnyOf(id, await rowsInCases(reach, sought, 'note_page'))),
    path: (row) => `/incidents/${row.of}/notes/${row.id}`,
  })
}
