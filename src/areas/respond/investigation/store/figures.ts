import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { factor, finding, scopeLine } from '../tables.ts'

type Reach = Pick<Context, 'tx'>

/** Rows of one aggregate at most; a firm that has more reads the newest. */
const rowsAtMost = 50_000

export async function listMarked({ tx }: Reach): Promise<{ incidentId: string; counting: string }[]> {
  return tx
    .select({ incidentId: finding.incidentId, counting: finding.counting })
    .from(finding)
    .where(ne(finding.counting, 'none'))
    .limit(rowsAtMost)
}

export async function listAllFactorKinds({
  tx,
}: Reach): Promise<{ incidentId: string; kind: (typeof factor.$inferSelect)['kind'] }[]> {
  return tx
    .selectDistinct({ incidentId: factor.incidentId, kind: factor.kind })
    .from(factor)
    .where(isNull(factor.withdrawnAt))
    .orderBy(desc(factor.incidentId))
    .limit(rowsAtMost)
}

export async function listHoursDown({ tx }: Reach): Promise<{ incidentId: string; hours: number }[]> {
  const hours = sql<number>`max(${scopeLine.hoursDown})::float8`
  return tx
    .select({ incidentId: scopeLine.incidentId, hours })
    .from(scopeLine)
    .where(and(eq(scopeLine.standing, 'known'), gt(scopeLine.hoursDown, 0)))
    .groupBy(scopeLine.incidentId)
    .limit(rowsAtMost)
}
