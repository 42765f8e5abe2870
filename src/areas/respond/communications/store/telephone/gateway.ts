import { and, asc, count, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Context } from '../../../../../platform/action.ts'
import type { Gateway } from '../../../../../platform/telephone/gateways.ts'
import type { GatewayRank, Steps } from '../../contract/telephone.ts'
import type { PhoneWhy } from '../../rules/telephone/whys.ts'
import { proposedSteps } from '../../rules/telephone/phoning.ts'
import { escalation, phoneGateway, phoneLink } from '../../tables/telephone.ts'
import { inboxItem, outbound } from '../../tables/reaching.ts'

type Reach = Pick<Context, 'tx'>
type SecretReach = Pick<Context, 'services' | 'tenantId'>
export type GatewayRow = typeof phoneGateway.$inferSelect

/** In the order in which they are asked. */
export async function listGateways({ tx }: Reach): Promise<GatewayRow[]> {
  return tx.select().from(phoneGateway).orderBy(asc(phoneGateway.rank))
}

/** The same, held until the transaction ends: who sends counts against the limits one after the other. */
export async function lockGateways({ tx }: Reach): Promise<GatewayRow[]> {
  return tx.select().from(phoneGateway).orderBy(asc(phoneGateway.rank)).for('update')
}

export async function saveGateway({ tx }: Reach, fields: Omit<GatewayRow, 'tenantId'>): Promise<GatewayRow> {
  const [row] = await tx
    .insert(phoneGateway)
    .values(fields)
    .onConflictDoUpdate({ target: [phoneGateway.tenantId, phoneGateway.rank], set: fields })
    .returning()
  if (row === undefined) throw new Error('an upsert gave no row')
  return row
}

export async function changeGateway(
  { tx }: Reach,
  rank: GatewayRank,
  change: Partial<Omit<GatewayRow, 'tenantId' | 'rank'>>,
): Promise<void> {
  await tx.update(phoneGateway).set(change).where(eq(phoneGateway.rank, rank))
}

/** What the last try said; written only when that is news. */
export async function noteGateway({ tx }: Reach, rank: GatewayRank, why: PhoneWhy | null): Promise<void> {
  await tx
    .update(phoneGateway)
    .set({ lastWhy: why })
    .where(and(eq(phoneGateway.rank, rank), sql`${phoneGateway.lastWhy} is distinct from ${why}`))
}

export function sealGatewaySecret({ services, tenantId }: SecretReach, secret: string): Buffer {
  return services.secrets.seal({ tenantId, purpose: 'phone gateway secret' }, secret)
}

/** With its secret in clear; undefined when it was sealed with a key that this installation no longer has. */
export function gatewayOf({ services, tenantId }: SecretReach, row: GatewayRow): Gateway | undefined {
  const { provider, address, account, sender } = row
  try {
    const secret = services.secrets.open({ tenantId, purpose: 'phone gateway secret' }, row.secret)
    return { provider, address, account, sender, secret }
  } catch {
    return undefined
  }
}

/** The minutes of this organisation, or as Muster proposes them. */
export async function stepsOf({ tx }: Reach): Promise<{ steps: Steps; isOwn: boolean }> {
  const { mailMinutes, textMinutes, callMinutes, passOnMinutes } = escalation
  const [row] = await tx.select({ mailMinutes, textMinutes, callMinutes, passOnMinutes }).from(escalation)
  return { steps: row ?? proposedSteps, isOwn: row !== undefined }
}

export async function saveSteps({ tx, now }: Pick<Context, 'tx' | 'now'>, steps: Steps): Promise<void> {
  const fields = { ...steps, changedAt: now }
  await tx.insert(escalation).values(fields).onConflictDoUpdate({ target: escalation.tenantId, set: fields })
}

/** How many were handed to the gateway since then, to one person or to all. */
export async function countHanded(
  { tx }: Reach,
  { since, memberId }: { since: Date; memberId?: string },
): Promise<number> {
  const ofOne = memberId === undefined ? undefined : eq(phoneLink.memberId, memberId)
  const [row] = await tx
    .select({ found: count() })
    .from(phoneLink)
    .where(and(gte(phoneLink.handedAt, since), ofOne))
  return row?.found ?? 0
}

const shownMessages = 50

/** The newest text messages and calls. */
export async function listPhoneMessages({ tx }: Reach) {
  const { id, memberId, channel, recipient, state, why, nextTryAt, createdAt, settledAt } = outbound
  return tx
    .select({
      id,
      memberId,
      channel,
      recipient,
      state,
      why,
      nextTryAt,
      createdAt,
      settledAt,
      readAt: inboxItem.readAt,
      gateway: phoneLink.gatewayRank,
    })
    .from(outbound)
    .innerJoin(inboxItem, eq(inboxItem.id, outbound.itemId))
    .leftJoin(phoneLink, eq(phoneLink.outboundId, outbound.id))
    .where(inArray(channel, ['text', 'call']))
    .orderBy(desc(outbound.id))
    .limit(shownMessages)
}
