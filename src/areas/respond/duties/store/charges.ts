import { and, asc, eq, isNull, notExists } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { dutyAnswer, dutyCharge, dutyDelay } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type DelayRecord = typeof dutyDelay.$inferSelect

/** Member by the key of the duty that is theirs. */
export async function ownersIn({ tx }: Reach, incidentId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.select().from(dutyCharge).where(eq(dutyCharge.incidentId, incidentId))
  return new Map(rows.map(({ dutyKey, ownerId }) => [dutyKey, ownerId]))
}

/** Cases in which something was given to this member that nobody answered yet, the oldest first. */
export async function casesOwnedBy({ tx }: Reach, memberId: string): Promise<string[]> {
  const answered = tx
    .select({ id: dutyAnswer.id })
    .from(dutyAnswer)
    .where(
      and(
        eq(dutyAnswer.incidentId, dutyCharge.incidentId),
        eq(dutyAnswer.dutyKey, dutyCharge.dutyKey),
        isNull(dutyAnswer.withdrawnAt),
      ),
    )
  const rows = await tx
    .selectDistinct({ incidentId: dutyCharge.incidentId })
    .from(dutyCharge)
    .where(and(eq(dutyCharge.ownerId, memberId), notExists(answered)))
    .orderBy(asc(dutyCharge.incidentId))
  return rows.map(({ incidentId }) => incidentId)
}

export async function saveOwner(
  { tx }: Reach,
  fields: Omit<typeof dutyCharge.$inferSelect, 'tenantId'>,
): Promise<void> {
  await tx
    .insert(dutyCharge)
    .values(fields)
    .onConflictDoUpdate({
      target: [dutyCharge.tenantId, dutyCharge.incidentId, dutyCharge.dutyKey],
      set: fields,
    })
}

export async function removeOwner(
  { tx }: Reach,
  { incidentId, dutyKey }: { incidentId: string; dutyKey: string },
): Promise<void> {
  await tx
    .delete(dutyCharge)
    .where(and(eq(dutyCharge.incidentId, incidentId), eq(dutyCharge.dutyKey, dutyKey)))
}

/** In the order in which they were recorded, ended ones too. */
export async function listDelays({ tx }: Reach, incidentId: string): Promise<DelayRecord[]> {
  return tx.select().from(dutyDelay).where(eq(dutyDelay.incidentId, incidentId)).orderBy(asc(dutyDelay.id))
}

/** Refuses `conflict` where the duty has one that stands. */
export async function addDelay(
  { tx }: Reach,
  fields: Omit<typeof dutyDelay.$inferInsert, 'tenantId'>,
): Promise<void> {
  const { rowCount } = await tx.insert(dutyDelay).values(fields).onConflictDoNothing()
  if (rowCount === 0)
    refuse('conflict', 'More time is recorded for this duty already. End that record first, with the reason.')
}

export async function endDelay(
  { tx }: Reach,
  { incidentId, id }: { incidentId: string; id: string },
  change: { endedAt: Date; endedBy: string; endedReason: string },
): Promise<DelayRecord> {
  const mine = and(eq(dutyDelay.incidentId, incidentId), eq(dutyDelay.id, id))
  const [found] = await tx.select().from(dutyDelay).where(mine).for('update')
  if (found === undefined) refuse('not_found', 'There is no such delay in this incident.')
  if (found.endedAt !== null) refuse('conflict', `${found.endedBy} ended this already.`)
  await tx
    .update(dutyDelay)
    .set(change)
    .where(and(mine, isNull(dutyDelay.endedAt)))
  return found
}
