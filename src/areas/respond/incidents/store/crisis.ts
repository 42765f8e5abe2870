import { and, desc, eq, isNull, lt, ne, or } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { crisis, decision, incident } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type CrisisRecord = typeof crisis.$inferSelect
type CrisisChange = Partial<Omit<CrisisRecord, 'tenantId' | 'incidentId'>>

export async function findCrisis({ tx }: Reach, incidentId: string): Promise<CrisisRecord | undefined> {
  const [found] = await tx.select().from(crisis).where(eq(crisis.incidentId, incidentId))
  return found
}

/** Begins crisis mode, or begins it anew where it had ended. */
export async function beginCrisis(
  { tx }: Reach,
  fields: Omit<typeof crisis.$inferInsert, 'tenantId'>,
): Promise<void> {
  const { incidentId: _id, ...change } = fields
  await tx
    .insert(crisis)
    .values(fields)
    .onConflictDoUpdate({
      target: [crisis.tenantId, crisis.incidentId],
      set: { ...change, endedAt: null, endReason: null, lastBriefingAt: null, remindedFor: null },
    })
}

export async function changeCrisis(
  { tx }: Reach,
  incidentId: string,
  change: CrisisChange,
): Promise<CrisisRecord> {
  const [changed] = await tx.update(crisis).set(change).where(eq(crisis.incidentId, incidentId)).returning()
  return changed ?? refuse('not_found', 'There is no such incident here.')
}

/** Crises of open incidents whose briefing is overdue and whose people were not reminded of it yet. */
export async function listOverdueBriefings({ tx }: Reach, now: Date) {
  return tx
    .select({
      incidentId: incident.id,
      number: incident.number,
      title: incident.title,
      leadId: incident.leadId,
      nextBriefingAt: crisis.nextBriefingAt,
    })
    .from(crisis)
    .innerJoin(incident, eq(incident.id, crisis.incidentId))
    .where(
      and(
        isNull(crisis.endedAt),
        lt(crisis.nextBriefingAt, now),
        or(isNull(crisis.remindedFor), ne(crisis.remindedFor, crisis.nextBriefingAt)),
        eq(incident.status, 'open'),
      ),
    )
    .limit(100)
}

/** Newest first. */
export async function latestDecisions({ tx }: Reach, incidentId: string, limit: number) {
  return tx
    .select()
    .from(decision)
    .where(eq(decision.incidentId, incidentId))
    .orderBy(desc(decision.decidedAt), desc(decision.id))
    .limit(limit)
}
