import { and, count, gte, lt } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { report } from '../tables.ts'

/** How many reports of people came in from one instant until before another. */
export async function countReports(
  { tx }: Pick<Context, 'tx'>,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<number> {
  const [found] = await tx
    .select({ count: count() })
    .from(report)
    .where(and(gte(report.receivedAt, from), lt(report.receivedAt, to)))
  return found?.count ?? 0
}
