import { and, asc, eq, inArray } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { claimCost, contractIncident } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type PartRecord = typeof contractIncident.$inferSelect
export type ClaimCostRecord = typeof claimCost.$inferSelect

/** Of one case, or of these contracts in all cases that this viewer sees. */
export async function listParts(
  { tx }: Reach,
  of: { readonly incidentId: string } | { readonly contractIds: readonly string[] },
): Promise<PartRecord[]> {
  if ('contractIds' in of && of.contractIds.length === 0) return []
  return tx
    .select()
    .from(contractIncident)
    .where(
      'incidentId' in of
        ? eq(contractIncident.incidentId, of.incidentId)
        : inArray(contractIncident.contractId, [...of.contractIds]),
    )
    .orderBy(asc(contractIncident.notedAt), asc(contractIncident.id))
    .limit(500)
}

export async function addPart(
  { tx }: Reach,
  fields: Omit<typeof contractIncident.$inferInsert, 'tenantId'>,
): Promise<void> {
  const { rowCount } = await tx.insert(contractIncident).values(fields).onConflictDoNothing()
  if (rowCount === 0) refuse('conflict', 'This part of the contract is noted already.')
}

export async function removePart(
  { tx }: Reach,
  { incidentId, id }: { incidentId: string; id: string },
): Promise<PartRecord> {
  const [gone] = await tx
    .delete(contractIncident)
    .where(and(eq(contractIncident.incidentId, incidentId), eq(contractIncident.id, id)))
    .returning()
  return gone ?? refuse('not_found', 'There is no such note in this incident.')
}

export async function listClaimCosts({ tx }: Reach, incidentId: string): Promise<ClaimCostRecord[]> {
  return tx.select().from(claimCost).where(eq(claimCost.incidentId, incidentId))
}

/** Which firm a cost went to, in these cases; at most 20,000. */
export async function listFirms(
  { tx }: Reach,
  incidentIds: readonly string[],
): Promise<{ incidentId: string; costId: string; firm: string }[]> {
  if (incidentIds.length === 0) return []
  const { incidentId, costId, firm } = claimCost
  return tx
    .select({ incidentId, costId, firm })
    .from(claimCost)
    .where(isAnyOf(incidentId, incidentIds))
    .limit(20_000)
}

/** How a cost stands with the insurer; what was known of it before gives way. */
export async function saveClaimCost({ tx }: Reach, fields: Omit<ClaimCostRecord, 'tenantId'>): Promise<void> {
  const { firm, hadToAsk, consentId, unaskedReason } = fields
  await tx
    .insert(claimCost)
    .values(fields)
    .onConflictDoUpdate({
      target: [claimCost.tenantId, claimCost.incidentId, claimCost.costId],
      set: { firm, hadToAsk, consentId, unaskedReason },
    })
}
