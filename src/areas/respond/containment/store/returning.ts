import { and, asc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { clearance, foothold, functionReturn, measure, watchCheck, wayBack } from '../tables.ts'
import type { RowOf } from './registers.ts'

type Reach = Pick<Context, 'tx'>
export type WayRecord = Omit<typeof wayBack.$inferSelect, 'tenantId'>
export type ClearanceRecord = typeof clearance.$inferSelect
export type ReturnRecord = typeof functionReturn.$inferSelect

/** Of these systems; a system that went over to another incident takes its way back along. */
export async function listWays({ tx }: Reach, systemIds: readonly string[]): Promise<WayRecord[]> {
  if (systemIds.length === 0) return []
  return tx
    .select()
    .from(wayBack)
    .where(inArray(wayBack.systemId, [...systemIds]))
}

/** The way back of a system, empty where none was begun. */
export async function wayOf(
  { tx }: Reach,
  { systemId, incidentId }: { systemId: string; incidentId: string },
): Promise<WayRecord> {
  const [found] = await tx.select().from(wayBack).where(eq(wayBack.systemId, systemId)).for('update')
  const nothing = { isolation: null, checks: {}, override: null, retirement: null }
  return { ...(found ?? { systemId, ...nothing }), incidentId }
}

export async function keepWay({ tx }: Reach, way: WayRecord): Promise<void> {
  const { isolation, checks, override, retirement, systemId, incidentId } = way
  const set = { incidentId, isolation, checks, override, retirement }
  await tx
    .insert(wayBack)
    .values({ systemId, ...set })
    .onConflictDoUpdate({ target: [wayBack.tenantId, wayBack.systemId], set })
}

export async function findClearance({ tx }: Reach, incidentId: string): Promise<ClearanceRecord | undefined> {
  const [found] = await tx.select().from(clearance).where(eq(clearance.incidentId, incidentId)).for('update')
  return found
}

/** Keeps a claim; one that was made before is replaced, and has to be signed anew. */
export async function keepClearance(
  { tx }: Reach,
  row: Omit<ClearanceRecord, 'tenantId'>,
): Promise<ClearanceRecord> {
  const { incidentId, ...set } = row
  const [kept] = await tx
    .insert(clearance)
    .values({ incidentId, ...set })
    .onConflictDoUpdate({ target: [clearance.tenantId, clearance.incidentId], set })
    .returning()
  return kept ?? refuse('unavailable', 'This could not be stored. Nothing was changed.')
}

export async function listReturns({ tx }: Reach, incidentId: string): Promise<ReturnRecord[]> {
  return tx
    .select()
    .from(functionReturn)
    .where(eq(functionReturn.incidentId, incidentId))
    .orderBy(asc(functionReturn.downAt), asc(functionReturn.functionId))
}

export async function getReturn(
  { tx }: Reach,
  incidentId: string,
  functionId: string,
): Promise<ReturnRecord> {
  const [found] = await tx
    .select()
    .from(functionReturn)
    .where(and(eq(functionReturn.incidentId, incidentId), eq(functionReturn.functionId, functionId)))
    .for('update')
  return found ?? refuse('not_found', 'It was not recorded that this function stopped in this incident.')
}

/** @returns undefined when its stop is recorded already */
export async function addReturn(
  { tx }: Reach,
  row: { incidentId: string; functionId: string; downAt: Date },
): Promise<ReturnRecord | undefined> {
  const [added] = await tx.insert(functionReturn).values(row).onConflictDoNothing().returning()
  return added
}

export async function changeReturn(
  { tx }: Reach,
  { incidentId, functionId }: Pick<ReturnRecord, 'incidentId' | 'functionId'>,
  change: Partial<Omit<ReturnRecord, 'tenantId' | 'incidentId' | 'functionId'>>,
): Promise<ReturnRecord> {
  const [changed] = await tx
    .update(functionReturn)
    .set(change)
    .where(and(eq(functionReturn.incidentId, incidentId), eq(functionReturn.functionId, functionId)))
    .returning()
  return changed ?? refuse('not_found', 'It was not recorded that this function stopped in this incident.')
}

/** What is due and was not announced yet, marked as announced: said once, however often the job runs. */
export async function takeDue(
  { tx }: Reach,
  { now, missedBefore }: { now: Date; missedBefore: Date },
): Promise<{ measures: RowOf<'measure'>[]; checks: RowOf<'check'>[]; footholds: RowOf<'foothold'>[] }> {
  const measures = await tx
    .update(measure)
    .set({ announcedAt: now })
    .where(and(isNull(measure.endedAt), isNull(measure.announcedAt), lte(measure.expiresAt, now)))
    .returning()
  const checks = await tx
    .update(watchCheck)
    .set({ announcedAt: now })
    .where(
      and(isNull(watchCheck.doneAt), isNull(watchCheck.announcedAt), lte(watchCheck.dueAt, missedBefore)),
    )
    .returning()
  const footholds = await tx
    .update(foothold)
    .set({ announcedAt: now })
    .where(and(isNotNull(foothold.recheckAt), isNull(foothold.announcedAt), lte(foothold.recheckAt, now)))
    .returning()
  return { measures, checks, footholds }
}
