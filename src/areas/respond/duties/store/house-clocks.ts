import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { houseClock } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ClockRecord = typeof houseClock.$inferSelect

/** All that ever ran in this case, the nearest end first. */
export async function listClocksOf({ tx }: Reach, incidentId: string): Promise<ClockRecord[]> {
  return tx
    .select()
    .from(houseClock)
    .where(eq(houseClock.incidentId, incidentId))
    .orderBy(asc(houseClock.dueAt), asc(houseClock.id))
    .limit(200)
}

/** What runs in any case that this viewer sees, the nearest end first. */
export async function listRunningClocks({ tx }: Reach, limit: number): Promise<ClockRecord[]> {
  return tx
    .select()
    .from(houseClock)
    .where(eq(houseClock.state, 'running'))
    .orderBy(asc(houseClock.dueAt), asc(houseClock.id))
    .limit(limit)
}

/** Locked: of two people who settle it at once, the second sees what the first did. */
export async function getClock({ tx }: Reach, incidentId: string, id: string): Promise<ClockRecord> {
  const [found] = await tx
    .select()
    .from(houseClock)
    .where(and(eq(houseClock.incidentId, incidentId), eq(houseClock.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such clock in this incident.')
}

export async function addClocks(
  { tx }: Reach,
  rows: readonly Omit<typeof houseClock.$inferInsert, 'tenantId'>[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(houseClock)
      .values([...rows])
      .onConflictDoNothing()
}

export async function changeClock(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<ClockRecord, 'tenantId' | 'id' | 'incidentId'>>,
): Promise<void> {
  await tx.update(houseClock).set(change).where(eq(houseClock.id, id))
}

/** What is to be brought to mind by now, locked; what another process looks at is left to it. */
export async function takeClocksToLookAt({ tx }: Reach, now: Date, limit: number): Promise<ClockRecord[]> {
  return tx
    .select()
    .from(houseClock)
    .where(and(isNotNull(houseClock.lookAt), lte(houseClock.lookAt, now)))
    .orderBy(asc(houseClock.lookAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}
