import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { ReportOutcome } from '../contract/report-kinds.ts'
import type { MailFound } from '../contract/mail.ts'
import { report, reportMail, reportMessage, signal } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ReportRow = typeof report.$inferSelect

/** The report with what its signal says of how far it is. */
export async function findReportByReceipt({ tx }: Reach, hash: Buffer) {
  const [found] = await tx
    .select({ report, signal })
    .from(report)
    .innerJoin(signal, eq(signal.id, report.signalId))
    .where(eq(report.receiptHash, hash))
  return found
}

/** @throws Refusal `not_found` for a signal that no person reported, too; locked until the transaction ends */
export async function getReportToAnswer({ tx }: Reach, signalId: string): Promise<ReportRow> {
  const [found] = await tx.select().from(report).where(eq(report.signalId, signalId)).for('update')
  return found ?? refuse('not_found', 'There is no such report here.')
}

export async function listMessages({ tx }: Reach, reportId: string) {
  return tx
    .select()
    .from(reportMessage)
    .where(eq(reportMessage.reportId, reportId))
    .orderBy(asc(reportMessage.id))
    .limit(mostMessages)
}

/** Of one report; beyond it a talk is better held in another way. */
export const mostMessages = 200

export async function addMessage(
  { tx }: Reach,
  fields: { id: string; reportId: string; by: string; text: string; at: Date },
): Promise<void> {
  await tx.insert(reportMessage).values(fields)
}

/** The first answer stays the first. */
export async function noteAnswer({ tx }: Reach, id: string, at: Date): Promise<void> {
  await tx
    .update(report)
    .set({ answeredAt: at })
    .where(and(eq(report.id, id), isNull(report.answeredAt)))
}

export async function setOutcome(
  { tx }: Reach,
  id: string,
  { outcome, at }: { outcome: ReportOutcome; at: Date },
): Promise<void> {
  await tx.update(report).set({ outcome, outcomeAt: at }).where(eq(report.id, id))
}

/** What counts in the figures; the newest 20,000. */
export async function listForFigures({ tx }: Reach, since: Date) {
  return tx
    .select({
      kind: report.kind,
      receivedAt: report.receivedAt,
      answeredAt: report.answeredAt,
      outcomeAt: report.outcomeAt,
      isSettled: sql<boolean>`${signal.status} = 'dismissed' or ${signal.settledAt} is not null`,
    })
    .from(report)
    .innerJoin(signal, eq(signal.id, report.signalId))
    .where(gte(report.receivedAt, since))
    .orderBy(sql`${report.receivedAt} desc`)
    .limit(20_000)
}

/** How many reports came in from one moment to another, and when the first one did. Nobody is named. */
export async function countReportsIn(
  { tx }: Reach,
  from: Date,
  to: Date,
): Promise<{ readonly count: number; readonly firstAt: Date | null }> {
  const [found] = await tx
    .select({ count: sql<number>`count(*)::int`, firstAt: sql<string | null>`min(${report.receivedAt})` })
    .from(report)
    .where(and(gte(report.receivedAt, from), lte(report.receivedAt, to)))
  return { count: found?.count ?? 0, firstAt: found?.firstAt ? new Date(found.firstAt) : null }
}

export async function listMails({ tx }: Reach, reportId: string) {
  return tx
    .select()
    .from(reportMail)
    .where(eq(reportMail.reportId, reportId))
    .orderBy(asc(reportMail.id))
    .limit(20)
}

/** @returns false where the same bytes belong to this report already */
export async function addMail(
  { tx }: Reach,
  fields: { id: string; reportId: string; deliveryId: string; at: Date; found: MailFound },
): Promise<boolean> {
  const added = await tx.insert(reportMail).values(fields).onConflictDoNothing()
  return added.rowCount === 1
}
