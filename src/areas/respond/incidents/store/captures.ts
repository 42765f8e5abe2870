import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { blocker, captureReceipt, cost, idea, infoNeed } from '../tables/capture.ts'
import { decision } from '../tables/incident.ts'

type Reach = Pick<Context, 'tx'>
type New<Table extends { $inferInsert: unknown }> = Omit<Table['$inferInsert'], 'tenantId'>
export type NeedRecord = typeof infoNeed.$inferSelect
export type BlockerRecord = typeof blocker.$inferSelect
export type CostRecord = typeof cost.$inferSelect
export type IdeaRecord = typeof idea.$inferSelect
export type DecisionRecord = typeof decision.$inferSelect

const notKept = 'It could not be stored. Nothing was changed.'

export async function listNeeds({ tx }: Reach, incidentId: string): Promise<NeedRecord[]> {
  return tx
    .select()
    .from(infoNeed)
    .where(eq(infoNeed.incidentId, incidentId))
    .orderBy(asc(infoNeed.wantedAt), asc(infoNeed.id))
}

export async function addNeed({ tx }: Reach, fields: New<typeof infoNeed>): Promise<NeedRecord> {
  const [added] = await tx.insert(infoNeed).values(fields).returning()
  return added ?? refuse('unavailable', notKept)
}

/** The first answer counts; undefined when there was one already. Refuses `not_found` for what this incident does not have. */
export async function answerNeed(
  { tx }: Reach,
  { incidentId, id }: { incidentId: string; id: string },
  answer: Pick<NeedRecord, 'gotAt' | 'gotBy' | 'answer'>,
): Promise<NeedRecord | undefined> {
  const mine = and(eq(infoNeed.incidentId, incidentId), eq(infoNeed.id, id))
  const [changed] = await tx
    .update(infoNeed)
    .set(answer)
    .where(and(mine, isNull(infoNeed.gotAt)))
    .returning()
  if (changed !== undefined) return changed
  const [known] = await tx.select({ id: infoNeed.id }).from(infoNeed).where(mine)
  return known === undefined ? refuse('not_found', 'There is no such question in this incident.') : undefined
}

export async function listBlockers({ tx }: Reach, incidentId: string): Promise<BlockerRecord[]> {
  return tx
    .select()
    .from(blocker)
    .where(eq(blocker.incidentId, incidentId))
    .orderBy(asc(blocker.beganAt), asc(blocker.id))
}

export async function addBlocker({ tx }: Reach, fields: New<typeof blocker>): Promise<BlockerRecord> {
  const [added] = await tx.insert(blocker).values(fields).returning()
  return added ?? refuse('unavailable', notKept)
}

/** As {@link answerNeed}: whoever ends it first has ended it. */
export async function endBlocker(
  { tx }: Reach,
  { incidentId, id }: { incidentId: string; id: string },
  end: Pick<BlockerRecord, 'endedAt' | 'endedBy' | 'outcome'>,
): Promise<BlockerRecord | undefined> {
  const mine = and(eq(blocker.incidentId, incidentId), eq(blocker.id, id))
  const [changed] = await tx
    .update(blocker)
    .set(end)
    .where(and(mine, isNull(blocker.endedAt)))
    .returning()
  if (changed !== undefined) return changed
  const [known] = await tx.select({ id: blocker.id }).from(blocker).where(mine)
  return known === undefined ? refuse('not_found', 'There is no such thing in this incident.') : undefined
}

export async function listCosts({ tx }: Reach, incidentId: string): Promise<CostRecord[]> {
  return tx
    .select()
    .from(cost)
    .where(eq(cost.incidentId, incidentId))
    .orderBy(asc(cost.recordedAt), asc(cost.id))
}

/** Money that was spent in these cases and not struck out; at most 20,000 lines. */
export async function listCostsIn(
  { tx }: Reach,
  incidentIds: readonly string[],
): Promise<{ id: string; incidentId: string; amount: number; currency: string }[]> {
  if (incidentIds.length === 0) return []
  const { id, incidentId, amount, currency } = cost
  const rows = await tx
    .select({ id, incidentId, amount, currency })
    .from(cost)
    .where(and(isAnyOf(incidentId, incidentIds), isNull(cost.struckAt), isNotNull(amount)))
    .limit(20_000)
  return rows.flatMap((row) =>
    row.amount === null || row.currency === null
      ? []
      : [{ ...row, amount: row.amount, currency: row.currency }],
  )
}

export async function addCost({ tx }: Reach, fields: New<typeof cost>): Promise<CostRecord> {
  const [added] = await tx.insert(cost).values(fields).returning()
  return added ?? refuse('unavailable', notKept)
}

/** As {@link answerNeed}. */
export async function strikeCost(
  { tx }: Reach,
  { incidentId, id }: { incidentId: string; id: string },
  strike: Pick<CostRecord, 'struckAt' | 'struckBy'>,
): Promise<CostRecord | undefined> {
  const mine = and(eq(cost.incidentId, incidentId), eq(cost.id, id))
  const [changed] = await tx
    .update(cost)
    .set(strike)
    .where(and(mine, isNull(cost.struckAt)))
    .returning()
  if (changed !== undefined) return changed
  const [known] = await tx.select({ id: cost.id }).from(cost).where(mine)
  return known === undefined ? refuse('not_found', 'There is no such cost in this incident.') : undefined
}

export async function listIdeas({ tx }: Reach, incidentId: string): Promise<IdeaRecord[]> {
  return tx
    .select()
    .from(idea)
    .where(eq(idea.incidentId, incidentId))
    .orderBy(asc(idea.recordedAt), asc(idea.id))
}

export async function addIdea({ tx }: Reach, fields: New<typeof idea>): Promise<IdeaRecord> {
  const [added] = await tx.insert(idea).values(fields).returning()
  return added ?? refuse('unavailable', notKept)
}

export async function listDecisions({ tx }: Reach, incidentId: string): Promise<DecisionRecord[]> {
  return tx
    .select()
    .from(decision)
    .where(eq(decision.incidentId, incidentId))
    .orderBy(asc(decision.decidedAt), asc(decision.id))
}

/** @returns false when a line with this id of the browser arrived before, in this incident or another */
export async function addReceipt({ tx }: Reach, fields: New<typeof captureReceipt>): Promise<boolean> {
  const added = await tx
    .insert(captureReceipt)
    .values(fields)
    .onConflictDoNothing()
    .returning({ clientId: captureReceipt.clientId })
  return added.length === 1
}
