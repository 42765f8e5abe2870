import { and, asc, desc, eq, lt, lte } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { situation, situationTimer } from '../tables/capture.ts'
import { incident } from '../tables/incident.ts'

type Reach = Pick<Context, 'tx'>
export type SituationRecord = typeof situation.$inferSelect
export type TimerRecord = typeof situationTimer.$inferSelect

/** Newest first; only versions below `below`, where it is given. */
export async function listSituations(
  { tx }: Reach,
  incidentId: string,
  { limit, below }: { limit: number; below?: number | undefined },
): Promise<SituationRecord[]> {
  const ofIncident = eq(situation.incidentId, incidentId)
  return tx
    .select()
    .from(situation)
    .where(below === undefined ? ofIncident : and(ofIncident, lt(situation.version, below)))
    .orderBy(desc(situation.version))
    .limit(limit)
}

export async function getSituation(
  { tx }: Reach,
  incidentId: string,
  version: number,
): Promise<SituationRecord> {
  const [found] = await tx
    .select()
    .from(situation)
    .where(and(eq(situation.incidentId, incidentId), eq(situation.version, version)))
  return found ?? refuse('not_found', 'There is no such version of the situation report.')
}

export async function addSituation(
  { tx }: Reach,
  fields: Omit<typeof situation.$inferInsert, 'tenantId'>,
): Promise<SituationRecord> {
  const [added] = await tx.insert(situation).values(fields).returning()
  return added ?? refuse('unavailable', 'The report could not be stored. Nothing was changed.')
}

export async function findTimer({ tx }: Reach, incidentId: string): Promise<TimerRecord | undefined> {
  const [found] = await tx.select().from(situationTimer).where(eq(situationTimer.incidentId, incidentId))
  return found
}

export async function putTimer(
  { tx }: Reach,
  fields: Omit<typeof situationTimer.$inferInsert, 'tenantId' | 'sentVersion'>,
): Promise<TimerRecord> {
  const { incidentId, ...change } = fields
  const [put] = await tx
    .insert(situationTimer)
    .values({ incidentId, ...change })
    .onConflictDoUpdate({ target: [situationTimer.tenantId, situationTimer.incidentId], set: change })
    .returning()
  return put ?? refuse('unavailable', 'The timer could not be set. Nothing was changed.')
}

export async function changeTimer(
  { tx }: Reach,
  incidentId: string,
  change: Partial<Pick<TimerRecord, 'nextAt' | 'sentVersion' | 'isOn'>>,
): Promise<void> {
  await tx.update(situationTimer).set(change).where(eq(situationTimer.incidentId, incidentId))
}

/** Open incidents whose report is due. */
export async function dueIncidents({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<string[]> {
  const rows = await tx
    .select({ id: situationTimer.incidentId })
    .from(situationTimer)
    .innerJoin(
      incident,
      and(eq(incident.tenantId, situationTimer.tenantId), eq(incident.id, situationTimer.incidentId)),
    )
    .where(and(eq(situationTimer.isOn, true), lte(situationTimer.nextAt, now), eq(incident.status, 'open')))
    .orderBy(asc(situationTimer.incidentId))
    .limit(100)
  return rows.map((row) => row.id)
}
