import { isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import { report, reportLink } from '../tables.ts'

type Reach = Pick<Context, 'tx'>

/** The tenant whose open form this is. */
export async function tenantOfReportLink(door: Services['door'], hash: Buffer): Promise<string | undefined> {
  return tenantOf(door, 'report_link', hash)
}

export async function tenantOfReceipt(door: Services['door'], hash: Buffer): Promise<string | undefined> {
  return tenantOf(door, 'report_receipt', hash)
}

async function tenantOf(
  door: Services['door'],
  name: 'report_link' | 'report_receipt',
  hash: Buffer,
): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>(`select wall.${name}($1) as tenant`, [hash])
  return rows[0]?.tenant ?? undefined
}

export async function findReportLink({ tx }: Reach): Promise<typeof reportLink.$inferSelect | undefined> {
  const [found] = await tx.select().from(reportLink).where(isNull(reportLink.closedAt))
  return found
}

/** Closes the open form, if there is one. Answers how many were closed. */
export async function closeReportLinks({ tx }: Reach, at: Date): Promise<number> {
  const closed = await tx.update(reportLink).set({ closedAt: at }).where(isNull(reportLink.closedAt))
  return closed.rowCount ?? 0
}

/**
 * Opens a form in place of the one that is open. Of two people who do so at once the second waits for the first one's
 * commit, which it could not see before, and closes that form too.
 */
export async function replaceReportLink(
  { tx }: Reach,
  fields: { id: string; tokenHash: Buffer; createdAt: Date },
): Promise<void> {
  for (let turn = 1; turn <= 5; turn += 1) {
    await closeReportLinks({ tx }, fields.createdAt)
    const added = await tx.insert(reportLink).values(fields).onConflictDoNothing()
    if (added.rowCount === 1) return
  }
  refuse('conflict', 'Several people open a report form at this moment. Agree on one, then open it again.')
}

export async function addReport(
  { tx }: Reach,
  fields: Omit<typeof report.$inferSelect, 'tenantId' | 'outcome' | 'outcomeAt' | 'answeredAt'>,
): Promise<void> {
  await tx.insert(report).values(fields)
}

/** The organisation's name, as the form shows it. */
export async function organisationName({ tx }: Reach): Promise<string> {
  const { rows } = await tx.execute<{ name: string }>(sql`select name from app.tenant`)
  return rows[0]?.name ?? ''
}
