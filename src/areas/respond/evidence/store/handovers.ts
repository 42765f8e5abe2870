import { and, asc, eq } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { handover } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type HandoverRecord = typeof handover.$inferSelect

export async function addHandover(
  { tx }: Reach,
  fields: typeof handover.$inferInsert,
): Promise<HandoverRecord> {
  const [added] = await tx.insert(handover).values(fields).returning()
  return added ?? refuse('unavailable', 'The hand-over could not be recorded. Nothing was changed.')
}

export async function listHandovers({ tx }: Reach, evidenceId: string): Promise<HandoverRecord[]> {
  return tx
    .select()
    .from(handover)
    .where(eq(handover.evidenceId, evidenceId))
    .orderBy(asc(handover.offeredAt), asc(handover.id))
}

/** The hand-over that waits for its taker, if there is one. */
export async function findOffer({ tx }: Reach, evidenceId: string): Promise<HandoverRecord | undefined> {
  const [found] = await tx
    .select()
    .from(handover)
    .where(and(eq(handover.evidenceId, evidenceId), eq(handover.state, 'offered')))
  return found
}

/** Found by its evidence and its own id together, locked until the transaction ends. */
export async function getHandover({ tx }: Reach, evidenceId: string, id: string): Promise<HandoverRecord> {
  const [found] = await tx
    .select()
    .from(handover)
    .where(and(eq(handover.evidenceId, evidenceId), eq(handover.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such hand-over of this evidence.')
}

export async function settleHandover(
  { tx }: Reach,
  id: string,
  settled: Pick<HandoverRecord, 'state' | 'settledAt' | 'settledBy' | 'note'> & { receiptId?: string | null },
): Promise<HandoverRecord> {
  const [row] = await tx.update(handover).set(settled).where(eq(handover.id, id)).returning()
  return row ?? refuse('not_found', 'There is no such hand-over of this evidence.')
}
