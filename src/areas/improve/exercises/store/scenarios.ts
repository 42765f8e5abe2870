import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { exerciseScenario, exerciseScenarioVersion } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ScenarioRecord = typeof exerciseScenario.$inferSelect
export type ScenarioVersion = typeof exerciseScenarioVersion.$inferSelect

/** Own scenarios in use, by title; a small firm writes dozens, and a hundred at most are offered. */
export async function listOwnScenarios({ tx }: Reach): Promise<ScenarioRecord[]> {
  return tx
    .select()
    .from(exerciseScenario)
    .where(isNull(exerciseScenario.withdrawnAt))
    .orderBy(asc(sql`lower(${exerciseScenario.title})`), asc(exerciseScenario.id))
    .limit(100)
}

/** @throws Refusal `not_found` */
export async function getOwnScenario({ tx }: Reach, id: string): Promise<ScenarioRecord> {
  const [found] = await tx.select().from(exerciseScenario).where(eq(exerciseScenario.id, id))
  return found ?? refuseUnknown()
}

/** Held until the transaction ends. */
export async function holdOwnScenario({ tx }: Reach, id: string): Promise<ScenarioRecord> {
  const [found] = await tx.select().from(exerciseScenario).where(eq(exerciseScenario.id, id)).for('update')
  return found ?? refuseUnknown()
}

/** @returns undefined when one of this title is there already */
export async function insertScenario(
  { tx }: Reach,
  row: Omit<ScenarioRecord, 'tenantId'>,
  note: string,
): Promise<ScenarioRecord | undefined> {
  const [added] = await tx.insert(exerciseScenario).values(row).onConflictDoNothing().returning()
  if (added !== undefined) await keepVersion({ tx }, added, note)
  return added
}

export async function changeScenario(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<ScenarioRecord, 'tenantId' | 'id'>>,
  note: string | null,
): Promise<ScenarioRecord> {
  const [changed] = await tx
    .update(exerciseScenario)
    .set(change)
    .where(eq(exerciseScenario.id, id))
    .returning()
  if (changed === undefined) refuseUnknown()
  if (note !== null) await keepVersion({ tx }, changed, note)
  return changed
}

async function keepVersion(
  { tx }: Reach,
  { id: scenarioId, version: number, document, changedAt: savedAt, changedBy: savedBy }: ScenarioRecord,
  note: string,
): Promise<void> {
  await tx.insert(exerciseScenarioVersion).values({ scenarioId, number, document, note, savedAt, savedBy })
}

/** The newest fifty, without their words. */
export async function versionsOf(
  { tx }: Reach,
  id: string,
): Promise<Pick<ScenarioVersion, 'number' | 'note' | 'savedAt' | 'savedBy'>[]> {
  const { number, note, savedAt, savedBy, scenarioId } = exerciseScenarioVersion
  return tx
    .select({ number, note, savedAt, savedBy })
    .from(exerciseScenarioVersion)
    .where(and(eq(scenarioId, id)))
    .orderBy(desc(number))
    .limit(50)
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such scenario here.')
}
