import { and, asc, desc, eq, lte, ne } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { improvement, improvementRecurrence, improvementStep } from '../tables.ts'
import type { ImprovementRecord } from './improvements.ts'

type Reach = Pick<Context, 'tx'>
export type RecurrenceRecord = Omit<typeof improvementRecurrence.$inferSelect, 'tenantId'>

/** Later cases against whose like these had been verified, the newest first. */
export async function recurrencesOf(
  { tx }: Reach,
  improvementIds: readonly string[],
): Promise<RecurrenceRecord[]> {
  if (improvementIds.length === 0) return []
  return tx
    .select()
    .from(improvementRecurrence)
    .where(isAnyOf(improvementRecurrence.improvementId, improvementIds))
    .orderBy(desc(improvementRecurrence.foundAt))
    .limit(1000)
}

/** The improvements against whose like this case came. */
export async function recurrencesBy({ tx }: Reach, incidentId: string): Promise<RecurrenceRecord[]> {
  return tx
    .select()
    .from(improvementRecurrence)
    .where(eq(improvementRecurrence.incidentId, incidentId))
    .limit(100)
}

/** @returns false where it stands there already */
export async function insertRecurrence({ tx }: Reach, row: RecurrenceRecord): Promise<boolean> {
  const { rowCount } = await tx.insert(improvementRecurrence).values(row).onConflictDoNothing()
  return rowCount === 1
}

/** Verified before this time, and of another case than this one; held until the transaction ends, in the order of their ids. */
export async function holdVerified(
  { tx }: Reach,
  { before, except }: { readonly before: Date; readonly except: string },
): Promise<ImprovementRecord[]> {
  return tx
    .select()
    .from(improvement)
    .where(
      and(
        eq(improvement.state, 'verified'),
        lte(improvement.verifiedAt, before),
        ne(improvement.incidentId, except),
      ),
    )
    .orderBy(asc(improvement.id))
    .limit(1000)
    .for('update')
}

/** Titles by id, of those that whoever asks may see. */
export async function improvementsNamed({ tx }: Reach, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { id, title } = improvement
  const rows = await tx.select({ id, title }).from(improvement).where(isAnyOf(id, ids))
  return new Map(rows.map((row) => [row.id, row.title]))
}

/** Improvements of which this case, by its name, has asked already whether they helped. */
export async function askedFor({ tx }: Reach, name: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ id: improvementStep.improvementId })
    .from(improvementStep)
    .where(and(eq(improvementStep.step, 'ask'), eq(improvementStep.words, name)))
    .limit(5000)
  return new Set(rows.map(({ id }) => id))
}
