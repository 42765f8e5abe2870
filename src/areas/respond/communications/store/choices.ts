import { and, asc, desc, eq, inArray, isNull, lte, notInArray, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import type { Choices } from '../contract/choices.ts'
import { completeChoices } from '../rules/choices.ts'
import { inboxItem, newsChoice, outbound } from '../tables/reaching.ts'
import type { InboxRow } from './inbox.ts'
import type { OutboundRow } from './outbox.ts'

type Reach = Pick<Context, 'tx'>
export type NewsChoiceRow = typeof newsChoice.$inferSelect

/** What these people chose; whoever chose nothing is absent. */
export async function choicesOf(
  { tx }: Reach,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, Choices>> {
  if (memberIds.length === 0) return new Map()
  const rows = await tx
    .select({ memberId: newsChoice.memberId, choices: newsChoice.choices })
    .from(newsChoice)
    .where(inArray(newsChoice.memberId, [...memberIds]))
  return new Map(rows.map(({ memberId, choices }) => [memberId, completeChoices(choices)]))
}

/** The language in which each of these people reads what leaves the house; whoever chose none is absent. */
export async function languagesOf(
  { tx }: Reach,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, NewsChoiceRow['language']>> {
  if (memberIds.length === 0) return new Map()
  const { memberId, language } = newsChoice
  const rows = await tx
    .select({ memberId, language })
    .from(newsChoice)
    .where(inArray(memberId, [...memberIds]))
  return new Map(rows.map((row) => [row.memberId, row.language]))
}

export async function findChoice({ tx }: Reach, memberId: string): Promise<NewsChoiceRow | undefined> {
  const [row] = await tx.select().from(newsChoice).where(eq(newsChoice.memberId, memberId))
  return row && completed(row)
}

export async function saveChoice({ tx }: Reach, row: Omit<NewsChoiceRow, 'tenantId'>): Promise<void> {
  await tx
    .insert(newsChoice)
    .values(row)
    .onConflictDoUpdate({ target: [newsChoice.tenantId, newsChoice.memberId], set: row })
}

/** Whose summary is due, so that no other process takes them too; at most `limit`, the rest the next time. */
export async function lockDueDigests(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  limit: number,
): Promise<NewsChoiceRow[]> {
  const rows = await tx
    .select()
    .from(newsChoice)
    .where(lte(newsChoice.nextAt, now))
    .orderBy(asc(newsChoice.nextAt), asc(newsChoice.memberId))
    .limit(limit)
    .for('update', { skipLocked: true })
  return rows.map(completed)
}

export async function setNextDigest({ tx }: Reach, memberId: string, nextAt: Date | null): Promise<void> {
  await tx.update(newsChoice).set({ nextAt }).where(eq(newsChoice.memberId, memberId))
}

/** What waits for the summary of this person and is not read yet, the newest first; at most `limit`. */
export async function listForDigest(
  { tx }: Reach,
  memberId: string,
  limit: number,
): Promise<Pick<InboxRow, 'id' | 'kind' | 'path'>[]> {
  return tx
    .select({ id: inboxItem.id, kind: inboxItem.kind, path: inboxItem.path })
    .from(inboxItem)
    .where(and(isInDigest(memberId), isNull(inboxItem.readAt)))
    .orderBy(desc(inboxItem.id))
    .limit(limit)
}

/** These were counted: they wait for no summary any more. What was left out waits until it may be said. */
export async function endDigest(
  { tx }: Reach,
  { memberId, counted }: { memberId: string; counted: readonly string[] },
): Promise<void> {
  await tx
    .update(inboxItem)
    .set({ inDigest: false })
    .where(and(isInDigest(memberId), inArray(inboxItem.id, [...counted])))
}

/** What was meant for a summary and is of none of these kinds stays in the inbox alone. */
export async function leaveDigest({ tx }: Reach, memberId: string, kinds: readonly string[]): Promise<void> {
  const others = kinds.length === 0 ? undefined : notInArray(inboxItem.kind, [...kinds])
  await tx
    .update(inboxItem)
    .set({ inDigest: false })
    .where(and(isInDigest(memberId), others))
}

/** The newest summary of this person; undefined before the first. */
export async function lastDigestOf(
  { tx }: Reach,
  memberId: string,
): Promise<Pick<OutboundRow, 'state' | 'why' | 'createdAt' | 'settledAt'> | undefined> {
  const { state, why, createdAt, settledAt } = outbound
  const [row] = await tx
    .select({ state, why, createdAt, settledAt })
    .from(outbound)
    .where(and(eq(outbound.memberId, memberId), isNull(outbound.itemId)))
    .orderBy(desc(outbound.id))
    .limit(1)
  return row
}

function completed(row: NewsChoiceRow): NewsChoiceRow {
  return { ...row, choices: completeChoices(row.choices) }
}

function isInDigest(memberId: string) {
  // Written out: only so does the planner see that the partial index serves.
  return and(eq(inboxItem.memberId, memberId), sql`${inboxItem.inDigest}`)
}
