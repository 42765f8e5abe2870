import { and, count, desc, eq, gt, lt } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import type { Purpose } from './contract.ts'
import { modelConsent, suggestion } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type ConsentRow = typeof modelConsent.$inferSelect
export type SuggestionRow = typeof suggestion.$inferSelect

/** What an owner said of the model; undefined where nobody did. */
export async function findConsent({ tx }: Reach): Promise<ConsentRow | undefined> {
  const [row] = await tx.select().from(modelConsent)
  return row
}

export async function putConsent({ tx }: Reach, row: Omit<ConsentRow, 'tenantId'>): Promise<void> {
  await tx.insert(modelConsent).values(row).onConflictDoUpdate({ target: modelConsent.tenantId, set: row })
}

/** @returns false while another one of this organisation is on its way */
export async function insertSuggestion(
  { tx }: Reach,
  row: Omit<typeof suggestion.$inferInsert, 'tenantId'>,
): Promise<boolean> {
  const rows = await tx.insert(suggestion).values(row).onConflictDoNothing().returning({ id: suggestion.id })
  return rows.length > 0
}

/** Those that a process asked and never came back with, ended now. */
export async function endLost({ tx }: Reach, now: Date): Promise<SuggestionRow[]> {
  return tx
    .update(suggestion)
    .set({ state: 'failed', trouble: 'lost', endedAt: now })
    .where(and(eq(suggestion.state, 'sending'), lt(suggestion.lostAt, now)))
    .returning()
}

export async function countAskedSince({ tx }: Reach, since: Date): Promise<number> {
  const [row] = await tx.select({ asked: count() }).from(suggestion).where(gt(suggestion.askedAt, since))
  return row?.asked ?? 0
}

/** The newest first. */
export async function listSuggestionRows(
  { tx }: Reach,
  { of, purpose, limit }: { readonly of: string; readonly purpose: Purpose; readonly limit: number },
): Promise<SuggestionRow[]> {
  return tx
    .select()
    .from(suggestion)
    .where(and(eq(suggestion.subjectId, of), eq(suggestion.purpose, purpose)))
    .orderBy(desc(suggestion.id))
    .limit(limit)
}

/** Held until the transaction ends. */
export async function lockSuggestion({ tx }: Reach, id: string): Promise<SuggestionRow> {
  const [row] = await tx.select().from(suggestion).where(eq(suggestion.id, id)).for('update')
  return row ?? refuse('not_found', 'There is no such suggestion here.')
}

export async function updateSuggestion(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<SuggestionRow, 'tenantId' | 'id'>>,
): Promise<SuggestionRow> {
  const [row] = await tx.update(suggestion).set(change).where(eq(suggestion.id, id)).returning()
  return row ?? refuse('not_found', 'There is no such suggestion here.')
}
