import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { ChatServer } from '../../../../platform/chat/server.ts'
import type { Services } from '../../../../platform/services.ts'
import { chatConnection, chatHeard, meetingRule } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
type SecretReach = Pick<Context, 'services' | 'tenantId'>
export type ConnectionRow = typeof chatConnection.$inferSelect
export type MeetingRow = typeof meetingRule.$inferSelect
type Sealed = 'address' | 'token' | 'verifier' | 'pattern' | 'pin' | 'meeting'

/** Sealed for its row: what stands in one does not open in another. */
export function seal(
  { services, tenantId }: SecretReach,
  { id, what }: { id: string; what: Sealed },
  text: string,
): Buffer {
  return services.secrets.seal({ tenantId, purpose: `chat ${what} ${id}` }, text)
}

export function open(
  { services, tenantId }: SecretReach,
  { id, what }: { id: string; what: Sealed },
  sealed: Buffer,
): string {
  return services.secrets.open({ tenantId, purpose: `chat ${what} ${id}` }, sealed)
}

/** What is needed to speak to the server. */
export function serverOf(reach: SecretReach, row: ConnectionRow): ChatServer {
  const { id, kind, team, teamRef } = row
  return {
    ...{ kind, team, teamRef },
    address: open(reach, { id, what: 'address' }, row.address),
    token: open(reach, { id, what: 'token' }, row.token),
  }
}

export async function findConnection({ tx }: Reach): Promise<ConnectionRow | undefined> {
  const [row] = await tx.select().from(chatConnection).where(isNull(chatConnection.removedAt))
  return row
}

/** Also one that was taken off: what is under way with it ends as it began. */
export async function knownConnection({ tx }: Reach, id: string): Promise<ConnectionRow> {
  const [row] = await tx.select().from(chatConnection).where(eq(chatConnection.id, id))
  return row ?? refuse('not_found', 'There is no such chat server here.')
}

/** Two who connect at once take turns. */
export async function lockConnections({ tx }: Reach): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('chat ' || wall.tenant(), 0))`)
}

export async function insertConnection(
  { tx }: Reach,
  row: Omit<typeof chatConnection.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(chatConnection).values(row)
}

export async function updateConnection(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<ConnectionRow, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(chatConnection).set(change).where(eq(chatConnection.id, id))
}

export interface Lease {
  /** Until when it was taken by this process before. */
  readonly held: Date | undefined
  readonly until: Date
}

/** @returns until when this process may listen; undefined when another one is at it */
export async function claimListening(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  { held, until }: Lease,
): Promise<Date | undefined> {
  const { listeningUntil } = chatConnection
  const isMine = held === undefined ? undefined : eq(listeningUntil, held)
  const isFree = or(isNull(listeningUntil), lt(listeningUntil, now), isMine)
  const rows = await tx
    .update(chatConnection)
    .set({ listeningUntil: until })
    .where(and(eq(chatConnection.id, id), isFree))
    .returning({ id: chatConnection.id })
  return rows.length === 1 ? until : undefined
}

/** What another process took since stays theirs. */
export async function releaseListening({ tx }: Reach, id: string, held: Date): Promise<void> {
  await tx
    .update(chatConnection)
    .set({ listeningUntil: null })
    .where(and(eq(chatConnection.id, id), eq(chatConnection.listeningUntil, held)))
}

export async function findMeetingRule({ tx }: Reach): Promise<MeetingRow | undefined> {
  const [row] = await tx.select().from(meetingRule)
  return row
}

/** One takes the place of another. */
export async function replaceMeetingRule(
  { tx }: Reach,
  row: Omit<MeetingRow, 'tenantId'> | undefined,
): Promise<void> {
  await tx.delete(meetingRule)
  if (row !== undefined) await tx.insert(meetingRule).values(row)
}

/** The tenant at whose server this address was given. */
export async function tenantOfHook(door: Services['door'], hash: Buffer): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>('select wall.chat_hook($1) as tenant', [hash])
  return rows[0]?.tenant ?? undefined
}

/** @returns false when it was heard before */
export async function markHeard(
  context: Pick<Context, 'tx' | 'now' | 'newId'>,
  connectionId: string,
  mark: Buffer,
): Promise<boolean> {
  const rows = await context.tx
    .insert(chatHeard)
    .values({ id: context.newId(), connectionId, mark, heardAt: context.now })
    .onConflictDoNothing()
    .returning({ id: chatHeard.id })
  return rows.length === 1
}

export async function forgetHeard({ tx }: Reach, before: Date): Promise<void> {
  await tx.delete(chatHeard).where(lt(chatHeard.heardAt, before))
}
