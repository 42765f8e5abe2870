import { asc, desc, eq, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { planProposal } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ProposalRecord = Omit<typeof planProposal.$inferSelect, 'tenantId'>

/** Open ones first, the newest before the older; at most a thousand. */
export async function listProposals(
  { tx }: Reach,
  { sourceId }: { readonly sourceId?: string | undefined } = {},
): Promise<ProposalRecord[]> {
  return tx
    .select()
    .from(planProposal)
    .where(sourceId === undefined ? undefined : eq(planProposal.sourceId, sourceId))
    .orderBy(
      asc(sql`${planProposal.decidedAt} is not null`),
      desc(planProposal.proposedAt),
      asc(planProposal.id),
    )
    .limit(1000)
}

/** What came of these, the newest first. */
export async function listProposalsFrom(
  { tx }: Reach,
  sourceIds: readonly string[],
): Promise<ProposalRecord[]> {
  if (sourceIds.length === 0) return []
  return tx
    .select()
    .from(planProposal)
    .where(isAnyOf(planProposal.sourceId, sourceIds))
    .orderBy(desc(planProposal.proposedAt), asc(planProposal.id))
    .limit(1000)
}

/** Held until the transaction ends. @throws Refusal `not_found` */
export async function getProposal({ tx }: Reach, id: string): Promise<ProposalRecord> {
  const [found] = await tx.select().from(planProposal).where(eq(planProposal.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such proposal here.')
}

export async function addProposal({ tx }: Reach, row: ProposalRecord): Promise<void> {
  await tx.insert(planProposal).values(row)
}

export async function decideProposal(
  { tx }: Reach,
  id: string,
  decided: Pick<ProposalRecord, 'isAccepted' | 'decision' | 'decidedAt' | 'decidedBy'>,
): Promise<void> {
  await tx.update(planProposal).set(decided).where(eq(planProposal.id, id))
}
