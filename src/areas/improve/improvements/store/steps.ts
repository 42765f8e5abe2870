import { desc, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { improvementStep } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type StepRecord = Omit<typeof improvementStep.$inferSelect, 'tenantId'>

export async function insertStep({ tx }: Reach, row: StepRecord): Promise<void> {
  await tx.insert(improvementStep).values(row)
}

/** The newest first. */
export async function stepsOf({ tx }: Reach, improvementId: string): Promise<StepRecord[]> {
  return tx
    .select()
    .from(improvementStep)
    .where(eq(improvementStep.improvementId, improvementId))
    .orderBy(desc(improvementStep.takenAt), desc(improvementStep.id))
    .limit(200)
}
