import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { mailCopy } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
type InTime = Pick<Context, 'tx' | 'now'>
export type CopyRow = typeof mailCopy.$inferSelect

export async function addCopies(
  { tx }: Reach,
  rows: readonly Pick<
    CopyRow,
    'id' | 'letterId' | 'incidentId' | 'email' | 'why' | 'createdAt' | 'nextTryAt'
  >[],
): Promise<void> {
  await tx.insert(mailCopy).values([...rows])
}

/** Of these letters, by address. */
export async function copiesOf({ tx }: Reach, letterIds: readonly string[]): Promise<CopyRow[]> {
  if (letterIds.length === 0) return []
  return tx
    .select()
    .from(mailCopy)
    .where(inArray(mailCopy.letterId, [...letterIds]))
    .orderBy(asc(mailCopy.email))
}

/** Takes the next that is due, so that no other process sends it before `until`. */
export async function claimCopy({ tx, now }: InTime, until: Date): Promise<CopyRow | undefined> {
  const isFree = or(isNull(mailCopy.claimedUntil), lte(mailCopy.claimedUntil, now))
  const [next] = await tx
    .select({ id: mailCopy.id })
    .from(mailCopy)
    .where(and(eq(mailCopy.state, 'waiting'), lte(mailCopy.nextTryAt, now), isFree))
    .orderBy(asc(mailCopy.nextTryAt), asc(mailCopy.id))
    .limit(1)
    .for('update', { skipLocked: true })
  if (next === undefined) return undefined
  const [claimed] = await tx
    .update(mailCopy)
    .set({ claimedUntil: until, tries: sql`${mailCopy.tries} + 1` })
    .where(eq(mailCopy.id, next.id))
    .returning()
  return claimed
}

/** @returns false when the claim was lost meanwhile, and what is known now is another process's to say */
export async function settleCopy(
  { tx }: Reach,
  claimed: Pick<CopyRow, 'id' | 'tries'>,
  change: Partial<Pick<CopyRow, 'state' | 'why' | 'nextTryAt' | 'settledAt'>>,
): Promise<boolean> {
  const rows = await tx
    .update(mailCopy)
    .set({ ...change, claimedUntil: null })
    .where(and(eq(mailCopy.id, claimed.id), eq(mailCopy.tries, claimed.tries), eq(mailCopy.state, 'waiting')))
    .returning({ id: mailCopy.id })
  return rows.length === 1
}
