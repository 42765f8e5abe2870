import {
  and,
  arrayContains,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  or,
  sql,
} from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import type { WebhookEvent } from './contract.ts'
import { webhook, webhookDelivery } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type WebhookRow = typeof webhook.$inferSelect
export type DeliveryRow = typeof webhookDelivery.$inferSelect
type NewDelivery = Omit<typeof webhookDelivery.$inferInsert, 'tenantId'>

type SecretReach = Pick<Context, 'services' | 'tenantId'>

/** Sealed for its webhook: what stands in one row does not open in another. */
export function seal(
  { services, tenantId }: SecretReach,
  { id, what }: { id: string; what: 'address' | 'secret' },
  text: string,
): Buffer {
  return services.secrets.seal({ tenantId, purpose: `webhook ${what} ${id}` }, text)
}

export function open(
  { services, tenantId }: SecretReach,
  { id, what }: { id: string; what: 'address' | 'secret' },
  sealed: Buffer,
): string {
  return services.secrets.open({ tenantId, purpose: `webhook ${what} ${id}` }, sealed)
}

/** All that were not taken off the list, by name. */
export async function listWebhookRows({ tx }: Reach): Promise<WebhookRow[]> {
  return tx
    .select()
    .from(webhook)
    .where(isNull(webhook.removedAt))
    .orderBy(asc(sql`lower(${webhook.name})`), asc(webhook.id))
}

/** Held until the transaction ends. */
export async function getWebhookRow({ tx }: Reach, id: string): Promise<WebhookRow> {
  const [row] = await tx
    .select()
    .from(webhook)
    .where(and(eq(webhook.id, id), isNull(webhook.removedAt)))
    .for('update')
  return row ?? refuse('not_found', 'There is no such webhook here.')
}

/** Refuses `not_found` for one that is not on the list. */
export async function readWebhookRow({ tx }: Reach, id: string): Promise<WebhookRow> {
  const [row] = await tx
    .select()
    .from(webhook)
    .where(and(eq(webhook.id, id), isNull(webhook.removedAt)))
  return row ?? refuse('not_found', 'There is no such webhook here.')
}

/** Also one that was taken off the list: what was claimed for it is settled all the same. */
export async function knownWebhook({ tx }: Reach, id: string): Promise<WebhookRow> {
  const [row] = await tx.select().from(webhook).where(eq(webhook.id, id))
  return row ?? refuse('not_found', 'There is no such webhook here.')
}

/** The same, held until the transaction ends. */
export async function lockKnownWebhook({ tx }: Reach, id: string): Promise<WebhookRow> {
  const [row] = await tx.select().from(webhook).where(eq(webhook.id, id)).for('update')
  return row ?? refuse('not_found', 'There is no such webhook here.')
}

/** All that stand, for one who adds at a time: two at once do not pass the limit together. */
export async function lockWebhooks(reach: Reach): Promise<WebhookRow[]> {
  await reach.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('webhooks ' || wall.tenant(), 0))`)
  return listWebhookRows(reach)
}

/** @returns undefined when the name is taken */
export async function insertWebhook(
  { tx }: Reach,
  row: Omit<WebhookRow, 'tenantId'>,
): Promise<WebhookRow | undefined> {
  const [added] = await tx.insert(webhook).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateWebhook(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<WebhookRow, 'tenantId' | 'id'>>,
): Promise<WebhookRow> {
  const [row] = await tx.update(webhook).set(change).where(eq(webhook.id, id)).returning()
  return row ?? refuse('not_found', 'There is no such webhook here.')
}

/** Those that are on and want to hear of this. */
export async function webhooksFor({ tx }: Reach, event: WebhookEvent): Promise<Pick<WebhookRow, 'id'>[]> {
  return tx
    .select({ id: webhook.id })
    .from(webhook)
    .where(and(isNull(webhook.removedAt), eq(webhook.isOn, true), arrayContains(webhook.events, [event])))
    .orderBy(asc(webhook.id))
}

export async function addDeliveries({ tx }: Reach, rows: readonly NewDelivery[]): Promise<DeliveryRow[]> {
  return rows.length === 0
    ? []
    : tx
        .insert(webhookDelivery)
        .values([...rows])
        .returning()
}

/** Webhooks for which something is due now. */
export async function webhooksDue({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: webhookDelivery.webhookId })
    .from(webhookDelivery)
    .innerJoin(webhook, eq(webhook.id, webhookDelivery.webhookId))
    .where(and(isDue(now), eq(webhook.isOn, true), isNull(webhook.removedAt)))
  return rows.map(({ id }) => id)
}

/** Takes the next that is due for this webhook, so that no other process sends it before `until`. */
export async function claimDelivery(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { webhookId, until }: { webhookId: string; until: Date },
): Promise<DeliveryRow | undefined> {
  const [next] = await tx
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .where(and(eq(webhookDelivery.webhookId, webhookId), isDue(now)))
    .orderBy(asc(webhookDelivery.nextTryAt), asc(webhookDelivery.id))
    .limit(1)
    .for('update', { skipLocked: true })
  if (next === undefined) return undefined
  const [claimed] = await tx
    .update(webhookDelivery)
    .set({ claimedUntil: until, tries: sql`${webhookDelivery.tries} + 1` })
    .where(eq(webhookDelivery.id, next.id))
    .returning()
  return claimed
}

/** @returns undefined when the claim was lost meanwhile, and what is known now is another process's to say */
export async function settleDelivery(
  { tx }: Reach,
  claimed: Pick<DeliveryRow, 'id' | 'tries'>,
  change: Partial<Pick<DeliveryRow, 'state' | 'why' | 'status' | 'nextTryAt' | 'settledAt'>>,
): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .update(webhookDelivery)
    .set({ ...change, claimedUntil: null })
    .where(
      and(
        eq(webhookDelivery.id, claimed.id),
        eq(webhookDelivery.tries, claimed.tries),
        eq(webhookDelivery.state, 'waiting'),
      ),
    )
    .returning()
  return row
}

/** Of this webhook, newest first; one more than a page, to know whether there is a next. */
export async function listDeliveryRows(
  { tx }: Reach,
  {
    webhookId,
    below,
    limit,
    type,
  }: {
    webhookId: string
    below?: string | undefined
    limit: number
    type?: DeliveryRow['type']
  },
): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(webhookDelivery)
    .where(
      and(
        eq(webhookDelivery.webhookId, webhookId),
        below === undefined ? undefined : lt(webhookDelivery.id, below),
        type === undefined ? undefined : eq(webhookDelivery.type, type),
      ),
    )
    .orderBy(desc(webhookDelivery.id))
    .limit(limit + 1)
}

/** Held until the transaction ends. */
export async function getDelivery({ tx }: Reach, webhookId: string, id: string): Promise<DeliveryRow> {
  const [row] = await tx
    .select()
    .from(webhookDelivery)
    .where(and(eq(webhookDelivery.webhookId, webhookId), eq(webhookDelivery.id, id)))
    .for('update')
  return row ?? refuse('not_found', 'There is no such delivery of this webhook.')
}

export async function changeDelivery(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<DeliveryRow, 'tenantId' | 'id'>>,
): Promise<DeliveryRow> {
  const [row] = await tx.update(webhookDelivery).set(change).where(eq(webhookDelivery.id, id)).returning()
  return row ?? refuse('not_found', 'There is no such delivery of this webhook.')
}

/** How the newest delivery of a webhook ended. */
export type LastDelivery = Pick<DeliveryRow, 'state' | 'why' | 'happenedAt' | 'settledAt'>

/** How many wait for each of these webhooks, and how the newest that ended did. */
export async function standings(
  { tx }: Reach,
  ids: readonly string[],
): Promise<{ waiting: ReadonlyMap<string, number>; last: ReadonlyMap<string, LastDelivery> }> {
  const { webhookId, state, why, happenedAt, settledAt } = webhookDelivery
  const isOfThese = inArray(webhookId, [...ids])
  const counts = await tx
    .select({ webhookId, waiting: count() })
    .from(webhookDelivery)
    .where(and(isOfThese, eq(state, 'waiting')))
    .groupBy(webhookId)
  const newest = await tx
    .selectDistinctOn([webhookId], { webhookId, state, why, happenedAt, settledAt })
    .from(webhookDelivery)
    .where(and(isOfThese, ne(state, 'waiting')))
    .orderBy(webhookId, desc(settledAt), desc(webhookDelivery.id))
  return {
    waiting: new Map(counts.map((row) => [row.webhookId, row.waiting])),
    last: new Map(newest.map((row) => [row.webhookId, row])),
  }
}

/** What waited while it was off has all its time again. */
export async function waitAnew(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  webhookId: string,
  giveUpAt: Date,
): Promise<void> {
  await tx
    .update(webhookDelivery)
    .set({ nextTryAt: now, giveUpAt })
    .where(and(eq(webhookDelivery.webhookId, webhookId), eq(webhookDelivery.state, 'waiting')))
}

/** Whether this program took anything from then on. */
export async function tookSince({ tx }: Reach, webhookId: string, since: Date): Promise<boolean> {
  const { webhookId: of, state, settledAt } = webhookDelivery
  const taken = and(eq(of, webhookId), eq(state, 'delivered'), gte(settledAt, since))
  const rows = await tx.select({ id: webhookDelivery.id }).from(webhookDelivery).where(taken).limit(1)
  return rows.length > 0
}

export async function dropOldDeliveries({ tx }: Reach, settledBefore: Date): Promise<void> {
  await tx.delete(webhookDelivery).where(
    or(
      and(ne(webhookDelivery.state, 'waiting'), lt(webhookDelivery.settledAt, settledBefore)),
      // What waits for one that was switched off or removed.
      and(eq(webhookDelivery.state, 'waiting'), lt(webhookDelivery.giveUpAt, settledBefore)),
    ),
  )
}

function isDue(now: Date) {
  return and(
    eq(webhookDelivery.state, 'waiting'),
    lte(webhookDelivery.nextTryAt, now),
    or(isNull(webhookDelivery.claimedUntil), lte(webhookDelivery.claimedUntil, now)),
  )
}
