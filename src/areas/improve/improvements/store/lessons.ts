import { and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { blindSpot, businessDecision, riskCase } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SpotRecord = Omit<typeof blindSpot.$inferSelect, 'tenantId'>
export type DecisionRecord = Omit<typeof businessDecision.$inferSelect, 'tenantId'>
export type RiskCaseRecord = Omit<typeof riskCase.$inferSelect, 'tenantId'>

/** A case that is closed once more is weighed once more; what was answered stays. */
export async function askSpot(
  { tx }: Reach,
  row: Pick<SpotRecord, 'incidentId' | 'ownerId' | 'askedAt'>,
): Promise<void> {
  await tx
    .insert(blindSpot)
    .values(row)
    .onConflictDoUpdate({ target: [blindSpot.tenantId, blindSpot.incidentId], set: { weighedAt: null } })
}

export async function findSpot({ tx }: Reach, incidentId: string): Promise<SpotRecord | undefined> {
  const [found] = await tx.select().from(blindSpot).where(eq(blindSpot.incidentId, incidentId))
  return found
}

/** Those that nobody answered first, the newest of each before the older. */
export async function listSpots(
  { tx }: Reach,
  {
    isOpen,
    limit,
    after,
  }: { readonly isOpen?: boolean | undefined; readonly limit: number; readonly after?: string | undefined },
): Promise<(SpotRecord & { readonly id: string })[]> {
  const place = sql`(${blindSpot.verdict} is not null, -extract(epoch from ${blindSpot.askedAt}), ${blindSpot.incidentId})`
  const last =
    after === undefined
      ? undefined
      : sql`${place} > (select last.verdict is not null, -extract(epoch from last.asked_at), last.incident_id from app.blind_spot as last where last.incident_id = ${after})`
  const rows = await tx
    .select()
    .from(blindSpot)
    .where(and(isOpen === true ? isNull(blindSpot.verdict) : undefined, last))
    .orderBy(sql`${blindSpot.verdict} is not null`, desc(blindSpot.askedAt), asc(blindSpot.incidentId))
    .limit(limit)
  return rows.map((row) => ({ ...row, id: row.incidentId }))
}

/** @throws Refusal `not_found` where this case asks nothing, or is not seen */
export async function changeSpot(
  { tx }: Reach,
  incidentId: string,
  change: Partial<Omit<SpotRecord, 'incidentId' | 'askedAt'>>,
): Promise<SpotRecord> {
  const [changed] = await tx
    .update(blindSpot)
    .set(change)
    .where(eq(blindSpot.incidentId, incidentId))
    .returning()
  return (
    changed ??
    refuse('not_found', 'This incident asks for no blind spot. It does once it is closed as resolved.')
  )
}

/** Of what was closed, what follows was not worked out yet; the oldest first, held until the transaction ends. */
export async function holdUnweighed({ tx }: Reach, limit: number): Promise<SpotRecord[]> {
  return tx
    .select()
    .from(blindSpot)
    .where(isNull(blindSpot.weighedAt))
    .orderBy(asc(blindSpot.askedAt), asc(blindSpot.incidentId))
    .limit(limit)
    .for('update', { skipLocked: true })
}

/** Open ones that were asked before this, and of which nobody was reminded since that day. */
export async function listOldSpots(
  { tx }: Reach,
  { askedBefore, quietSince }: { readonly askedBefore: Date; readonly quietSince: string },
): Promise<SpotRecord[]> {
  return tx
    .select()
    .from(blindSpot)
    .where(
      and(
        isNull(blindSpot.verdict),
        lt(blindSpot.askedAt, askedBefore),
        sql`(${blindSpot.remindedOn} is null or ${blindSpot.remindedOn} < ${quietSince})`,
      ),
    )
    .orderBy(asc(blindSpot.incidentId))
    .limit(500)
}

export async function countOpenSpots({ tx }: Reach, askedBefore: Date): Promise<number> {
  return tx.$count(blindSpot, and(isNull(blindSpot.verdict), lt(blindSpot.askedAt, askedBefore)))
}

export async function insertDecision({ tx }: Reach, row: DecisionRecord): Promise<void> {
  await tx.insert(businessDecision).values(row)
}

/** The newest first. */
export async function listDecisions(
  { tx }: Reach,
  {
    incidentId,
    limit,
    after,
  }: { readonly incidentId?: string; readonly limit: number; readonly after?: string | undefined },
): Promise<DecisionRecord[]> {
  return tx
    .select()
    .from(businessDecision)
    .where(
      and(
        incidentId === undefined ? undefined : eq(businessDecision.incidentId, incidentId),
        after === undefined ? undefined : lt(businessDecision.id, after),
      ),
    )
    .orderBy(desc(businessDecision.id))
    .limit(limit)
}

/** Held until the transaction ends. */
export async function holdDecision({ tx }: Reach, id: string): Promise<DecisionRecord> {
  const [found] = await tx.select().from(businessDecision).where(eq(businessDecision.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such decision here.')
}

export async function changeDecision(
  { tx }: Reach,
  id: string,
  change: Partial<Pick<DecisionRecord, 'followedAt' | 'followedBy' | 'outcome' | 'remindedOn'>>,
): Promise<void> {
  await tx.update(businessDecision).set(change).where(eq(businessDecision.id, id))
}

/** Those whose look back is still to come or overdue; at most a thousand. */
export async function listUnfollowed({ tx }: Reach): Promise<DecisionRecord[]> {
  return tx
    .select()
    .from(businessDecision)
    .where(isNull(businessDecision.followedAt))
    .orderBy(asc(businessDecision.followUpOn), asc(businessDecision.id))
    .limit(1000)
}

/** @returns false where this case said so before */
export async function insertRiskCase({ tx }: Reach, row: RiskCaseRecord): Promise<boolean> {
  const { rowCount } = await tx.insert(riskCase).values(row).onConflictDoNothing()
  return rowCount === 1
}

/** Open ones first, the newest before the older; of a risk, of a case, or of many cases. */
export async function listRiskCases(
  { tx }: Reach,
  by: { readonly riskId: string } | { readonly incidentId: string },
): Promise<RiskCaseRecord[]> {
  return tx
    .select()
    .from(riskCase)
    .where('riskId' in by ? eq(riskCase.riskId, by.riskId) : eq(riskCase.incidentId, by.incidentId))
    .orderBy(sql`${riskCase.decidedAt} is not null`, desc(riskCase.proposedAt), desc(riskCase.id))
    .limit(200)
}

/** Held until the transaction ends. */
export async function holdRiskCase({ tx }: Reach, id: string): Promise<RiskCaseRecord> {
  const [found] = await tx.select().from(riskCase).where(eq(riskCase.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such proposal for a risk here.')
}

export async function decideRiskCase(
  { tx }: Reach,
  id: string,
  decided: Pick<RiskCaseRecord, 'isAccepted' | 'reason' | 'decidedAt' | 'decidedBy'>,
): Promise<void> {
  await tx.update(riskCase).set(decided).where(eq(riskCase.id, id))
}
