import { and, asc, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { RegisterStanding } from '../contract/answering.ts'
import { dutyAnswer } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type AnswerRecord = typeof dutyAnswer.$inferSelect

/** In the order in which they were signed, withdrawn ones too. */
export async function listAnswers({ tx }: Reach, incidentId: string): Promise<AnswerRecord[]> {
  return tx.select().from(dutyAnswer).where(eq(dutyAnswer.incidentId, incidentId)).orderBy(asc(dutyAnswer.id))
}

/** Refuses `conflict` where the duty has an answer that stands. */
export async function addAnswer(
  { tx }: Reach,
  fields: Omit<typeof dutyAnswer.$inferInsert, 'tenantId'>,
): Promise<void> {
  const added = await tx
    .insert(dutyAnswer)
    .values(fields)
    .onConflictDoNothing()
    .returning({ id: dutyAnswer.id })
  if (added.length === 0)
    refuse('conflict', 'This duty was answered already. Withdraw that answer first, with the reason.')
}

export async function getAnswer({ tx }: Reach, incidentId: string, id: string): Promise<AnswerRecord> {
  const [found] = await tx
    .select()
    .from(dutyAnswer)
    .where(and(eq(dutyAnswer.incidentId, incidentId), eq(dutyAnswer.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such answer in this incident.')
}

export async function withdrawAnswer(
  { tx }: Reach,
  id: string,
  change: { withdrawnAt: Date; withdrawnBy: string; withdrawnReason: string },
): Promise<void> {
  await tx
    .update(dutyAnswer)
    .set(change)
    .where(and(eq(dutyAnswer.id, id), isNull(dutyAnswer.withdrawnAt)))
}

/** Newest first; asks for one more than a page to know whether there is a next. */
export async function listRegister(
  { tx }: Reach,
  {
    before,
    limit,
    standing,
    late,
  }: {
    before: string | undefined
    limit: number
    standing?: RegisterStanding | undefined
    late?: 'yes' | undefined
  },
): Promise<AnswerRecord[]> {
  const { kind, withdrawnAt, isLate } = dutyAnswer
  return tx
    .select()
    .from(dutyAnswer)
    .where(
      and(
        before === undefined ? undefined : lt(dutyAnswer.id, before),
        standing === 'withdrawn' ? isNotNull(withdrawnAt) : undefined,
        standing === 'submitted' || standing === 'declined'
          ? and(eq(kind, standing), isNull(withdrawnAt))
          : undefined,
        late === 'yes' ? eq(isLate, true) : undefined,
      ),
    )
    .orderBy(desc(dutyAnswer.id))
    .limit(limit + 1)
}
