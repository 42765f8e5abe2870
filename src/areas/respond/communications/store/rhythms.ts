import { and, asc, eq, lte } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { reportRhythm } from '../tables/statements.ts'

type Reach = Pick<Context, 'tx'>
export type RhythmRecord = typeof reportRhythm.$inferSelect

interface Named {
  readonly incidentId: string
  readonly audience: RhythmRecord['audience']
}

export async function listRhythms({ tx }: Reach, incidentId: string): Promise<RhythmRecord[]> {
  return tx
    .select()
    .from(reportRhythm)
    .where(eq(reportRhythm.incidentId, incidentId))
    .orderBy(asc(reportRhythm.audience))
}

/** The rhythm of one audience, locked; undefined where there never was one. */
export async function findRhythm(
  { tx }: Reach,
  { incidentId, audience }: Named,
): Promise<RhythmRecord | undefined> {
  const [found] = await tx
    .select()
    .from(reportRhythm)
    .where(and(eq(reportRhythm.incidentId, incidentId), eq(reportRhythm.audience, audience)))
    .for('update')
  return found
}

/** The rhythm whose report of this turn is this statement, locked. */
export async function findRhythmOf({ tx }: Reach, statementId: string): Promise<RhythmRecord | undefined> {
  const [found] = await tx
    .select()
    .from(reportRhythm)
    .where(eq(reportRhythm.statementId, statementId))
    .for('update')
  return found
}

/** Of two people who set one at once, the second is told. */
export async function saveRhythm({ tx }: Reach, fields: Omit<RhythmRecord, 'tenantId'>): Promise<void> {
  const { incidentId: _incident, audience: _audience, ...change } = fields
  const { rowCount } = await tx
    .insert(reportRhythm)
    .values(fields)
    .onConflictDoUpdate({
      target: [reportRhythm.tenantId, reportRhythm.incidentId, reportRhythm.audience],
      set: change,
      setWhere: eq(reportRhythm.revision, fields.revision - 1),
    })
  if (rowCount === 0)
    refuse('conflict', 'Somebody else changed this rhythm meanwhile. Look at it, then do it again.', {
      reason: 'stale',
    })
}

export async function changeRhythm(
  { tx }: Reach,
  { incidentId, audience }: Named,
  change: Partial<Pick<RhythmRecord, 'nextAt' | 'lookAt' | 'statementId'>>,
): Promise<void> {
  await tx
    .update(reportRhythm)
    .set(change)
    .where(and(eq(reportRhythm.incidentId, incidentId), eq(reportRhythm.audience, audience)))
}

/** Rhythms that the clock has to look at, the one that waited longest first. */
export async function dueRhythms({ tx, now }: Pick<Context, 'tx' | 'now'>, limit: number): Promise<Named[]> {
  return tx
    .select({ incidentId: reportRhythm.incidentId, audience: reportRhythm.audience })
    .from(reportRhythm)
    .where(and(eq(reportRhythm.isOn, true), lte(reportRhythm.lookAt, now)))
    .orderBy(asc(reportRhythm.lookAt))
    .limit(limit)
}
