/** Sources that Muster asks: their schedule, what is secret of it, and how far they were read. */
import { and, asc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { delivery, source, sourceAsking, webhookMessage } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type AskingRow = typeof sourceAsking.$inferSelect

export async function listAskings({ tx }: Reach): Promise<Map<string, AskingRow>> {
  return new Map((await tx.select().from(sourceAsking)).map((row) => [row.sourceId, row]))
}

export async function findAsking({ tx }: Reach, sourceId: string): Promise<AskingRow | undefined> {
  const [found] = await tx.select().from(sourceAsking).where(eq(sourceAsking.sourceId, sourceId))
  return found
}

/** The same, held until the transaction ends. The source itself is locked first, by everybody. */
export async function lockAsking({ tx }: Reach, sourceId: string): Promise<AskingRow | undefined> {
  const [found] = await tx
    .select()
    .from(sourceAsking)
    .where(eq(sourceAsking.sourceId, sourceId))
    .for('update')
  return found
}

export async function saveAsking({ tx }: Reach, fields: Omit<AskingRow, 'tenantId'>): Promise<AskingRow> {
  const [row] = await tx
    .insert(sourceAsking)
    .values(fields)
    .onConflictDoUpdate({ target: [sourceAsking.tenantId, sourceAsking.sourceId], set: fields })
    .returning()
  if (row === undefined) throw new Error('an upsert gave no row')
  return row
}

export async function changeAsking(
  { tx }: Reach,
  sourceId: string,
  change: Partial<Omit<AskingRow, 'tenantId' | 'sourceId'>>,
): Promise<void> {
  await tx.update(sourceAsking).set(change).where(eq(sourceAsking.sourceId, sourceId))
}

/** The schedule and its secret are gone; what came stays. */
export async function removeAsking({ tx }: Reach, sourceId: string): Promise<void> {
  await tx.delete(sourceAsking).where(eq(sourceAsking.sourceId, sourceId))
}

/** Sources whose time has come, the longest waiting first. */
export async function dueAskings({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<string[]> {
  const rows = await tx
    .select({ id: sourceAsking.sourceId })
    .from(sourceAsking)
    .innerJoin(source, eq(source.id, sourceAsking.sourceId))
    .where(
      and(isFree(now), eq(sourceAsking.isOn, true), lte(sourceAsking.nextAt, now), isNull(source.removedAt)),
    )
    .orderBy(asc(sourceAsking.nextAt), asc(sourceAsking.sourceId))
    .limit(1000)
  return rows.map(({ id }) => id)
}

/**
 * Takes the turn to ask: of two processes one gets it, and keeps it until then at most.
 * @returns undefined where it is not time, it is paused, or somebody else asks
 */
export async function claimAsking(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { sourceId, until, isForced }: { sourceId: string; until: Date; isForced: boolean },
): Promise<AskingRow | undefined> {
  const isTime = isForced ? undefined : and(eq(sourceAsking.isOn, true), lte(sourceAsking.nextAt, now))
  const [claimed] = await tx
    .update(sourceAsking)
    .set({ askingUntil: until })
    .where(and(eq(sourceAsking.sourceId, sourceId), isFree(now), isTime))
    .returning()
  return claimed
}

/** Keeps how far it was read, unless it was told meanwhile to read something else. */
export async function keepMark(
  { tx }: Reach,
  { sourceId, changedAt, mark }: { sourceId: string; changedAt: Date; mark: unknown },
): Promise<void> {
  await tx
    .update(sourceAsking)
    .set({ mark })
    .where(and(eq(sourceAsking.sourceId, sourceId), eq(sourceAsking.changedAt, changedAt)))
}

/** Which of these bytes this source brought before, by their SHA-256 in hex. */
export async function knownBytes(
  { tx }: Reach,
  { sourceId, hashes }: { sourceId: string; hashes: readonly Buffer[] },
): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await tx
    .select({ sha256: delivery.sha256 })
    .from(delivery)
    .where(and(eq(delivery.sourceId, sourceId), inArray(delivery.sha256, [...hashes])))
  return new Set(rows.map(({ sha256 }) => sha256.toString('hex')))
}

/** Which of these ids came before. What a sender still lists is remembered from now on anew. */
export async function touchMessages(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { sourceId, ids }: { sourceId: string; ids: readonly string[] },
): Promise<Set<string>> {
  const rows = await tx
    .update(webhookMessage)
    .set({ receivedAt: now })
    .where(
      and(
        eq(webhookMessage.sourceId, sourceId),
        sql`${webhookMessage.messageId} = any(${sql.param([...ids])}::text[])`,
      ),
    )
    .returning({ id: webhookMessage.messageId })
  return new Set(rows.map(({ id }) => id))
}

/** Forgets that these ids came. */
export async function forgetMessages(
  { tx }: Reach,
  { sourceId, ids }: { sourceId: string; ids: readonly string[] },
): Promise<void> {
  await tx
    .delete(webhookMessage)
    .where(
      and(
        eq(webhookMessage.sourceId, sourceId),
        sql`${webhookMessage.messageId} = any(${sql.param([...ids])}::text[])`,
      ),
    )
}

/** The same as {@link touchMessages} for all of the last answer; once a day is often enough for what is kept for days. */
export async function touchLastListed(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  sourceId: string,
): Promise<void> {
  await tx.$client.query(
    `with last as (select max(received_at) as at from app.webhook_message where source_id = $1)
     update app.webhook_message m set received_at = $2 from last
     where m.source_id = $1 and m.received_at > last.at - interval '1 hour'
       and last.at < $2::timestamptz - interval '1 day'`,
    [sourceId, now],
  )
}

export function sealAskingSecret(context: SecretReach, sourceId: string, secret: string): Buffer {
  return context.services.secrets.seal(placeOf(context, sourceId), secret)
}

/** Empty where none is needed; undefined when it was sealed with a key that this installation no longer has. */
export function openAskingSecret(
  context: SecretReach,
  { sourceId, secret }: Pick<AskingRow, 'sourceId' | 'secret'>,
): string | undefined {
  if (secret === null) return ''
  try {
    return context.services.secrets.open(placeOf(context, sourceId), secret)
  } catch {
    return undefined
  }
}

type SecretReach = Pick<Context, 'services' | 'tenantId'>

function placeOf({ tenantId }: SecretReach, sourceId: string) {
  return { tenantId, purpose: `asking source ${sourceId}` }
}

function isFree(now: Date) {
  return or(isNull(sourceAsking.askingUntil), lt(sourceAsking.askingUntil, now))
}
