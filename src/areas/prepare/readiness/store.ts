import { and, desc, eq, getTableColumns, gt, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { readinessPage, readinessView } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type PageRecord = typeof readinessPage.$inferSelect

export interface CountedPage extends PageRecord {
  readonly views: number
  readonly lastViewAt: Date | null
}

/** Those that open something first, then the newest first, each with how often it was opened. */
export async function listPages(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  limit: number,
): Promise<CountedPage[]> {
  const isOpen = and(isNull(readinessPage.revokedAt), gt(readinessPage.expiresAt, now))
  const counted = tx
    .select({
      pageId: readinessView.pageId,
      views: sql<number>`count(*)::int`.as('views'),
      lastViewAt: sql<Date>`max(${readinessView.at})`.mapWith(readinessView.at).as('last_view_at'),
    })
    .from(readinessView)
    .groupBy(readinessView.pageId)
    .as('counted')
  const rows = await tx
    .select({
      ...getTableColumns(readinessPage),
      views: counted.views,
      lastViewAt: counted.lastViewAt,
    })
    .from(readinessPage)
    .leftJoin(counted, eq(counted.pageId, readinessPage.id))
    .orderBy(desc(sql`(${isOpen})`), desc(readinessPage.madeAt), desc(readinessPage.id))
    .limit(limit)
  return rows.map(({ views, ...row }) => ({ ...row, views: views ?? 0 }))
}

export async function addPage({ tx }: Reach, row: Omit<PageRecord, 'tenantId'>): Promise<void> {
  await tx.insert(readinessPage).values(row)
}

/** Held until the transaction ends; refuses `not_found`. */
export async function getPageToChange({ tx }: Reach, id: string): Promise<PageRecord> {
  const [found] = await tx.select().from(readinessPage).where(eq(readinessPage.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such page here.')
}

export async function findPageByToken({ tx }: Reach, tokenHash: Buffer): Promise<PageRecord | undefined> {
  const [found] = await tx.select().from(readinessPage).where(eq(readinessPage.tokenHash, tokenHash))
  return found
}

export async function closePage(
  { tx }: Reach,
  id: string,
  change: { readonly revokedAt: Date; readonly revokedBy: string },
): Promise<void> {
  await tx.update(readinessPage).set(change).where(eq(readinessPage.id, id))
}

export async function addView(
  { tx }: Reach,
  row: Omit<typeof readinessView.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(readinessView).values(row)
}
