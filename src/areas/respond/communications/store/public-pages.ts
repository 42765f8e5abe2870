import { and, asc, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { publicPage, subscriber } from '../tables/outside.ts'
import { statementRecipient } from '../tables/statements.ts'

type Reach = Pick<Context, 'tx'>
type SecretReach = Pick<Context, 'services' | 'tenantId'>
export type PublicPageRecord = typeof publicPage.$inferSelect
export type SubscriberRecord = typeof subscriber.$inferSelect

/** The public page of a case, open or closed; undefined where there never was one. */
export async function findPublicPage(
  { tx }: Reach,
  incidentId: string,
): Promise<PublicPageRecord | undefined> {
  const [found] = await tx.select().from(publicPage).where(eq(publicPage.incidentId, incidentId))
  return found
}

/** The open page that this link leads to. */
export async function findOpenPage({ tx }: Reach, tokenHash: Buffer): Promise<PublicPageRecord | undefined> {
  const [found] = await tx
    .select()
    .from(publicPage)
    .where(and(eq(publicPage.tokenHash, tokenHash), eq(publicPage.isOpen, true)))
  return found
}

export async function getPublicPage({ tx }: Reach, id: string): Promise<PublicPageRecord> {
  const [found] = await tx.select().from(publicPage).where(eq(publicPage.id, id))
  return found ?? refuse('not_found', 'There is no such page any more.')
}

export async function savePublicPage(
  { tx }: Reach,
  fields: Omit<PublicPageRecord, 'tenantId'>,
): Promise<PublicPageRecord> {
  const { isOpen, nextUpdateAt, promisedBy, lookAt, changedAt, changedBy } = fields
  const [row] = await tx
    .insert(publicPage)
    .values(fields)
    .onConflictDoUpdate({
      target: [publicPage.tenantId, publicPage.incidentId],
      set: { isOpen, nextUpdateAt, promisedBy, lookAt, changedAt, changedBy },
    })
    .returning()
  return row ?? refuse('unavailable', 'The page could not be stored. Nothing was changed.')
}

/** Open pages whose promised word comes near or has passed, locked for this look; the longest waiting first. */
export async function takePromises(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  limit: number,
): Promise<PublicPageRecord[]> {
  return tx
    .select()
    .from(publicPage)
    .where(and(eq(publicPage.isOpen, true), lte(publicPage.lookAt, now)))
    .orderBy(asc(publicPage.lookAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}

export function sealToken({ services, tenantId }: SecretReach, token: string): Buffer {
  return services.secrets.seal({ tenantId, purpose: 'link outside' }, token)
}

/** Undefined when it was sealed with a key that this installation no longer has. */
export function openToken({ services, tenantId }: SecretReach, sealed: Buffer): string | undefined {
  try {
    return services.secrets.open({ tenantId, purpose: 'link outside' }, sealed)
  } catch {
    return undefined
  }
}

const isFollowing = and(isNotNull(subscriber.confirmedAt), isNull(subscriber.endedAt))

export async function countFollowers({ tx }: Reach, pageId: string): Promise<number> {
  return tx.$count(subscriber, and(eq(subscriber.pageId, pageId), isFollowing))
}

/** Those who confirmed, in the order in which they came. */
export async function listFollowers({ tx }: Reach, pageId: string): Promise<SubscriberRecord[]> {
  return tx
    .select()
    .from(subscriber)
    .where(and(eq(subscriber.pageId, pageId), isFollowing))
    .orderBy(asc(subscriber.id))
}

/** How many were asked since then: what holds a flood of strangers' addresses. */
export async function countAsked({ tx }: Reach, pageId: string, since: Date): Promise<number> {
  return tx.$count(subscriber, and(eq(subscriber.pageId, pageId), gt(subscriber.askedAt, since)))
}

export async function findSubscriber(
  { tx }: Reach,
  wanted:
    | { readonly pageId: string; readonly email: string }
    | { readonly tokenHash: Buffer }
    | { readonly id: string },
): Promise<SubscriberRecord | undefined> {
  const [found] = await tx
    .select()
    .from(subscriber)
    .where(
      'id' in wanted
        ? eq(subscriber.id, wanted.id)
        : 'tokenHash' in wanted
          ? eq(subscriber.tokenHash, wanted.tokenHash)
          : and(eq(subscriber.pageId, wanted.pageId), eq(subscriber.email, wanted.email)),
    )
    .for('update')
  return found
}

/** @returns false when somebody asked for this address at the same moment */
export async function addSubscriber(
  { tx }: Reach,
  fields: Omit<typeof subscriber.$inferInsert, 'tenantId'>,
): Promise<boolean> {
  const rows = await tx
    .insert(subscriber)
    .values(fields)
    .onConflictDoNothing()
    .returning({ id: subscriber.id })
  return rows.length === 1
}

export async function changeSubscriber(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<SubscriberRecord, 'tenantId' | 'id' | 'pageId'>>,
): Promise<void> {
  await tx.update(subscriber).set(change).where(eq(subscriber.id, id))
}

/** The next whose question is due, so that no other process asks before `until`. */
export async function claimSubscriber(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  until: Date,
): Promise<SubscriberRecord | undefined> {
  const { id, nextTryAt, claimedUntil, tries } = subscriber
  const [next] = await tx
    .select({ id })
    .from(subscriber)
    .where(and(lte(nextTryAt, now), or(isNull(claimedUntil), lte(claimedUntil, now))))
    .orderBy(asc(nextTryAt), asc(id))
    .limit(1)
    .for('update', { skipLocked: true })
  if (next === undefined) return undefined
  const [claimed] = await tx
    .update(subscriber)
    .set({ claimedUntil: until, tries: sql`${tries} + 1` })
    .where(eq(id, next.id))
    .returning()
  return claimed
}

/** What still waits for someone who does not want it any more stops. */
export async function stopFor({ tx }: Reach, subscriberId: string): Promise<void> {
  await tx
    .update(statementRecipient)
    .set({ state: 'not reached', why: 'unsubscribed', claimedUntil: null })
    .where(and(eq(statementRecipient.subscriberId, subscriberId), eq(statementRecipient.state, 'waiting')))
}
