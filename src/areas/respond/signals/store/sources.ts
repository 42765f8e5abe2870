import { and, asc, desc, eq, isNull, lt, type SQL } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import type { SourceKind } from '../contract/signals.ts'
import { delivery, quarantine, source } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SourceRecord = typeof source.$inferSelect

/** What the intake must know before a tenant is known. */
export interface SourceAtDoor {
  readonly tenantId: string
  readonly kind: string
  readonly secretHash: Buffer
}

export async function findSourceAtDoor(
  door: Services['door'],
  id: string,
): Promise<SourceAtDoor | undefined> {
  const { rows } = await door.query<{ tenant_id: string; kind: string; secret_hash: Buffer }>({
    name: 'signals-source',
    text: 'select tenant_id, kind, secret_hash from wall.source($1)',
    values: [id],
  })
  const [row] = rows
  return row && { tenantId: row.tenant_id, kind: row.kind, secretHash: row.secret_hash }
}

export async function listSources({ tx }: Reach): Promise<SourceRecord[]> {
  return tx
    .select()
    .from(source)
    .where(isNull(source.removedAt))
    .orderBy(asc(source.createdAt), asc(source.id))
}

/** A source that was not removed, locked until the transaction ends. */
export async function getSourceToChange({ tx }: Reach, id: string): Promise<SourceRecord> {
  const [found] = await tx
    .select()
    .from(source)
    .where(and(eq(source.id, id), isNull(source.removedAt)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such source here.')
}

export async function addSource(
  { tx }: Reach,
  fields: { id: string; kind: SourceKind; name: string; secretHash: Buffer; createdAt: Date },
): Promise<void> {
  await tx.insert(source).values(fields)
}

export async function changeSource(
  { tx }: Reach,
  id: string,
  change: Partial<Pick<SourceRecord, 'secretHash' | 'removedAt'>>,
): Promise<void> {
  await tx.update(source).set(change).where(eq(source.id, id))
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
