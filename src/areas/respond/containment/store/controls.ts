import { asc, desc, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { controlTest } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ControlTestRecord = typeof controlTest.$inferSelect

export async function listControlTests({ tx }: Reach, incidentId: string): Promise<ControlTestRecord[]> {
  return tx
    .select()
    .from(controlTest)
    .where(eq(controlTest.incidentId, incidentId))
    .orderBy(asc(controlTest.testedAt), asc(controlTest.id))
}

/** The newest of all cases that the viewer may see; bounded. */
export async function listLatestTests({ tx }: Reach): Promise<ControlTestRecord[]> {
  return tx.select().from(controlTest).orderBy(desc(controlTest.testedAt), desc(controlTest.id)).limit(1000)
}

export async function addControlTest(
  { tx }: Reach,
  fields: Omit<ControlTestRecord, 'tenantId'>,
): Promise<void> {
  await tx.insert(controlTest).values(fields)
}
