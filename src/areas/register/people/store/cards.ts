import type { Context } from '../../../../platform/action.ts'
import { memberCard } from '../tables.ts'

type InTenant = Pick<Context, 'tx'>
export type CardRow = typeof memberCard.$inferSelect

/** Whoever took the card or was reminded of it, by person. */
export async function cardsByMember({ tx }: InTenant): Promise<Map<string, CardRow>> {
  return new Map((await tx.select().from(memberCard)).map((row) => [row.memberId, row]))
}

/** What was told of the card before stays, so that nobody hears of the same day twice. */
export async function keepCard(
  { tx }: InTenant,
  memberId: string,
  change: Partial<Omit<CardRow, 'tenantId' | 'memberId'>>,
): Promise<void> {
  const blank = { takenAt: null, toldDay: null, toldStage: null }
  await tx
    .insert(memberCard)
    .values({ memberId, ...blank, ...change })
    .onConflictDoUpdate({ target: [memberCard.tenantId, memberCard.memberId], set: change })
}
