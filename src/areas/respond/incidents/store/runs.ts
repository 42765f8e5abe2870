import { and, desc, eq, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { incident, run } from '../tables/incident.ts'

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

/** What people did in the newest runs of one playbook in real cases that this viewer sees. */
export async function runStatesOfKind(
  { tx }: Reach,
  wanted: {
    readonly kind: typeof incident.$inferSelect.kind
    /** Absent in runs from before there were own playbooks. */
    readonly key: string | undefined
    readonly limit: number
  },
): Promise<RunRecord['state'][]> {
  const key = wanted.key ?? null
  // Judged before it is cut: of many runs of other playbooks none takes the place of one of this.
  const rows = await tx
    .select({ state: run.state })
    .from(run)
    .innerJoin(incident, and(eq(incident.tenantId, run.tenantId), eq(incident.id, run.incidentId)))
    .where(
      and(
        ...[eq(incident.kind, wanted.kind), eq(incident.hasRun, true), eq(incident.mode, 'real')],
        sql`${run.document} ->> 'key' is not distinct from ${key}::text`,
      ),
    )
    .orderBy(desc(incident.number))
    .limit(wanted.limit)
  return rows.map(({ state }) => state)
}
