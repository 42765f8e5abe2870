import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { planGuest } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type GuestRecord = typeof planGuest.$inferSelect

/** Of one version, those whose access is over too; the newest first. */
export async function listGuests({ tx }: Reach, version: number): Promise<GuestRecord[]> {
  return tx
    .select()
    .from(planGuest)
    .where(eq(planGuest.version, version))
    .orderBy(desc(planGuest.id))
    .limit(100)
}

/** What is open to this guest now. */
export async function findOpenGuest(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  memberId: string,
): Promise<GuestRecord | undefined> {
  const [found] = await tx
    .select()
    .from(planGuest)
    .where(and(eq(planGuest.memberId, memberId), isNull(planGuest.endedAt), gt(planGuest.endsAt, now)))
  return found
}

/** Locked. @throws Refusal `not_found` */
export async function getGuest({ tx }: Reach, id: string): Promise<GuestRecord> {
  const [found] = await tx.select().from(planGuest).where(eq(planGuest.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such guest of the plan.')
}

export async function addGuest(
  { tx }: Reach,
  row: Omit<typeof planGuest.$inferInsert, 'tenantId'>,
): Promise<void> {
  const added = await tx.insert(planGuest).values(row).onConflictDoNothing().returning({ id: planGuest.id })
  if (added.length === 0)
    refuse('conflict', 'Somebody let this person in at the same moment. Look at the list.')
}

/**
 * One person reads one version: what was open to them before gives way. What had ended by itself stays as it ended.
 * @returns those that ended now
 */
export async function endGuests(
  { tx }: Reach,
  of: { readonly id: string } | { readonly memberId: string },
  change: { readonly endedAt: Date; readonly endedBy: string },
): Promise<GuestRecord[]> {
  const whose = 'id' in of ? eq(planGuest.id, of.id) : eq(planGuest.memberId, of.memberId)
  return tx
    .update(planGuest)
    .set(change)
    .where(and(whose, isNull(planGuest.endedAt)))
    .returning()
}
