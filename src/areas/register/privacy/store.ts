import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import type { KeptKindName } from './contract.ts'
import { dataRequest, erasure, retentionRule, retentionRun } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type RequestRecord = typeof dataRequest.$inferSelect
export type ErasureRecord = typeof erasure.$inferSelect
export type RuleRecord = typeof retentionRule.$inferSelect

/** One counts after the other: of two at once one waits for the other. */
export async function nextNumber({ tx }: Reach): Promise<number> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('data requests ' || wall.tenant()::text, 0))`,
  )
  const [last] = await tx
    .select({ number: dataRequest.number })
    .from(dataRequest)
    .orderBy(desc(dataRequest.number))
    .limit(1)
  return (last?.number ?? 0) + 1
}

/** The newest first. */
export async function listRequestRows(
  { tx }: Reach,
  { limit, below }: { readonly limit: number; readonly below: number | undefined },
): Promise<RequestRecord[]> {
  return tx
    .select()
    .from(dataRequest)
    .where(below === undefined ? undefined : lt(dataRequest.number, below))
    .orderBy(desc(dataRequest.number))
    .limit(limit)
}

export async function getRequestRow(context: Reach, id: string): Promise<RequestRecord> {
  return (await findRequestRow(context, id)) ?? refuse('not_found', 'There is no such request.')
}

export async function findRequestRow({ tx }: Reach, id: string): Promise<RequestRecord | undefined> {
  const [found] = await tx.select().from(dataRequest).where(eq(dataRequest.id, id))
  return found
}

/** Held until the transaction ends. */
export async function holdRequestRow({ tx }: Reach, id: string): Promise<RequestRecord> {
  const [found] = await tx.select().from(dataRequest).where(eq(dataRequest.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such request.')
}

export async function insertRequest({ tx }: Reach, row: Omit<RequestRecord, 'tenantId'>): Promise<void> {
  await tx.insert(dataRequest).values(row)
}

export async function updateRequest(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<RequestRecord, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(dataRequest).set(change).where(eq(dataRequest.id, id))
}

export async function findErasureOf({ tx }: Reach, requestId: string): Promise<ErasureRecord | undefined> {
  const [found] = await tx.select().from(erasure).where(eq(erasure.requestId, requestId))
  return found
}

export async function getErasureRow({ tx }: Reach, id: string): Promise<ErasureRecord> {
  const [found] = await tx.select().from(erasure).where(eq(erasure.id, id))
  return found ?? refuse('not_found', 'There is no such entry.')
}

/** Those that are not done, the oldest first. */
export async function listUndone({
  tx,
}: Reach): Promise<Pick<ErasureRecord, 'id' | 'lookedAt' | 'spared'>[]> {
  const { id, lookedAt, spared } = erasure
  return tx.select({ id, lookedAt, spared }).from(erasure).where(isNull(erasure.doneAt)).orderBy(erasure.id)
}

/** Held until the transaction ends, so that of two runs each does another batch; undefined when it is done by now. */
export async function holdUndone({ tx }: Reach, id: string): Promise<ErasureRecord | undefined> {
  const [found] = await tx
    .select()
    .from(erasure)
    .where(and(eq(erasure.id, id), isNull(erasure.doneAt)))
    .for('update')
  return found
}

export async function insertErasure({ tx }: Reach, row: Omit<ErasureRecord, 'tenantId'>): Promise<void> {
  await tx.insert(erasure).values(row)
}

export async function updateErasure(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<ErasureRecord, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(erasure).set(change).where(eq(erasure.id, id))
}

export async function listRules({ tx }: Reach): Promise<RuleRecord[]> {
  return tx.select().from(retentionRule)
}

export async function findRule({ tx }: Reach, kind: KeptKindName): Promise<RuleRecord | undefined> {
  const [found] = await tx.select().from(retentionRule).where(eq(retentionRule.kind, kind))
  return found
}

/** The same, for who changes it: of two at once one waits for the other, also where there is none yet. */
export async function holdRule(context: Reach, kind: KeptKindName): Promise<RuleRecord | undefined> {
  await context.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('retention ' || wall.tenant()::text, 0))`,
  )
  return findRule(context, kind)
}

export async function saveRule({ tx }: Reach, row: Omit<RuleRecord, 'tenantId'>): Promise<void> {
  await tx
    .insert(retentionRule)
    .values(row)
    .onConflictDoUpdate({ target: [retentionRule.tenantId, retentionRule.kind], set: row })
}

/** Of one night: the figure of its batches so far. */
export async function saveRun(
  { tx }: Reach,
  row: Omit<typeof retentionRun.$inferSelect, 'tenantId'>,
): Promise<void> {
  await tx
    .insert(retentionRun)
    .values(row)
    .onConflictDoUpdate({ target: [retentionRun.tenantId, retentionRun.id], set: { rows: row.rows } })
}

export interface GoneRow extends Record<string, unknown> {
  readonly id: string
  readonly what: 'retention' | 'person' | 'passage'
  readonly kind: KeptKindName | null
  readonly at: Date
  readonly reason: string
  readonly by: string
  readonly days: number | null
  readonly rows: number
  readonly fields: number
}

/** Nights and orders in one list, the newest first. */
export async function listGone(
  { tx }: Reach,
  { limit, after }: { readonly limit: number; readonly after: readonly [string, string] | undefined },
): Promise<GoneRow[]> {
  const last = after === undefined ? sql`true` : sql`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const { rows } = await tx.execute<GoneRow>(sql`
    (select id, 'retention' as what, kind, at, '' as reason, '' as by, days, rows, 0 as fields
       from app.retention_run where ${last} order by at desc, id desc limit ${limit})
    union all
    (select id, kind, null, at, reason, by, null, rows, fields from
       (select id, kind, asked_at as at, reason, asked_by as by, rows, fields from app.erasure) as asked
       where ${last} order by at desc, id desc limit ${limit})
    order by at desc, id desc limit ${limit}`)
  return rows
}
