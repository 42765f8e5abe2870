import { and, desc, eq, lt } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { gradingProposal } from '../tables/incident.ts'

type Reach = Pick<Context, 'tx'>
export type ProposalRecord = Omit<typeof gradingProposal.$inferSelect, 'tenantId'>

/** The newest first; of one source, or all. */
export async function listProposalRows(
  { tx }: Reach,
  {
    sourceId,
    after,
    limit,
  }: { readonly sourceId?: string; readonly after?: string | undefined; readonly limit: number },
): Promise<ProposalRecord[]> {
  return tx
    .select()
    .from(gradingProposal)
    .where(
      and(
        sourceId === undefined ? undefined : eq(gradingProposal.sourceId, sourceId),
        // Ids grow with time.
        after === undefined ? undefined : lt(gradingProposal.id, after),
      ),
    )
    .orderBy(desc(gradingProposal.id))
    .limit(limit)
}

/** Held until the transaction ends. */
export async function holdProposal({ tx }: Reach, id: string): Promise<ProposalRecord> {
  const [found] = await tx.select().from(gradingProposal).where(eq(gradingProposal.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such proposal here.')
}

export async function insertProposal({ tx }: Reach, row: ProposalRecord): Promise<void> {
  await tx.insert(gradingProposal).values(row)
}

export async function decideProposal(
  { tx }: Reach,
  id: string,
  decided: Pick<ProposalRecord, 'isAccepted' | 'decision' | 'decidedAt' | 'decidedBy'>,
): Promise<void> {
  await tx.update(gradingProposal).set(decided).where(eq(gradingProposal.id, id))
}
