import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, ne, or } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { SeatState } from '../contract.ts'
import { chatPost, chatRoom, chatSeat } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type RoomRow = typeof chatRoom.$inferSelect
export type SeatRow = typeof chatSeat.$inferSelect
export type PostRow = typeof chatPost.$inferSelect

const atWork = inArray(chatRoom.state, ['wanted', 'open', 'closing'])

export async function findRoom({ tx }: Reach, incidentId: string): Promise<RoomRow | undefined> {
  const [row] = await tx.select().from(chatRoom).where(eq(chatRoom.incidentId, incidentId))
  return row
}

/** Held until the transaction ends, and no stronger than needed: a seat that is kept meanwhile need not wait for it. */
export async function lockRoom({ tx }: Reach, incidentId: string): Promise<RoomRow | undefined> {
  const [row] = await tx
    .select()
    .from(chatRoom)
    .where(eq(chatRoom.incidentId, incidentId))
    .for('no key update')
  return row
}

/** Likewise held. */
export async function getRoom({ tx }: Reach, id: string): Promise<RoomRow> {
  const [row] = await tx.select().from(chatRoom).where(eq(chatRoom.id, id)).for('no key update')
  return row ?? refuse('not_found', 'There is no such channel here.')
}

/** Likewise held, in one order for all. */
export async function roomsOf({ tx }: Reach, incidentIds: readonly string[]): Promise<RoomRow[]> {
  if (incidentIds.length === 0) return []
  return tx
    .select()
    .from(chatRoom)
    .where(inArray(chatRoom.incidentId, [...incidentIds]))
    .orderBy(asc(chatRoom.id))
    .for('no key update')
}

/** The room whose channel this is at this server. */
export async function roomAt(
  { tx }: Reach,
  { connectionId, remoteRef }: { connectionId: string; remoteRef: string },
): Promise<RoomRow | undefined> {
  const [row] = await tx
    .select()
    .from(chatRoom)
    .where(and(eq(chatRoom.connectionId, connectionId), eq(chatRoom.remoteRef, remoteRef)))
  return row
}

/** Rooms that something is to be done for. */
export async function roomsAtWork({ tx }: Reach): Promise<RoomRow[]> {
  return tx.select().from(chatRoom).where(atWork).orderBy(asc(chatRoom.nextTryAt)).limit(500)
}

/** @returns undefined when it is there already: of two who open at once one does */
export async function insertRoom(
  { tx }: Reach,
  row: Omit<typeof chatRoom.$inferInsert, 'tenantId'>,
): Promise<RoomRow | undefined> {
  const [made] = await tx.insert(chatRoom).values(row).onConflictDoNothing().returning()
  return made
}

export async function updateRoom(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<RoomRow, 'tenantId' | 'id'>>,
): Promise<RoomRow> {
  const [row] = await tx.update(chatRoom).set(change).where(eq(chatRoom.id, id)).returning()
  return row ?? refuse('not_found', 'There is no such channel here.')
}

/** Takes the room for one process until then; undefined when another is at it, or it is not due. What comes meanwhile makes it due sooner. */
export async function claimRoom(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  until: Date,
): Promise<RoomRow | undefined> {
  const isFree = or(isNull(chatRoom.claimedUntil), lt(chatRoom.claimedUntil, now))
  const [row] = await tx
    .update(chatRoom)
    .set({ claimedUntil: until, nextTryAt: until })
    .where(and(eq(chatRoom.id, id), atWork, lte(chatRoom.nextTryAt, now), isFree))
    .returning()
  return row
}

/** Whoever has the room is still at it: it is theirs for longer. */
export async function renewClaim({ tx }: Reach, id: string, until: Date): Promise<void> {
  await tx
    .update(chatRoom)
    .set({ claimedUntil: until })
    .where(and(eq(chatRoom.id, id), isNotNull(chatRoom.claimedUntil)))
}

export async function listSeats({ tx }: Reach, roomId: string): Promise<SeatRow[]> {
  return tx.select().from(chatSeat).where(eq(chatSeat.roomId, roomId))
}

export async function keepSeat(
  context: Pick<Context, 'tx' | 'now' | 'newId'>,
  { id: roomId, incidentId }: Pick<RoomRow, 'id' | 'incidentId'>,
  { accountId, userRef, state }: { accountId: string; userRef: string; state: SeatState },
): Promise<void> {
  const { now: changedAt } = context
  await context.tx
    .insert(chatSeat)
    .values({ id: context.newId(), roomId, incidentId, accountId, userRef, state, changedAt })
    .onConflictDoUpdate({
      target: [chatSeat.tenantId, chatSeat.roomId, chatSeat.accountId],
      set: { userRef, state, changedAt },
    })
}

/** A new channel has empty seats; who asked for one asks still. */
export async function clearSeats({ tx, now }: Pick<Context, 'tx' | 'now'>, roomId: string): Promise<void> {
  await tx
    .update(chatSeat)
    .set({ state: 'asked', userRef: '', changedAt: now })
    .where(and(eq(chatSeat.roomId, roomId), inArray(chatSeat.state, ['in', 'asked'])))
}

export async function addPost(
  context: Pick<Context, 'tx' | 'now' | 'newId'>,
  { id: roomId, incidentId }: Pick<RoomRow, 'id' | 'incidentId'>,
  { kind, facts }: Pick<PostRow, 'kind' | 'facts'>,
): Promise<void> {
  const { now: happenedAt } = context
  await context.tx
    .insert(chatPost)
    .values({ id: context.newId(), roomId, incidentId, kind, facts, happenedAt, state: 'waiting' })
}

/** In the order in which it happened; undefined when nothing waits. */
export async function nextPost({ tx }: Reach, roomId: string): Promise<PostRow | undefined> {
  const [row] = await tx
    .select()
    .from(chatPost)
    .where(and(eq(chatPost.roomId, roomId), eq(chatPost.state, 'waiting')))
    .orderBy(asc(chatPost.id))
    .limit(1)
  return row
}

export async function settlePost(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  state: 'sent' | 'dropped',
): Promise<void> {
  await tx
    .update(chatPost)
    .set({ state, settledAt: now })
    .where(and(eq(chatPost.id, id), eq(chatPost.state, 'waiting')))
}

export async function forgetPosts({ tx }: Reach, before: Date): Promise<void> {
  await tx.delete(chatPost).where(and(ne(chatPost.state, 'waiting'), lt(chatPost.settledAt, before)))
}
