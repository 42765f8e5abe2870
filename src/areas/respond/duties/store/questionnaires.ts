import { and, desc, eq } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { legalQuestionnaire } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type QuestionnaireRecord = typeof legalQuestionnaire.$inferSelect

/** Those of a case, the newest first; nobody fills in as many by hand. */
const mostShown = 40

export async function listQuestionnaires({ tx }: Reach, incidentId: string): Promise<QuestionnaireRecord[]> {
  return tx
    .select()
    .from(legalQuestionnaire)
    .where(eq(legalQuestionnaire.incidentId, incidentId))
    .orderBy(desc(legalQuestionnaire.filledAt), desc(legalQuestionnaire.number))
    .limit(mostShown)
}

/** The one of this kind that was filled in last; undefined for none. */
export async function findLastOf(
  { tx }: Reach,
  incidentId: string,
  kind: QuestionnaireRecord['kind'],
): Promise<QuestionnaireRecord | undefined> {
  const [last] = await tx
    .select()
    .from(legalQuestionnaire)
    .where(and(eq(legalQuestionnaire.incidentId, incidentId), eq(legalQuestionnaire.kind, kind)))
    .orderBy(desc(legalQuestionnaire.number))
    .limit(1)
  return last
}

export async function getQuestionnaire(
  { tx }: Reach,
  incidentId: string,
  id: string,
): Promise<QuestionnaireRecord> {
  const [found] = await tx
    .select()
    .from(legalQuestionnaire)
    .where(and(eq(legalQuestionnaire.incidentId, incidentId), eq(legalQuestionnaire.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such questionnaire in this incident.')
}

export async function addQuestionnaire(
  { tx }: Reach,
  fields: Omit<typeof legalQuestionnaire.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(legalQuestionnaire).values(fields)
}

export async function noteReview(
  { tx }: Reach,
  id: string,
  change: Pick<QuestionnaireRecord, 'verdict' | 'reviewedAt' | 'reviewedBy' | 'note'>,
): Promise<void> {
  await tx.update(legalQuestionnaire).set(change).where(eq(legalQuestionnaire.id, id))
}
