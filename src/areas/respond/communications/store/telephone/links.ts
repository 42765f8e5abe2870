import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Context } from '../../../../../platform/action.ts'
import type { Services } from '../../../../../platform/services.ts'
import type { GatewayRank } from '../../contract/telephone.ts'
import { inboxItem, outbound } from '../../tables/reaching.ts'
import { phoneDistrust, phoneLink } from '../../tables/telephone.ts'
import { isFree, type OutboundRow } from '../outbox.ts'
import type { InboxRow } from '../inbox.ts'

type Reach = Pick<Context, 'tx'>
export type PhoneLinkRow = typeof phoneLink.$inferSelect
const keptDays = 31
export type NewPhoneLink = Omit<typeof phoneLink.$inferInsert, 'tenantId'>

export async function tenantOfPhoneLink(door: Services['door'], hash: Buffer): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>('select wall.phone_link($1) as tenant', [hash])
  return rows[0]?.tenant ?? undefined
}

export async function addPhoneLinks({ tx }: Reach, rows: readonly NewPhoneLink[]): Promise<void> {
  if (rows.length > 0) await tx.insert(phoneLink).values([...rows])
}

export interface PhoneMessageRow {
  readonly link: PhoneLinkRow
  readonly row: OutboundRow
  readonly item: InboxRow
}

/** A message by its link, held until the transaction ends; undefined for one that is gone. */
export async function lockByToken({ tx }: Reach, hash: Buffer): Promise<PhoneMessageRow | undefined> {
  const [link] = await tx.select().from(phoneLink).where(eq(phoneLink.tokenHash, hash)).for('update')
  if (link === undefined) return undefined
  const [row] = await tx.select().from(outbound).where(eq(outbound.id, link.outboundId)).for('update')
  const [item] = await tx.select().from(inboxItem).where(eq(inboxItem.id, link.itemId))
  return row === undefined || item === undefined ? undefined : { link, row, item }
}

export async function noteHanded(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  outboundId: string,
  gatewayRank: GatewayRank,
): Promise<void> {
  await tx.update(phoneLink).set({ handedAt: now, gatewayRank }).where(eq(phoneLink.outboundId, outboundId))
}

/** Which gateway did not take it since it was tried last; null: the next try begins with the first again. */
export async function failedGateway({ tx }: Reach, outboundId: string): Promise<GatewayRank | null> {
  const [row] = await tx
    .select({ failedRank: phoneLink.failedRank })
    .from(phoneLink)
    .where(eq(phoneLink.outboundId, outboundId))
  return row?.failedRank ?? null
}

export async function noteFailed(
  { tx }: Reach,
  outboundId: string,
  failedRank: GatewayRank | null,
): Promise<void> {
  await tx.update(phoneLink).set({ failedRank }).where(eq(phoneLink.outboundId, outboundId))
}

/** Links that ended longer ago than the page counts back. */
export async function forgetLinks({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  await tx.delete(phoneLink).where(lt(phoneLink.endsAt, before))
}

/** It was not taken, so it counts against no limit. */
export async function clearHanded({ tx }: Reach, outboundId: string): Promise<void> {
  await tx.update(phoneLink).set({ handedAt: null }).where(eq(phoneLink.outboundId, outboundId))
}

export async function countTry({ tx }: Reach, outboundId: string): Promise<void> {
  await tx
    .update(phoneLink)
    .set({ codeTries: sql`${phoneLink.codeTries} + 1` })
    .where(eq(phoneLink.outboundId, outboundId))
}

/** Whether one of those who were told the same at the same time has read it. */
export async function isReadByAny({ tx }: Reach, itemId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ found: boolean }>(
    sql`select exists (select from app.inbox_item own
        join app.inbox_item i on i.at = own.at and i.kind = own.kind and i.path = own.path and i.read_at is not null
        where own.id = ${itemId}) as found`,
  )
  return rows[0]?.found === true
}

/** What a report or a key says of a message that was handed over. */
export async function endByReport(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  change: Pick<OutboundRow, 'state' | 'why'>,
): Promise<void> {
  await tx
    .update(outbound)
    .set({ ...change, settledAt: now, claimedUntil: null })
    .where(eq(outbound.id, id))
}

/** Marks why it is being sent now: whoever finds it so later knows that its process died. */
export async function noteSending({ tx }: Reach, id: string, why: OutboundRow['why']): Promise<void> {
  await tx.update(outbound).set({ why }).where(eq(outbound.id, id))
}

type Distrust = typeof phoneDistrust.$inferSelect

export async function findPhoneDistrust({ tx }: Reach, incidentId: string): Promise<Distrust | undefined> {
  const [found] = await tx.select().from(phoneDistrust).where(eq(phoneDistrust.incidentId, incidentId))
  return found
}

/** Whether nothing of this case may go by text message or call now. */
export async function isPhoneHostile(context: Reach, incidentId: string): Promise<boolean> {
  const found = await findPhoneDistrust(context, incidentId)
  return found !== undefined && found.endedAt === null
}

export async function savePhoneDistrust({ tx }: Reach, fields: Omit<Distrust, 'tenantId'>): Promise<void> {
  await tx
    .insert(phoneDistrust)
    .values(fields)
    .onConflictDoUpdate({ target: [phoneDistrust.tenantId, phoneDistrust.incidentId], set: fields })
}

/** Texts and calls about this case that have not gone out; one on its way says itself how it ends. */
export async function stopPhoneAbout(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  incidentId: string,
): Promise<number> {
  const about = tx
    .select({ id: inboxItem.id })
    .from(inboxItem)
    .where(sql`about = ${incidentId}`)
  const rows = await tx
    .update(outbound)
    .set({ state: 'not reached', why: 'phone.hostile', settledAt: now, claimedUntil: null })
    .where(and(inArray(outbound.channel, ['text', 'call']), isFree(now), inArray(outbound.itemId, about)))
    .returning({ id: outbound.id })
  return rows.length
}
