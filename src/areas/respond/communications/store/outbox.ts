import { and, asc, desc, eq, gt, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import type { Channel } from '../contract/reaching.ts'
import type { Why } from '../rules/delivery.ts'
import { outbound } from '../tables/reaching.ts'

type Reach = Pick<Context, 'tx'>
type InTime = Pick<Context, 'tx' | 'now'>
export type OutboundRow = typeof outbound.$inferSelect
const isMail = eq(outbound.channel, 'mail')
export type NewOutbound = Omit<typeof outbound.$inferInsert, 'tenantId'>

export async function addOutbound({ tx }: Reach, rows: readonly NewOutbound[]): Promise<void> {
  if (rows.length > 0) await tx.insert(outbound).values([...rows])
}

/**
 * Takes the next message that is due, urgent ones first, so that no other process sends it before `until`.
 * What another process has in hand is passed over, not waited for.
 */
export async function claimNext(
  { tx, now }: InTime,
  { channels, until }: { channels: readonly Channel[]; until: Date },
): Promise<OutboundRow | undefined> {
  const [next] = await tx
    .select({ id: outbound.id })
    .from(outbound)
    .where(and(isFree(now), lte(outbound.nextTryAt, now), inArray(outbound.channel, [...channels])))
    .orderBy(desc(outbound.urgent), asc(outbound.nextTryAt), asc(outbound.id))
    .limit(1)
    .for('update', { skipLocked: true })
  if (next === undefined) return undefined
  const [claimed] = await tx
    .update(outbound)
    .set({ claimedUntil: until, tries: sql`${outbound.tries} + 1` })
    .where(eq(outbound.id, next.id))
    .returning()
  return claimed
}

/** @returns false when the claim was lost meanwhile, and what is known now is another process's to say */
export async function settle(
  { tx }: Reach,
  claimed: Pick<OutboundRow, 'id' | 'tries'>,
  change: { state: OutboundRow['state']; why: Why; nextTryAt?: Date; settledAt?: Date; tries?: number },
): Promise<boolean> {
  const rows = await tx
    .update(outbound)
    .set({ ...change, claimedUntil: null })
    .where(and(eq(outbound.id, claimed.id), eq(outbound.tries, claimed.tries), eq(outbound.state, 'waiting')))
    .returning({ id: outbound.id })
  return rows.length === 1
}

/** Gives up what was made before `madeBefore` and never got through. */
export async function giveUpOld(
  { tx, now }: InTime,
  { madeBefore, channel, why }: { madeBefore: Date; channel: Channel; why: Why },
): Promise<OutboundRow[]> {
  return tx
    .update(outbound)
    .set({ state: 'not reached', why, settledAt: now, claimedUntil: null })
    .where(and(isFree(now), eq(outbound.channel, channel), lte(outbound.createdAt, madeBefore)))
    .returning()
}

/** There is nothing left to say. */
export async function dropClaimed(
  { tx }: Reach,
  { id, tries }: Pick<OutboundRow, 'id' | 'tries'>,
): Promise<void> {
  await tx.delete(outbound).where(and(eq(outbound.id, id), eq(outbound.tries, tries)))
}

/** What stood by for this message is not needed: it was read; or, unless it has to be read, it arrived and no mail goes. */
export async function dropHeld({ tx }: Reach, itemId: string, because: 'read' | 'accepted'): Promise<void> {
  const standsBy = because === 'accepted' ? and(isMail, ne(outbound.why, 'waiting.unread')) : undefined
  await tx.delete(outbound).where(and(isHeld(itemId), isNull(outbound.claimedUntil), standsBy))
}

/** The mail that stood by goes now, unless a push message for the same may still be accepted, or was. */
export async function releaseHeld({ tx, now }: InTime, itemId: string): Promise<boolean> {
  const hopes = await tx.$count(
    outbound,
    and(
      eq(outbound.itemId, itemId),
      eq(outbound.channel, 'push'),
      inArray(outbound.state, ['waiting', 'reached']),
    ),
  )
  if (hopes > 0) return false
  const rows = await tx
    .update(outbound)
    .set({ nextTryAt: now, held: false, why: 'waiting.first' })
    .where(and(isHeld(itemId), isMail))
    .returning({ id: outbound.id })
  return rows.length > 0
}

/** One way failed, so the next one does not wait for its minute. */
export async function hasten(
  { tx, now }: InTime,
  itemId: string,
  channels: readonly Channel[],
): Promise<boolean> {
  const rows = await tx
    .update(outbound)
    .set({ nextTryAt: now })
    .where(
      and(
        isHeld(itemId),
        inArray(outbound.channel, [...channels]),
        inArray(outbound.why, ['waiting.text', 'waiting.call']),
        gt(outbound.nextTryAt, now),
      ),
    )
    .returning({ id: outbound.id })
  return rows.length > 0
}

export async function countMail(
  { tx }: Reach,
  { failedSince }: { failedSince: Date },
): Promise<{ waiting: number; failed: number }> {
  const waiting = await tx.$count(outbound, and(isMail, eq(outbound.state, 'waiting')))
  const failed = await tx.$count(
    outbound,
    and(isMail, eq(outbound.state, 'not reached'), gte(outbound.settledAt, failedSince)),
  )
  return { waiting, failed }
}

/** Waits, and no process has it in hand. */
export function isFree(now: Date) {
  return and(
    eq(outbound.state, 'waiting'),
    or(isNull(outbound.claimedUntil), lte(outbound.claimedUntil, now)),
  )
}

function isHeld(itemId: string) {
  return and(eq(outbound.itemId, itemId), eq(outbound.held, true), eq(outbound.state, 'waiting'))
}
