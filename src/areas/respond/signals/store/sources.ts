import { and, asc, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import type { SourceKind } from '../contract/signals.ts'
import { delivery, quarantine, signal, source, webhookMessage } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SourceRecord = typeof source.$inferSelect

/** What the intake must know before a tenant is known. */
export interface SourceAtDoor {
  readonly tenantId: string
  readonly kind: string
  readonly secretHash: Buffer
  /** As it was stored; checked again before it is used. */
  readonly mapping: unknown
  /** Sealed keys of a sender that signs. */
  readonly signing: Buffer | null
}

export async function findSourceAtDoor(
  door: Services['door'],
  id: string,
): Promise<SourceAtDoor | undefined> {
  const { rows } = await door.query<{
    tenant_id: string
    kind: string
    secret_hash: Buffer
    mapping: unknown
    signing: Buffer | null
  }>({
    name: 'signals-source',
    text: 'select tenant_id, kind, secret_hash, mapping, signing from wall.source($1)',
    values: [id],
  })
  const [row] = rows
  if (row === undefined) return undefined
  const { tenant_id: tenantId, kind, secret_hash: secretHash, mapping, signing } = row
  return { tenantId, kind, secretHash, mapping, signing }
}

/** The source of kind mail that has this secret: for mail, the address is all that a sender brings. */
export async function findSourceBySecret(
  door: Services['door'],
  secretHash: Buffer,
): Promise<{ id: string; source: SourceAtDoor } | undefined> {
  const { rows } = await door.query<{ id: string }>('select wall.mail_source($1) as id', [secretHash])
  const id = rows[0]?.id
  if (id === undefined || id === null) return undefined
  const source = await findSourceAtDoor(door, id)
  return source === undefined ? undefined : { id, source }
}

export async function listSources({ tx }: Reach): Promise<SourceRecord[]> {
  return tx
    .select()
    .from(source)
    .where(isNull(source.removedAt))
    .orderBy(asc(source.createdAt), asc(source.id))
}

/** A source that was not removed, locked until the transaction ends. */
export async function getSourceToChange(context: Reach, id: string): Promise<SourceRecord> {
  return (await findSourceToChange(context, id)) ?? refuse('not_found', 'There is no such source here.')
}

export async function findSourceToChange({ tx }: Reach, id: string): Promise<SourceRecord | undefined> {
  const [found] = await tx
    .select()
    .from(source)
    .where(and(eq(source.id, id), isNull(source.removedAt)))
    .for('update')
  return found
}

export async function addSource(
  { tx }: Reach,
  fields: {
    id: string
    kind: SourceKind
    name: string
    secretHash: Buffer
    signing: Buffer | null
    createdAt: Date
  },
): Promise<void> {
  await tx.insert(source).values(fields)
}

export async function changeSource(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<SourceRecord, 'tenantId' | 'id' | 'kind' | 'createdAt'>>,
): Promise<void> {
  await tx.update(source).set(change).where(eq(source.id, id))
}

/** The newest bytes that a source sent, read or not; undefined while nothing came. */
export async function newestPayload(
  { tx }: Reach,
  sourceId: string,
): Promise<{ payload: Buffer; sha256: Buffer; mediaType: string; lastAt: Date } | undefined> {
  const told = {
    payload: delivery.payload,
    sha256: delivery.sha256,
    mediaType: delivery.mediaType,
    lastAt: delivery.lastAt,
  }
  // Not what Muster raised in its name. By the indexes of both tables: deliveries themselves are found by their hash only.
  const [read] = await tx
    .select(told)
    .from(signal)
    .innerJoin(delivery, eq(delivery.id, signal.deliveryId))
    .where(and(eq(signal.sourceId, sourceId), sql`${signal.fingerprint} not like 'muster:%'`))
    .orderBy(desc(signal.id))
    .limit(1)
  const [unread] = await tx
    .select(told)
    .from(quarantine)
    .innerJoin(delivery, eq(delivery.id, quarantine.deliveryId))
    .where(eq(quarantine.sourceId, sourceId))
    .orderBy(desc(quarantine.id))
    .limit(1)
  if (read === undefined || unread === undefined) return read ?? unread
  return read.lastAt >= unread.lastAt ? read : unread
}

/** Ids of messages older than any that a sender would still try to deliver. */
export async function forgetMessages({ tx }: Reach, before: Date): Promise<void> {
  await tx.delete(webhookMessage).where(lt(webhookMessage.receivedAt, before))
}

/** Newest first; one more than a page. Of a removed source too: nothing that was sent is hidden. */
export async function listQuarantine(
  { tx }: Reach,
  page: { sourceId: string; below: string | undefined; limit: number },
) {
  const conditions: SQL[] = [eq(quarantine.sourceId, page.sourceId)]
  if (page.below !== undefined) conditions.push(lt(quarantine.id, page.below))
  return tx
    .select({
      fault: quarantine,
      sourceName: source.name,
      payload: delivery.payload,
      sha256: delivery.sha256,
    })
    .from(quarantine)
    .innerJoin(source, eq(source.id, quarantine.sourceId))
    .innerJoin(delivery, eq(delivery.id, quarantine.deliveryId))
    .where(and(...conditions))
    .orderBy(desc(quarantine.id))
    .limit(page.limit + 1)
}

export async function hasSource({ tx }: Reach, id: string): Promise<boolean> {
  return (await tx.$count(source, eq(source.id, id))) > 0
}
