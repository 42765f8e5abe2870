import { findRows } from '../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../base/search.ts'
import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { continuityPlan, invocation } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type PlanRecord = typeof continuityPlan.$inferSelect
export type InvocationRecord = typeof invocation.$inferSelect
type NewPlan = Omit<PlanRecord, 'tenantId'>

/** Those in use, by name. */
export async function listPlanRows(
  { tx }: Reach,
  query: { readonly limit: number; readonly after?: string | undefined },
): Promise<PlanRecord[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${continuityPlan.name}), ${continuityPlan.id}) > (select lower(last.name), last.id from app.continuity_plan as last where last.id = ${query.after})`
  return tx
    .select()
    .from(continuityPlan)
    .where(and(isNull(continuityPlan.endedAt), after))
    .orderBy(asc(sql`lower(${continuityPlan.name})`), asc(continuityPlan.id))
    .limit(query.limit)
}

/** Held until the transaction ends. */
export async function getPlanRow({ tx }: Reach, id: string): Promise<PlanRecord> {
  const [found] = await tx.select().from(continuityPlan).where(eq(continuityPlan.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such continuity plan here.')
}

/** @returns undefined when one of this name is in use already */
export async function insertPlan({ tx }: Reach, row: NewPlan): Promise<PlanRecord | undefined> {
  const [added] = await tx.insert(continuityPlan).values(row).onConflictDoNothing().returning()
  return added
}

export async function updatePlan(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewPlan, 'id' | 'addedAt'>>,
): Promise<PlanRecord> {
  const [changed] = await tx.update(continuityPlan).set(change).where(eq(continuityPlan.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such continuity plan here.')
}

/** Invocations of these plans, the newest first. */
export async function invocationsOf({ tx }: Reach, planIds: readonly string[]): Promise<InvocationRecord[]> {
  if (planIds.length === 0) return []
  return tx
    .select()
    .from(invocation)
    .where(inArray(invocation.planId, [...planIds]))
    .orderBy(desc(invocation.invokedAt), desc(invocation.id))
}

/** @returns false when this plan is running already */
export async function insertInvocation(
  { tx }: Reach,
  row: Omit<InvocationRecord, 'tenantId'>,
): Promise<boolean> {
  const added = await tx.insert(invocation).values(row).onConflictDoNothing().returning()
  return added.length > 0
}

export async function getInvocationRow(
  { tx }: Reach,
  wanted: { readonly planId: string; readonly id: string },
): Promise<InvocationRecord> {
  const [found] = await tx
    .select()
    .from(invocation)
    .where(and(eq(invocation.planId, wanted.planId), eq(invocation.id, wanted.id)))
    .for('update')
  return found ?? refuse('not_found', 'This plan was not used like that.')
}

export async function updateInvocation(
  { tx }: Reach,
  id: string,
  change: Partial<Pick<InvocationRecord, 'steps' | 'restoredAt' | 'restoredBy' | 'outcome'>>,
): Promise<void> {
  await tx.update(invocation).set(change).where(eq(invocation.id, id))
}

/** What hangs on this person here, in words. */
export async function heldPlans({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: continuityPlan.name })
    .from(continuityPlan)
    .where(
      and(
        or(eq(continuityPlan.ownerId, memberId), eq(continuityPlan.deputyId, memberId)),
        isNull(continuityPlan.endedAt),
      ),
    )
    .orderBy(asc(continuityPlan.name))
  return rows.map(({ name }) => `the plan ${name}`)
}

export async function searchPlans(reach: Reach, sought: Sought): Promise<Found[]> {
  const { id, name, place, when, steps, endedAt } = continuityPlan
  return findRows(reach, sought, {
    ...{ table: continuityPlan, id, title: name, more: place, where: isNull(endedAt) },
    within: [when, sql`array_to_string(${steps}, ' ')`],
    path: () => '/continuity',
  })
}
