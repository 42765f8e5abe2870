import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { clearance, functionReturn, wayBack } from '../tables.ts'

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
  const nothing = {
    isolation: null,
    checks: {},
    override: null,
    retirement: null,
    returnedAt: null,
    plan: null,
  }
  if (found === undefined) return { systemId, ...nothing, incidentId }
  const { tenantId: _tenant, ...known } = found
  return { ...known, incidentId }
}

export async function keepWay({ tx }: Reach, way: WayRecord): Promise<void> {
  const { systemId, ...set } = way
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

/** The latest stop of a function, with or without its end; undefined when it never stopped in this incident. Locked. */
export async function findReturn(
  { tx }: Reach,
  incidentId: string,
  functionId: string,
): Promise<ReturnRecord | undefined> {
  const [found] = await tx
    .select()
    .from(functionReturn)
    .where(and(eq(functionReturn.incidentId, incidentId), eq(functionReturn.functionId, functionId)))
    .orderBy(desc(functionReturn.downAt))
    .limit(1)
    .for('update')
  return found
}

/** @returns those that were added: a function that is down already stays as it is */
export async function addReturns(
  { tx }: Reach,
  rows: readonly { incidentId: string; functionId: string; downAt: Date }[],
): Promise<ReturnRecord[]> {
  if (rows.length === 0) return []
  return tx
    .insert(functionReturn)
    .values([...rows])
    .onConflictDoNothing()
    .returning()
}

export async function changeReturn(
  { tx }: Reach,
  { incidentId, functionId, downAt }: Pick<ReturnRecord, 'incidentId' | 'functionId' | 'downAt'>,
  change: Partial<Omit<ReturnRecord, 'tenantId' | 'incidentId' | 'functionId' | 'downAt'>>,
): Promise<ReturnRecord> {
  const { incidentId: incident, functionId: stopped, downAt: since } = functionReturn
  const [changed] = await tx
    .update(functionReturn)
    .set(change)
    .where(and(eq(incident, incidentId), eq(stopped, functionId), eq(since, downAt)))
    .returning()
  return changed ?? refuse('not_found', 'It was not recorded that this function stopped in this incident.')
}
