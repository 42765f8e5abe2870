import { and, asc, eq, inArray } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { hypothesis, hypothesisPoint } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type HypothesisRecord = typeof hypothesis.$inferSelect
export type PointRecord = typeof hypothesisPoint.$inferSelect

export async function listHypotheses({ tx }: Reach, incidentId: string): Promise<HypothesisRecord[]> {
  return tx
    .select()
    .from(hypothesis)
    .where(eq(hypothesis.incidentId, incidentId))
    .orderBy(asc(hypothesis.addedAt), asc(hypothesis.id))
}

export async function listPoints({ tx }: Reach, hypotheses: readonly string[]): Promise<PointRecord[]> {
  if (hypotheses.length === 0) return []
  return tx
    .select()
    .from(hypothesisPoint)
    .where(inArray(hypothesisPoint.hypothesisId, [...hypotheses]))
    .orderBy(asc(hypothesisPoint.addedAt), asc(hypothesisPoint.id))
}

/** Found by its incident and its own id together, and locked; one of them from elsewhere finds nothing. */
export async function getHypothesis(
  { tx }: Reach,
  incidentId: string,
  id: string,
): Promise<HypothesisRecord> {
  const [found] = await tx
    .select()
    .from(hypothesis)
    .where(and(eq(hypothesis.incidentId, incidentId), eq(hypothesis.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such hypothesis in this incident.')
}

export async function addHypothesis(
  { tx }: Reach,
  fields: Omit<typeof hypothesis.$inferInsert, 'tenantId'>,
): Promise<HypothesisRecord> {
  const [added] = await tx.insert(hypothesis).values(fields).returning()
  return added ?? refuse('unavailable', 'The hypothesis could not be stored. Nothing was changed.')
}

export async function addPoint(
  { tx }: Reach,
  fields: Omit<typeof hypothesisPoint.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(hypothesisPoint).values(fields)
}

export async function changeHypothesis(
  { tx }: Reach,
  id: string,
  change: Pick<HypothesisRecord, 'standing' | 'confidence' | 'judgedAt' | 'judgedBy'>,
): Promise<HypothesisRecord> {
  const [changed] = await tx.update(hypothesis).set(change).where(eq(hypothesis.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such hypothesis in this incident.')
}
