import { and, asc, desc, eq, isNotNull, lte } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { caseFacts, dutyReminder } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type CaseRecord = typeof caseFacts.$inferSelect

export async function findCase({ tx }: Reach, incidentId: string): Promise<CaseRecord | undefined> {
  const [found] = await tx.select().from(caseFacts).where(eq(caseFacts.incidentId, incidentId))
  return found
}

/** The row of this case, made where there was none, and locked: of two people who change it at once, one waits. */
export async function lockCase(
  { tx }: Reach,
  fresh: Omit<typeof caseFacts.$inferInsert, 'tenantId'>,
): Promise<CaseRecord> {
  await tx.insert(caseFacts).values(fresh).onConflictDoNothing()
  const [found] = await tx
    .select()
    .from(caseFacts)
    .where(eq(caseFacts.incidentId, fresh.incidentId))
    .for('update')
  return found ?? refuse('unavailable', 'The facts of this case could not be stored. Nothing was changed.')
}

export async function changeCase(
  { tx }: Reach,
  incidentId: string,
  change: Partial<Omit<CaseRecord, 'tenantId' | 'incidentId'>>,
): Promise<void> {
  await tx.update(caseFacts).set(change).where(eq(caseFacts.incidentId, incidentId))
}

/** Cases in which something was said, newest first. */
export async function listCases({ tx }: Reach, limit: number): Promise<CaseRecord[]> {
  return tx.select().from(caseFacts).orderBy(desc(caseFacts.incidentId)).limit(limit)
}

/** Cases in which something is to be brought to mind by now, locked; those that another process looks at are left to it. */
export async function takeCasesToLookAt({ tx }: Reach, now: Date, limit: number): Promise<CaseRecord[]> {
  return tx
    .select()
    .from(caseFacts)
    .where(and(isNotNull(caseFacts.lookAt), lte(caseFacts.lookAt, now)))
    .orderBy(asc(caseFacts.lookAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}

type Reminder = Omit<typeof dutyReminder.$inferInsert, 'tenantId'>

/** @returns whether it is new: what was told once is not told again */
export async function noteReminder({ tx }: Reach, reminder: Reminder): Promise<boolean> {
  const added = await tx
    .insert(dutyReminder)
    .values(reminder)
    .onConflictDoNothing()
    .returning({ stage: dutyReminder.stage })
  return added.length > 0
}
