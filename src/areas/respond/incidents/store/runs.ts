import { eq } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { run } from '../tables/incident.ts'

type Reach = Pick<Context, 'tx'>
export type RunRecord = typeof run.$inferSelect

export async function getRun({ tx }: Reach, incidentId: string): Promise<RunRecord> {
  const [found] = await tx.select().from(run).where(eq(run.incidentId, incidentId))
  return found ?? refuse('not_found', 'No playbook was started in this incident.')
}

export async function addRun(
  { tx }: Reach,
  fields: Omit<typeof run.$inferInsert, 'tenantId'>,
): Promise<RunRecord> {
  const [added] = await tx.insert(run).values(fields).returning()
  return added ?? refuse('unavailable', 'The run could not be stored. Nothing was changed.')
}

/** What people did; the frozen document itself cannot be changed, not even by this program's login. */
export async function changeRun(
  { tx }: Reach,
  incidentId: string,
  change: Pick<RunRecord, 'state' | 'evidence' | 'waivers'>,
): Promise<RunRecord> {
  const [changed] = await tx.update(run).set(change).where(eq(run.incidentId, incidentId)).returning()
  return changed ?? refuse('not_found', 'No playbook was started in this incident.')
}
