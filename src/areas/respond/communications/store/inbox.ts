import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { inboxItem, outbound } from '../tables/reaching.ts'

type Reach = Pick<Context, 'tx'>
export type InboxRow = typeof inboxItem.$inferSelect
export type ReachedRow = Pick<
  typeof outbound.$inferSelect,
  'itemId' | 'channel' | 'recipient' | 'state' | 'why'
>

export async function addInboxItems(
  { tx }: Reach,
  rows: readonly Omit<InboxRow, 'tenantId'>[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(inboxItem).values([...rows])
}

/** The case that a message is about, as its path says; undefined for none. */
export async function findCaseOf({ tx }: Reach, itemId: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ about: string | null }>(
    sql`select about from app.inbox_item where id = ${itemId}`,
  )
  return rows[0]?.about ?? undefined
}

/** One's own, newest first; one more than a page, to know whether there is a next. */
export async function listInboxRows(
  { tx }: Reach,
  page: { memberId: string; unread: boolean; below?: string | undefined; limit: number },
): Promise<InboxRow[]> {
  return tx
    .select()
    .from(inboxItem)
    .where(
      and(
        eq(inboxItem.memberId, page.memberId),
        page.below === undefined ? undefined : lt(inboxItem.id, page.below),
        page.unread ? isNull(inboxItem.readAt) : undefined,
      ),
    )
    .orderBy(desc(inboxItem.id))
    .limit(page.limit + 1)
}

/** Members to whom news of this kind went out since, by push or mail, and who have not read it. */
export async function listToldUnread(
  { tx }: Reach,
  { kind, since }: { kind: string; since: Date },
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ memberId: inboxItem.memberId })
    .from(inboxItem)
    .innerJoin(outbound, eq(outbound.itemId, inboxItem.id))
    .where(and(eq(inboxItem.kind, kind), isNull(inboxItem.readAt), gt(inboxItem.at, since)))
  return rows.map(({ memberId }) => memberId)
}

/** Calls into this case, each with whom; the newest first. */
export async function listCallsInto(
  { tx }: Reach,
  { path, kinds }: { path: string; kinds: readonly string[] },
): Promise<InboxRow[]> {
  return tx
    .select()
    .from(inboxItem)
    .where(and(eq(inboxItem.path, path), inArray(inboxItem.kind, [...kinds])))
    .orderBy(desc(inboxItem.id))
    .limit(500)
}

/**
 * What nobody of those who were told has read in time, taken once: the same news to several people comes together.
 * At most `limit` messages; the rest the next time.
 */
export async function takeUnanswered(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  limit: number,
): Promise<InboxRow[]> {
  const due = await tx
    .select({ id: inboxItem.id })
    .from(inboxItem)
    .where(and(isNull(inboxItem.readAt), lte(inboxItem.callsAt, now)))
    .orderBy(asc(inboxItem.callsAt), asc(inboxItem.id))
    .limit(limit)
    .for('update', { skipLocked: true })
  if (due.length === 0) return []
  const taken = await tx
    .update(inboxItem)
    .set({ callsAt: null })
    .where(
      inArray(
        inboxItem.id,
        due.map(({ id }) => id),
      ),
    )
    .returning()
  const read = await tx
    .select({ kind: inboxItem.kind, path: inboxItem.path, at: inboxItem.at })
    .from(inboxItem)
    .where(and(isNotNull(inboxItem.readAt), gte(inboxItem.at, earliest(taken))))
  const isRead = ({ kind, path, at }: InboxRow) =>
    read.some((one) => one.kind === kind && one.path === path && one.at.getTime() === at.getTime())
  return taken.filter((row) => !isRead(row))
}

function earliest(rows: readonly InboxRow[]): Date {
  return new Date(Math.min(...rows.map(({ at }) => at.getTime())))
}

/** The first reading counts. Somebody else's message is one that does not exist. */
export async function markRead(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { id, memberId }: { id: string; memberId: string },
): Promise<InboxRow> {
  const mine = and(eq(inboxItem.id, id), eq(inboxItem.memberId, memberId))
  await tx
    .update(inboxItem)
    .set({ readAt: now })
    .where(and(mine, isNull(inboxItem.readAt)))
  const [row] = await tx.select().from(inboxItem).where(mine)
  return row ?? refuse('not_found', 'There is no such message for you.')
}

/** How else these messages went out: push first, then mail, text and call. */
export async function listReached({ tx }: Reach, itemIds: readonly string[]): Promise<ReachedRow[]> {
  if (itemIds.length === 0) return []
  const { itemId, channel, recipient, state, why } = outbound
  return tx
    .select({ itemId, channel, recipient, state, why })
    .from(outbound)
    .where(inArray(outbound.itemId, [...itemIds]))
    .orderBy(
      sql`array_position(array['push', 'mail', 'text', 'call'], ${outbound.channel})`,
      asc(outbound.recipient),
      asc(outbound.id),
    )
}
