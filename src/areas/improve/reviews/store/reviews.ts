import { findRows } from '../../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../../base/search.ts'
import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { contains } from '../../../../platform/database/contains.ts'
import type { ReviewMode, ReviewState } from '../contract/words.ts'
import { review, reviewRule } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ReviewRow = typeof review.$inferSelect
export type RuleRow = typeof reviewRule.$inferSelect
export type NewReview = Omit<ReviewRow, 'tenantId'>

const unknown = 'There is no such review here.'

interface Wanted {
  readonly limit: number
  readonly after?: string | undefined
  readonly q?: string | undefined
  readonly state?: ReviewState | 'overdue' | undefined
  readonly mode?: ReviewMode | undefined
  readonly incidentId?: string | undefined
  /** Owned or led by this member. */
  readonly memberId?: string | undefined
  readonly today: string
}

/** By the day on which they are due; of what has ended the newest day first. */
export async function listReviewRows({ tx }: Reach, wanted: Wanted): Promise<ReviewRow[]> {
  const { limit, after, q, state, mode, incidentId, memberId, today } = wanted
  const isBackwards = state === 'held' || state === 'waived' || state === undefined
  const place = sql`(${review.dueOn}, ${review.id})`
  const last = sql`(select last.due_on, last.id from app.review as last where last.id = ${after ?? null})`
  const beyond = isBackwards ? sql`${place} < ${last}` : sql`${place} > ${last}`
  return tx
    .select()
    .from(review)
    .where(
      and(
        contains(review.title, q),
        state === undefined ? undefined : eq(review.state, state === 'overdue' ? 'planned' : state),
        state === 'overdue' ? sql`${review.dueOn} < ${today}::date` : undefined,
        mode === undefined ? undefined : eq(review.mode, mode),
        incidentId === undefined ? undefined : eq(review.incidentId, incidentId),
        memberId === undefined
          ? undefined
          : or(eq(review.ownerId, memberId), eq(review.facilitatorId, memberId)),
        after === undefined ? undefined : beyond,
      ),
    )
    .orderBy(
      isBackwards ? sql`${review.dueOn} desc` : asc(review.dueOn),
      isBackwards ? sql`${review.id} desc` : asc(review.id),
    )
    .limit(limit)
}

export async function getReviewRow({ tx }: Reach, id: string): Promise<ReviewRow> {
  const [found] = await tx.select().from(review).where(eq(review.id, id))
  return found ?? refuse('not_found', unknown)
}

/** Held until the transaction ends. */
export async function holdReviewRow({ tx }: Reach, id: string): Promise<ReviewRow> {
  const [found] = await tx.select().from(review).where(eq(review.id, id)).for('update')
  return found ?? refuse('not_found', unknown)
}

/** Of a case or a rehearsal; undefined where none was planned. */
export async function findReviewOf(
  { tx }: Reach,
  of: { readonly kind: ReviewRow['kind']; readonly id: string },
): Promise<ReviewRow | undefined> {
  const column = of.kind === 'incident' ? review.incidentId : review.exerciseId
  const [found] = await tx.select().from(review).where(eq(column, of.id))
  return found
}

/** @returns undefined where it has one already, also where two planned it at the same moment */
export async function insertReview({ tx }: Reach, row: NewReview): Promise<ReviewRow | undefined> {
  const [added] = await tx.insert(review).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateReview(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewReview, 'id'>>,
): Promise<ReviewRow> {
  const [changed] = await tx.update(review).set(change).where(eq(review.id, id)).returning()
  return changed ?? refuse('not_found', unknown)
}

/** Planned ones of which a reminder may be due: until two days ahead, and not yet told to a second person. */
export async function listNearRows({ tx }: Reach, until: string): Promise<ReviewRow[]> {
  return tx
    .select()
    .from(review)
    .where(and(eq(review.state, 'planned'), lte(review.dueOn, until), isNull(review.escalatedAt)))
    .orderBy(asc(review.dueOn), asc(review.id))
    .limit(500)
}

/** @returns false where another process noted it first */
export async function noteStage(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  stage: 'remindedAt' | 'overdueAt' | 'escalatedAt',
): Promise<boolean> {
  const noted = await tx
    .update(review)
    .set({ [stage]: now })
    .where(and(eq(review.id, id), isNull(review[stage])))
    .returning({ id: review.id })
  return noted.length === 1
}

/** What the organisation chose; undefined while it never did. */
export async function findRule({ tx }: Reach): Promise<RuleRow | undefined> {
  const [found] = await tx.select().from(reviewRule)
  return found
}

export async function saveRule({ tx }: Reach, fields: Omit<RuleRow, 'tenantId'>): Promise<RuleRow> {
  const [saved] = await tx
    .insert(reviewRule)
    .values(fields)
    .onConflictDoUpdate({ target: reviewRule.tenantId, set: fields })
    .returning()
  return saved ?? refuse('unavailable', 'This could not be stored. Nothing was changed.')
}

export async function searchReviews(reach: Reach, sought: Sought): Promise<Found[]> {
  return findRows(reach, sought, {
    ...{ table: review, id: review.id, title: review.title },
    path: ({ id }) => `/reviews/${id}`,
  })
}
