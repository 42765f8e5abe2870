import { and, asc, eq, inArray } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { evidence } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type EvidenceRecord = typeof evidence.$inferSelect

export async function addEvidence(
  { tx }: Reach,
  fields: Omit<EvidenceRecord, 'tenantId'>,
): Promise<EvidenceRecord> {
  const [added] = await tx.insert(evidence).values(fields).returning()
  return added ?? refuse('unavailable', 'The evidence could not be recorded. Send it again.')
}

export async function listEvidence({ tx }: Reach, incidentId: string): Promise<EvidenceRecord[]> {
  return tx
    .select()
    .from(evidence)
    .where(eq(evidence.incidentId, incidentId))
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
}

/** Found by its incident and its own id together; one of them from elsewhere finds nothing. */
export async function getEvidence({ tx }: Reach, incidentId: string, id: string): Promise<EvidenceRecord> {
  const [found] = await tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.incidentId, incidentId), eq(evidence.id, id)))
  return found ?? refuse('not_found', 'There is no such evidence in this incident.')
}

/** How many of these ids this incident holds. */
export async function countKnown({ tx }: Reach, incidentId: string, ids: readonly string[]): Promise<number> {
  return tx.$count(evidence, and(eq(evidence.incidentId, incidentId), inArray(evidence.id, [...ids])))
}

/** Whether the record still leans on these bytes; the sweep of the file store asks before it removes any. */
export async function isKnownFile({ tx }: Reach, sha256: string): Promise<boolean> {
  return (await tx.$count(evidence, eq(evidence.sha256, sha256))) > 0
}
