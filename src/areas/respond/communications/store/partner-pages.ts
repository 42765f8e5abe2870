import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { partnerPage, partnerShare, partnerView } from '../tables/outside.ts'

type Reach = Pick<Context, 'tx'>
export type PageRecord = typeof partnerPage.$inferSelect
export type ShareRecord = typeof partnerShare.$inferSelect

export interface Views {
  readonly all: number
  readonly ofThis: number
  readonly lastAt: Date | null
}

export interface ShownPage {
  readonly page: PageRecord
  readonly share: ShareRecord
  readonly views: Views
}

/** The pages of a case, each with what it shows now and how often it was opened; one of them where it is named. */
export async function listPages({ tx }: Reach, incidentId: string, pageId?: string): Promise<ShownPage[]> {
  const newest = tx
    .selectDistinctOn([partnerShare.pageId])
    .from(partnerShare)
    .orderBy(partnerShare.pageId, desc(partnerShare.number))
    .as('newest')
  const rows = await tx
    .select({
      page: partnerPage,
      pageId: newest.pageId,
      number: newest.number,
      content: newest.content,
      sha256: newest.sha256,
      sharedAt: newest.sharedAt,
      sharedBy: newest.sharedBy,
      tenantId: newest.tenantId,
      all: sql<number>`count(${partnerView.id})::int`,
      ofThis: sql<number>`(count(*) filter (where ${partnerView.number} = ${newest.number}))::int`,
      lastAt: sql<Date | null>`max(${partnerView.at})`.mapWith(partnerView.at),
    })
    .from(partnerPage)
    .innerJoin(newest, eq(newest.pageId, partnerPage.id))
    .leftJoin(partnerView, eq(partnerView.pageId, partnerPage.id))
    .where(
      and(
        eq(partnerPage.incidentId, incidentId),
        pageId === undefined ? undefined : eq(partnerPage.id, pageId),
      ),
    )
    .groupBy(
      partnerPage.tenantId,
      partnerPage.id,
      newest.tenantId,
      newest.pageId,
      newest.number,
      newest.content,
      newest.sha256,
      newest.sharedAt,
      newest.sharedBy,
    )
    .orderBy(asc(partnerPage.id))
  return rows.map(({ page, all, ofThis, lastAt, ...share }) => ({
    page,
    share,
    views: { all, ofThis, lastAt },
  }))
}

/** One page of this case, locked; refuses `not_found` otherwise. */
export async function getPageToChange({ tx }: Reach, incidentId: string, id: string): Promise<PageRecord> {
  const [found] = await tx
    .select()
    .from(partnerPage)
    .where(and(eq(partnerPage.incidentId, incidentId), eq(partnerPage.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such page in this incident.')
}

export async function findPageByToken({ tx }: Reach, tokenHash: Buffer): Promise<PageRecord | undefined> {
  const [found] = await tx.select().from(partnerPage).where(eq(partnerPage.tokenHash, tokenHash))
  return found
}

export async function addPage(
  { tx }: Reach,
  fields: Omit<typeof partnerPage.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(partnerPage).values(fields)
}

export async function renamePage({ tx }: Reach, id: string, name: string): Promise<void> {
  await tx.update(partnerPage).set({ name }).where(eq(partnerPage.id, id))
}

export async function closePage(
  { tx }: Reach,
  id: string,
  change: { revokedAt: Date; revokedBy: string },
): Promise<void> {
  await tx.update(partnerPage).set(change).where(eq(partnerPage.id, id))
}

export async function addShare({ tx }: Reach, fields: Omit<ShareRecord, 'tenantId'>): Promise<void> {
  await tx.insert(partnerShare).values(fields)
}

/** What a page shows now; undefined for none. */
export async function lastShare({ tx }: Reach, pageId: string): Promise<ShareRecord | undefined> {
  const [found] = await tx
    .select()
    .from(partnerShare)
    .where(eq(partnerShare.pageId, pageId))
    .orderBy(desc(partnerShare.number))
    .limit(1)
  return found
}

export async function addView(
  { tx }: Reach,
  fields: Omit<typeof partnerView.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(partnerView).values(fields)
}
