import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { contractIncident, dutyAnswer } from '../tables.ts'

type Reach = Pick<Context, 'tx'>

/** When the first notice of each case, or of one, went out that was not withdrawn; at most 50,000. */
export async function listFirstNotices(
  { tx }: Reach,
  incidentId?: string,
): Promise<{ incidentId: string; at: Date }[]> {
  const at = sql<Date>`min(${dutyAnswer.sentAt})`.mapWith(dutyAnswer.sentAt)
  return tx
    .select({ incidentId: dutyAnswer.incidentId, at })
    .from(dutyAnswer)
    .where(
      and(
        eq(dutyAnswer.kind, 'submitted'),
        isNull(dutyAnswer.withdrawnAt),
        isNotNull(dutyAnswer.sentAt),
        incidentId === undefined ? undefined : eq(dutyAnswer.incidentId, incidentId),
      ),
    )
    .groupBy(dutyAnswer.incidentId)
    .limit(50_000)
}

/** Which contracts played a part in which cases; at most 50,000. */
export async function listContractsInCases({
  tx,
}: Reach): Promise<{ incidentId: string; contractId: string }[]> {
  return tx
    .selectDistinct({ incidentId: contractIncident.incidentId, contractId: contractIncident.contractId })
    .from(contractIncident)
    .limit(50_000)
}
