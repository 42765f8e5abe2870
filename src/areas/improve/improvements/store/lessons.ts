import { and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { blindSpot, businessDecision } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SpotRecord = Omit<typeof blindSpot.$inferSelect, 'tenantId'>
export type DecisionRecord = Omit<typeof businessDecision.$inferSelect, 'tenantId'>

const stands = isNull(blindSpot.withdrawnAt)

/** A case that is closed once more is weighed once more; what was answered stays. */
export async function askSpot(
  { tx }: Reach,
  row: Pick<SpotRecord, 'incidentId' | 'ownerId' | 'askedAt'>,
): Promise<void> {
  await tx
    .insert(blindSpot)
    .values(row)
    .onConflictDoUpdate({
      target: [blindSpot.tenantId, blindSpot.incidentId],
      set: { weighedAt: null, withdrawnAt: null },
    })
}

/** The case was nothing after all: it asks no more. @returns false where it asked nothing */
export async function withdrawSpot({ tx }: Reach, incidentId: string, now: Date): Promise<boolean> {
  const { rowCount } = await tx
    .update(blindSpot)
    .set({ withdrawnAt: now, changedAt: now, weighedAt: now })
    .where(and(eq(blindSpot.incidentId, incidentId), stands))
  return rowCount === 1
}

/** What follows from these is worked out anew. */
export async function weighAnew({ tx }: Reach, incidentIds: readonly string[]): Promise<void> {
  if (incidentIds.length === 0) return
  await tx
    .update(blindSpot)
    .set({ weighedAt: null })
    .where(and(isAnyOf(blindSpot.incidentId, incidentIds), stands))
}

export async function findSpot({ tx }: Reach, incidentId: string): Promise<SpotRecord | undefined> {
  const [found] = await tx
    .select()
    .from(blindSpot)
    .where(and(eq(blindSpot.incidentId, incidentId), stands))
  return found
}

/** Held until the transaction ends. @throws Refusal `not_found` where this case asks nothing, or is not seen */
export async function holdSpot({ tx }: Reach, incidentId: string): Promise<SpotRecord> {
  const [found] = await tx
    .select()
    .from(blindSpot)
    .where(and(eq(blindSpot.incidentId, incidentId), stands))
    .for('update')
  return found ?? refuseUnasked()
}

/** Those that nobody answered first, the newest of each before the older. */
export async function listSpots(
  { tx }: Reach,
  {
    isOpen,
    limit,
    after,
  }: { readonly isOpen?: boolean | undefined; readonly limit: number; readonly after?: string | undefined },
): Promise<(SpotRecord & { readonly id: string })[]> {
  const place = sql`(${blindSpot.verdict} is not null, -extract(epoch from ${blindSpot.askedAt}), ${blindSpot.incidentId})`
  const last =
    after === undefined
      ? undefined
      : sql`${place} > (select last.verdict is not null, -extract(epoch from last.asked_at), last.incident_id from app.blind_spot as last where last.incident_id = ${after})`
  const rows = await tx
    .select()
    .from(blindSpot)
    .where(and(stands, isOpen === true ? isNull(blindSpot.verdict) : undefined, last))
    .orderBy(sql`${blindSpot.verdict} is not null`, desc(blindSpot.askedAt), asc(blindSpot.incidentId))
    .limit(limit)
  return rows.map((row) => ({ ...row, id: row.incidentId }))
}

/** @throws Refusal `not_found` where this case asks nothing, or is not seen */
export async function changeSpot(
  { tx }: Reach,
  incidentId: string,
  change: Partial<Omit<SpotRecord, 'incidentId' | 'askedAt'>>,
): Promise<SpotRecord> {
  const [changed] = await tx
    .update(blindSpot)
    .set(change)
    .where(eq(blindSpot.incidentId, incidentId))
    .returning()
  return changed ?? refuseUnasked()
}

function refuseUnasked(): never {
  refuse('not_found', 'This incident asks for no blind spot. It does once it is closed as resolved.')
}

/** Of what was closed, what follows was not worked out yet; the oldest first, held until the transaction ends. */
export async function holdUnweighed({ tx }: Reach, limit: number): Promise<SpotRecord[]> {
  return tx
    .select()
    .from(blindSpot)
    .where(isNull(blindSpot.weighedAt))
    .orderBy(asc(blindSpot.askedAt), asc(blindSpot.incidentId))
    .limit(limit)
    .for('update', { skipLocked: true })
}

/** Open ones that were asked before this, and of which nobody was reminded since that day. */
export async function listOldSpots(
  { tx }: Reach,
  { askedBefore, quietSince }: { readonly askedBefore: Date; readonly quietSince: string },
): Promise<SpotRecord[]> {
  return tx
    .select()
    .from(blindSpot)
    .where(
      and(
        stands,
        isNull(blindSpot.verdict),
        lt(blindSpot.askedAt, askedBefore),
        sql`(${blindSpot.remindedOn} is null or ${blindSpot.remindedOn} < ${quietSince})`,
      ),
    )
    .orderBy(asc(blindSpot.incidentId))
    .limit(500)
}

export async function countOpenSpots({ tx }: Reach, askedBefore: Date): Promise<number> {
  return tx.$count(blindSpot, and(stands, isNull(blindSpot.verdict), lt(blindSpot.askedAt, askedBefore)))
}

export async function insertDecision({ tx }: Reach, row: DecisionRecord): Promise<void> {
  await tx.insert(businessDecision).values(row)
}

/** The newest first. */
export async function listDecisions(
  { tx }: Reach,
  {
    incidentId,
    limit,
    after,
  }: { readonly incidentId?: string; readonly limit: number; readonly after?: string | undefined },
): Promise<DecisionRecord[]> {
  return tx
    .select()
    .from(businessDecision)
    .where(
      and(
        incidentId === undefined ? undefined : eq(businessDecision.incidentId, incidentId),
        after === undefined ? undefined : lt(businessDecision.id, after),
      ),
    )
    .orderBy(desc(businessDecision.id))
    .limit(limit)
}

/** Held until the transaction ends. */
export async function holdDecision({ tx }: Reach, id: string): Promise<DecisionRecord> {
  const [found] = await tx.select().from(businessDecision).where(eq(businessDecision.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such decision here.')
}

export async function changeDecision(
  { tx }: Reach,
  id: string,
  change: Partial<Pick<DecisionRecord, 'followedAt' | 'followedBy' | 'outcome' | 'remindedOn'>>,
): Promise<void> {
  await tx.update(businessDecision).set(change).where(eq(businessDecision.id, id))
}

/** Those whose look back is still to come or overdue; at most a thousand. */
export async function listUnfollowed({ tx }: Reach): Promise<DecisionRecord[]> {
  return tx
    .select()
    .from(businessDecision)
    .where(isNull(businessDecision.followedAt))
    .orderBy(asc(businessDecision.followUpOn), asc(businessDecision.id))
    .limit(1000)
}

/** Titles of what this person finds out, or sees through, with the case that binds it. */
export async function listHeldLessons({ tx }: Reach, memberId: string) {
  const spots = await tx
    .select({ incidentId: blindSpot.incidentId })
    .from(blindSpot)
    .where(and(eq(blindSpot.ownerId, memberId), stands, isNull(blindSpot.verdict)))
    .orderBy(asc(blindSpot.incidentId))
    .limit(500)
  const decisions = await tx
    .select({ question: businessDecision.question, incidentId: businessDecision.incidentId })
    .from(businessDecision)
    .where(and(eq(businessDecision.ownerId, memberId), isNull(businessDecision.followedAt)))
    .orderBy(asc(businessDecision.id))
    .limit(500)
  return { spots, decisions }
}
