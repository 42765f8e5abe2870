import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { RecipientChannel, RecipientState } from '../contract/statement-words.ts'
import { statement, statementRecipient } from '../tables/statements.ts'

type Reach = Pick<Context, 'tx'>
export type RecipientRecord = typeof statementRecipient.$inferSelect
export type NewRecipient = Omit<typeof statementRecipient.$inferInsert, 'tenantId'>

const rowsAtOnce = 1000

export async function addRecipients({ tx }: Reach, rows: readonly NewRecipient[]): Promise<number> {
  let added = 0
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = await tx
      .insert(statementRecipient)
      .values([...rows.slice(at, at + rowsAtOnce)])
      .onConflictDoNothing()
      .returning({ id: statementRecipient.id })
    added += some.length
  }
  return added
}

/** In the order of the list; one more than a page, to know whether there is a next. */
export async function listRecipients(
  { tx }: Reach,
  {
    statementId,
    state,
    channel,
    after,
    limit,
  }: {
    statementId: string
    state?: RecipientState | undefined
    channel?: RecipientChannel
    after?: number | undefined
    limit: number
  },
): Promise<RecipientRecord[]> {
  return tx
    .select()
    .from(statementRecipient)
    .where(
      and(
        eq(statementRecipient.statementId, statementId),
        state === undefined ? undefined : eq(statementRecipient.state, state),
        channel === undefined ? undefined : eq(statementRecipient.channel, channel),
        after === undefined ? undefined : gt(statementRecipient.place, after),
      ),
    )
    .orderBy(asc(statementRecipient.place))
    .limit(limit + 1)
}

/** One part of those who get a letter, in the order of the list. */
export async function listLetters(
  { tx }: Reach,
  { statementId, offset, limit }: { statementId: string; offset: number; limit: number },
): Promise<RecipientRecord[]> {
  return tx
    .select()
    .from(statementRecipient)
    .where(and(eq(statementRecipient.statementId, statementId), eq(statementRecipient.channel, 'letter')))
    .orderBy(asc(statementRecipient.place))
    .offset(offset)
    .limit(limit)
}

/** Rooms of chat tools on the list. */
export async function chatsOf({ tx }: Reach, statementId: string): Promise<string[]> {
  const rows = await tx
    .select({ chatId: statementRecipient.chatId })
    .from(statementRecipient)
    .where(and(eq(statementRecipient.statementId, statementId), isNotNull(statementRecipient.chatId)))
  return rows.flatMap(({ chatId }) => chatId ?? [])
}

export async function countOf({ tx }: Reach, statementId: string): Promise<number> {
  return tx.$count(statementRecipient, eq(statementRecipient.statementId, statementId))
}

/** People outside who are on the list by name, not for following a page. */
export async function countOutsiders({ tx }: Reach, statementId: string): Promise<number> {
  const { statementId: of, memberId, chatId, subscriberId } = statementRecipient
  return tx.$count(
    statementRecipient,
    and(eq(of, statementId), isNull(memberId), isNull(chatId), isNull(subscriberId)),
  )
}

/** Where the next on the list stands. Not their number: whoever stood there twice or was a chat room left a gap. */
export async function nextPlaceOf({ tx }: Reach, statementId: string): Promise<number> {
  const [last] = await tx
    .select({ place: statementRecipient.place })
    .from(statementRecipient)
    .where(eq(statementRecipient.statementId, statementId))
    .orderBy(desc(statementRecipient.place))
    .limit(1)
  return last === undefined ? 0 : last.place + 1
}

/** Addresses that stand on the list already. */
export async function emailsOf({ tx }: Reach, statementId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ email: statementRecipient.email })
    .from(statementRecipient)
    .where(and(eq(statementRecipient.statementId, statementId), ne(statementRecipient.email, '')))
  return new Set(rows.map(({ email }) => email))
}

export async function removeRecipients({ tx }: Reach, statementId: string): Promise<number> {
  const rows = await tx
    .delete(statementRecipient)
    .where(eq(statementRecipient.statementId, statementId))
    .returning({ id: statementRecipient.id })
  return rows.length
}

/** Puts everyone on the list to whom it goes by itself on their way. */
export async function sendOff(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { statementId, channel, why }: { statementId: string; channel: RecipientChannel; why: string },
): Promise<void> {
  await tx
    .update(statementRecipient)
    .set({ state: 'waiting', why, nextTryAt: now })
    .where(
      and(
        eq(statementRecipient.statementId, statementId),
        eq(statementRecipient.channel, channel),
        eq(statementRecipient.state, 'listed'),
      ),
    )
}

/** Changes those of this statement that are meant: by their ids, or every letter that waits for the post. */
export async function changeRecipients(
  { tx }: Reach,
  { statementId, ids }: { statementId: string; ids: readonly string[] },
  change: Partial<Omit<RecipientRecord, 'tenantId' | 'id' | 'statementId'>>,
): Promise<RecipientRecord[]> {
  const meant =
    ids.length > 0
      ? inArray(statementRecipient.id, [...ids])
      : and(eq(statementRecipient.channel, 'letter'), ne(statementRecipient.state, 'reached'))
  return tx
    .update(statementRecipient)
    .set({ ...change, claimedUntil: null })
    .where(and(eq(statementRecipient.statementId, statementId), meant))
    .returning()
}

export async function getRecipients(
  { tx }: Reach,
  { statementId, ids }: { statementId: string; ids: readonly string[] },
): Promise<RecipientRecord[]> {
  const found = await tx
    .select()
    .from(statementRecipient)
    .where(and(eq(statementRecipient.statementId, statementId), inArray(statementRecipient.id, [...ids])))
    .for('update')
  if (found.length !== new Set(ids).size)
    refuse('not_found', 'Somebody is not on the list of this statement.')
  return found
}

/** What was written for this member, with the statement it is part of; undefined for none that went out. */
export async function findBriefing(
  { tx }: Reach,
  { statementId, memberId }: { statementId: string; memberId: string },
): Promise<RecipientRecord | undefined> {
  const [found] = await tx
    .select()
    .from(statementRecipient)
    .where(and(eq(statementRecipient.statementId, statementId), eq(statementRecipient.memberId, memberId)))
  return found
}

export async function noteRead({ tx, now }: Pick<Context, 'tx' | 'now'>, id: string): Promise<void> {
  await tx
    .update(statementRecipient)
    .set({
      readAt: now,
      state: 'reached',
      why: 'read',
      settledAt: sql`coalesce(${statementRecipient.settledAt}, ${now})`,
    })
    .where(and(eq(statementRecipient.id, id), isNull(statementRecipient.readAt)))
}

/** The next one that is due, so that no other process sends it before `until`; the oldest statement first. */
export async function claimRecipient(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { channels, until }: { channels: readonly RecipientChannel[]; until: Date },
): Promise<RecipientRecord | undefined> {
  const { id, nextTryAt, channel, tries } = statementRecipient
  const [next] = await tx
    .select({ id })
    .from(statementRecipient)
    .where(and(isFree(now), inArray(channel, [...channels]), lte(nextTryAt, now)))
    .orderBy(asc(nextTryAt), asc(id))
    .limit(1)
    .for('update', { skipLocked: true })
  if (next === undefined) return undefined
  const [claimed] = await tx
    .update(statementRecipient)
    .set({ claimedUntil: until, tries: sql`${tries} + 1` })
    .where(eq(id, next.id))
    .returning()
  return claimed
}

/** @returns false when the claim was lost meanwhile, and what is known now is another process's to say */
export async function settleRecipient(
  { tx }: Reach,
  claimed: Pick<RecipientRecord, 'id' | 'tries'>,
  change: {
    state: RecipientState
    why: string
    nextTryAt?: Date | null
    settledAt?: Date
    settledBy?: string
  },
): Promise<boolean> {
  const rows = await tx
    .update(statementRecipient)
    .set({ ...change, claimedUntil: null })
    .where(
      and(
        eq(statementRecipient.id, claimed.id),
        eq(statementRecipient.tries, claimed.tries),
        eq(statementRecipient.state, 'waiting'),
      ),
    )
    .returning({ id: statementRecipient.id })
  return rows.length === 1
}

/** Mail of this case that still waits stops: it will not go by mail. One on its way says itself how it ends. */
export async function stopMail(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  incidentId: string,
  why: string,
): Promise<number> {
  const rows = await tx
    .update(statementRecipient)
    .set({ state: 'not reached', why, claimedUntil: null })
    .where(
      and(
        eq(statementRecipient.channel, 'mail'),
        isFree(now),
        inArray(
          statementRecipient.statementId,
          tx.select({ id: statement.id }).from(statement).where(eq(statement.incidentId, incidentId)),
        ),
      ),
    )
    .returning({ id: statementRecipient.id })
  return rows.length
}

/** Waits, and no process has it in hand. */
function isFree(now: Date) {
  const { claimedUntil, state } = statementRecipient
  return and(eq(state, 'waiting'), or(isNull(claimedUntil), lte(claimedUntil, now)))
}
