import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { budget, budgetLine, leadershipAct } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type BudgetRecord = typeof budget.$inferSelect
export type LineRecord = typeof budgetLine.$inferSelect
export type ActRecord = typeof leadershipAct.$inferSelect

export async function findBudget({ tx }: Reach): Promise<BudgetRecord | undefined> {
  const [found] = await tx.select().from(budget)
  return found
}

export async function saveBudget({ tx }: Reach, row: Omit<BudgetRecord, 'tenantId'>): Promise<void> {
  await tx.insert(budget).values(row).onConflictDoUpdate({ target: budget.tenantId, set: row })
}

/** Those that are planned, the dearest first. */
export async function listLineRows({ tx }: Reach): Promise<LineRecord[]> {
  return tx
    .select()
    .from(budgetLine)
    .where(isNull(budgetLine.removedAt))
    .orderBy(desc(budgetLine.planned), asc(sql`lower(${budgetLine.name})`))
    .limit(1000)
}

/** Held until the transaction ends. */
export async function getLineRow({ tx }: Reach, id: string): Promise<LineRecord> {
  const [found] = await tx
    .select()
    .from(budgetLine)
    .where(and(eq(budgetLine.id, id), isNull(budgetLine.removedAt)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such line in the budget.')
}

export async function insertLine({ tx }: Reach, row: Omit<LineRecord, 'tenantId'>): Promise<void> {
  await tx.insert(budgetLine).values(row)
}

export async function updateLine(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<LineRecord, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(budgetLine).set(change).where(eq(budgetLine.id, id))
}

export async function listActRows({ tx }: Reach): Promise<ActRecord[]> {
  return tx.select().from(leadershipAct).orderBy(desc(leadershipAct.doneOn)).limit(10_000)
}

export async function insertAct({ tx }: Reach, row: Omit<ActRecord, 'tenantId'>): Promise<void> {
  await tx.insert(leadershipAct).values(row)
}
