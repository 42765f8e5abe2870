import { and, count, gte, lt, sql } from 'drizzle-orm'
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

/** The same by day, on the calendar of the organisation. */
export async function listReportDays(
  { tx }: Pick<Context, 'tx'>,
  { from, to, timeZone }: { readonly from: Date; readonly to: Date; readonly timeZone: string },
): Promise<{ day: string; count: number }[]> {
  const day = sql<string>`to_char(${report.receivedAt} at time zone ${timeZone}, 'YYYY-MM-DD')`
  return tx
    .select({ day, count: count() })
    .from(report)
    .where(and(gte(report.receivedAt, from), lt(report.receivedAt, to)))
    .groupBy(sql`1`)
}
