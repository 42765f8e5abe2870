import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { riskCase } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type RiskCaseRecord = Omit<typeof riskCase.$inferSelect, 'tenantId'>

const isOpen = and(isNull(riskCase.isAccepted), isNull(riskCase.withdrawnAt))
const stands = isNull(riskCase.withdrawnAt)

/**
 * What a case says of a risk; what it said before is replaced while nobody decided on it.
 * @returns false where it said the same before, or was decided on
 */
export async function proposeRiskCase({ tx }: Reach, row: RiskCaseRecord): Promise<boolean> {
  const { likelihoodBefore, harmBefore, likelihood, harm, times, months, daysLost, proposedAt } = row
  const said = { likelihoodBefore, harmBefore, likelihood, harm, times, months, daysLost, proposedAt }
  const { rowCount } = await tx
    .insert(riskCase)
    .values(row)
    .onConflictDoUpdate({
      target: [riskCase.tenantId, riskCase.riskId, riskCase.incidentId],
      set: { ...said, withdrawnAt: null },
      setWhere: sql`${riskCase.isAccepted} is null and (${riskCase.withdrawnAt} is not null
        or (${riskCase.likelihoodBefore}, ${riskCase.harmBefore}, ${riskCase.likelihood}, ${riskCase.harm}, ${riskCase.times}, ${riskCase.daysLost})
        is distinct from (excluded.likelihood_before, excluded.harm_before, excluded.likelihood, excluded.harm, excluded.times, excluded.days_lost))`,
    })
  return rowCount === 1
}

/** @returns what nobody had decided on, and is taken back */
export async function takeBackRiskCases(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { incidentId, riskId }: { readonly incidentId: string; readonly riskId: string | undefined },
): Promise<RiskCaseRecord[]> {
  const ofRisk = riskId === undefined ? undefined : eq(riskCase.riskId, riskId)
  return tx
    .update(riskCase)
    .set({ withdrawnAt: now })
    .where(and(eq(riskCase.incidentId, incidentId), ofRisk, isOpen))
    .returning()
}

/** Cases that said something on which nobody decided yet. */
export async function casesWithOpenWords({ tx }: Reach): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ incidentId: riskCase.incidentId })
    .from(riskCase)
    .where(isOpen)
    .limit(500)
  return rows.map(({ incidentId }) => incidentId)
}

/** Open ones first, the newest before the older; of a risk, of a case, or of many cases. */
export async function listRiskCases(
  { tx }: Reach,
  by: { readonly riskId: string } | { readonly incidentId: string },
): Promise<RiskCaseRecord[]> {
  const of = 'riskId' in by ? eq(riskCase.riskId, by.riskId) : eq(riskCase.incidentId, by.incidentId)
  return tx
    .select()
    .from(riskCase)
    .where(and(of, stands))
    .orderBy(sql`${riskCase.decidedAt} is not null`, desc(riskCase.proposedAt), desc(riskCase.id))
    .limit(200)
}

/** Held until the transaction ends. */
export async function holdRiskCase({ tx }: Reach, id: string): Promise<RiskCaseRecord> {
  const [found] = await tx
    .select()
    .from(riskCase)
    .where(and(eq(riskCase.id, id), stands))
    .for('update')
  return found ?? refuse('not_found', 'There is no such proposal for a risk here.')
}

export async function decideRiskCase(
  { tx }: Reach,
  id: string,
  decided: Pick<RiskCaseRecord, 'isAccepted' | 'reason' | 'decidedAt' | 'decidedBy'>,
): Promise<void> {
  await tx.update(riskCase).set(decided).where(eq(riskCase.id, id))
}
