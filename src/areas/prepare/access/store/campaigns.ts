import { and, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { account, campaign, review } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type CampaignRecord = typeof campaign.$inferSelect
export type ReviewRecord = typeof review.$inferSelect

/** The one that runs. */
export async function findRunning({ tx }: Reach): Promise<CampaignRecord | undefined> {
  const [found] = await tx.select().from(campaign).where(isNull(campaign.endedAt))
  return found
}

/** The same, held: two who give the last two answers at once do not both believe that one is left. */
export async function holdRunning({ tx }: Reach): Promise<CampaignRecord | undefined> {
  const [found] = await tx.select().from(campaign).where(isNull(campaign.endedAt)).for('update')
  return found
}

/** Those that ended, the newest first. */
export async function listPast({ tx }: Reach, limit: number): Promise<CampaignRecord[]> {
  return tx
    .select()
    .from(campaign)
    .where(isNotNull(campaign.endedAt))
    .orderBy(desc(campaign.endedAt))
    .limit(limit)
}

/** @returns undefined when one runs already */
export async function insertCampaign(
  { tx }: Reach,
  row: Omit<CampaignRecord, 'tenantId'>,
  reviews: readonly Pick<ReviewRecord, 'assetId' | 'reviewerId'>[],
): Promise<CampaignRecord | undefined> {
  const [added] = await tx.insert(campaign).values(row).onConflictDoNothing().returning()
  if (added === undefined) return undefined
  await tx.insert(review).values(reviews.map((one) => ({ ...one, campaignId: row.id })))
  return added
}

export async function reviewsOf({ tx }: Reach, campaignIds: readonly string[]): Promise<ReviewRecord[]> {
  if (campaignIds.length === 0) return []
  return tx.select().from(review).where(isAnyOf(review.campaignId, campaignIds)).limit(5000)
}

/** How many accounts of each system nobody has answered for in this campaign; a system with none left is absent. */
export async function countOpen({ tx }: Reach, campaignId: string): Promise<Map<string, number>> {
  const rows = await tx
    .select({ assetId: account.assetId, open: sql<number>`count(*)::int` })
    .from(account)
    .where(
      and(
        isNull(account.removedAt),
        sql`exists (select 1 from app.access_review r where r.campaign_id = ${campaignId} and r.asset_id = ${account.assetId})`,
        isUnanswered(campaignId),
      ),
    )
    .groupBy(account.assetId)
  return new Map(rows.map(({ assetId, open }) => [assetId, open]))
}

const accountsOfIt = sql`select 1 from app.access_account a where a.asset_id = ${review.assetId}`
const standing = sql`${accountsOfIt} and a.removed_at is null`

/**
 * Ends what has nothing left to answer: every account has its answer, or the last one went while the campaign ran. A system
 * of which nobody keeps a list has not been gone through; one that is out of use need not be.
 */
export async function endFinished(
  { tx }: Reach,
  { id, startedAt }: Pick<CampaignRecord, 'id' | 'startedAt'>,
  { endedAt, outOfUse }: { readonly endedAt: Date; readonly outOfUse: readonly string[] },
): Promise<{ readonly left: number }> {
  const isGoneThrough = sql`exists (${standing}) and not exists (${standing} and not exists (select 1 from app.access_answer w where w.account_id = a.id and w.campaign_id = ${id}))`
  const hasLostItsLast = sql`not exists (${standing}) and exists (${accountsOfIt} and a.removed_at >= ${startedAt})`
  await tx
    .update(review)
    .set({ endedAt })
    .where(
      and(
        eq(review.campaignId, id),
        isNull(review.endedAt),
        or(isGoneThrough, hasLostItsLast, isAnyOf(review.assetId, outOfUse)),
      ),
    )
  return { left: await tx.$count(review, and(eq(review.campaignId, id), isNull(review.endedAt))) }
}

/** Systems of a campaign into which nobody gets any more. */
export async function withoutAccounts({ tx }: Reach, campaignId: string): Promise<string[]> {
  const rows = await tx
    .select({ assetId: review.assetId })
    .from(review)
    .where(and(eq(review.campaignId, campaignId), sql`not exists (${standing})`))
    .limit(500)
  return rows.map(({ assetId }) => assetId)
}

export async function endCampaign({ tx }: Reach, id: string, endedAt: Date): Promise<void> {
  await tx.update(campaign).set({ endedAt }).where(eq(campaign.id, id))
}

function isUnanswered(campaignId: string) {
  return sql`not exists (select 1 from app.access_answer w where w.account_id = ${account.id} and w.campaign_id = ${campaignId})`
}
