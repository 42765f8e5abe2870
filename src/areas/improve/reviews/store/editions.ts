import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { reviewDelivery, reviewEdition, reviewReading, reviewWithdrawal } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type EditionRow = typeof reviewEdition.$inferSelect
export type WithdrawalRow = typeof reviewWithdrawal.$inferSelect
export type DeliveryRow = typeof reviewDelivery.$inferSelect

/** The newest first. */
export async function listEditionRows({ tx }: Reach, reviewId: string): Promise<EditionRow[]> {
  return tx
    .select()
    .from(reviewEdition)
    .where(eq(reviewEdition.reviewId, reviewId))
    .orderBy(desc(reviewEdition.number))
    .limit(500)
}

export async function getEditionRow({ tx }: Reach, reviewId: string, id: string): Promise<EditionRow> {
  const [found] = await tx
    .select()
    .from(reviewEdition)
    .where(and(eq(reviewEdition.id, id), eq(reviewEdition.reviewId, reviewId)))
  return found ?? refuse('not_found', 'There is no such edition of this review.')
}

/** @returns undefined where somebody released the same number a moment before */
export async function insertEdition(
  { tx }: Reach,
  row: Omit<EditionRow, 'tenantId'>,
): Promise<EditionRow | undefined> {
  const [added] = await tx.insert(reviewEdition).values(row).onConflictDoNothing().returning()
  return added
}

export async function listDeliveries({ tx }: Reach, editionIds: readonly string[]): Promise<DeliveryRow[]> {
  if (editionIds.length === 0) return []
  return tx
    .select()
    .from(reviewDelivery)
    .where(isAnyOf(reviewDelivery.editionId, editionIds))
    .orderBy(asc(reviewDelivery.sentAt), asc(reviewDelivery.id))
    .limit(2000)
}

export async function insertDelivery({ tx }: Reach, row: Omit<DeliveryRow, 'tenantId'>): Promise<void> {
  await tx.insert(reviewDelivery).values(row)
}

/** Which of these were taken back, by their id. */
export async function listWithdrawals(
  { tx }: Reach,
  editionIds: readonly string[],
): Promise<ReadonlyMap<string, WithdrawalRow>> {
  if (editionIds.length === 0) return new Map()
  const rows = await tx.select().from(reviewWithdrawal).where(isAnyOf(reviewWithdrawal.editionId, editionIds))
  return new Map(rows.map((row) => [row.editionId, row]))
}

/** @returns false where somebody took it back before */
export async function insertWithdrawal(
  { tx }: Reach,
  row: Omit<WithdrawalRow, 'tenantId'>,
): Promise<boolean> {
  const added = await tx
    .insert(reviewWithdrawal)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: reviewWithdrawal.editionId })
  return added.length === 1
}

/** How many read each of these. */
export async function countReaders(
  { tx }: Reach,
  editionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (editionIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: reviewReading.editionId, count: sql<number>`count(*)::int` })
    .from(reviewReading)
    .where(isAnyOf(reviewReading.editionId, editionIds))
    .groupBy(reviewReading.editionId)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

// What was taken back uncovers no older one: whoever withdraws a page means what stood on it.
const standing = sql`not exists (select 1 from app.review_withdrawal as back where back.edition_id = ${reviewEdition.id})`

/** Pages for all staff, of each review the newest alone while it stands, the newest first. */
export async function listLearnedRows(
  { tx }: Reach,
  {
    limit,
    after,
    q,
  }: { readonly limit: number; readonly after?: string | undefined; readonly q?: string | undefined },
): Promise<EditionRow[]> {
  const newer = sql`not exists (select 1 from app.review_edition as newer where newer.review_id = ${reviewEdition.reviewId}
    and newer.audience = 'staff' and newer.number > ${reviewEdition.number})`
  const sought =
    q === undefined || q === '' ? undefined : `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return tx
    .select()
    .from(reviewEdition)
    .where(
      and(
        eq(reviewEdition.audience, 'staff'),
        newer,
        standing,
        sought === undefined
          ? undefined
          : sql`(${reviewEdition.content} ->> 'title' ilike ${sought} or ${reviewEdition.content} ->> 'note' ilike ${sought}
          or exists (select 1 from jsonb_array_elements(${reviewEdition.content} -> 'lines') as line
            where line ->> 'text' ilike ${sought}))`,
        after === undefined
          ? undefined
          : sql`(${reviewEdition.madeAt}, ${reviewEdition.id}) < (select last.made_at, last.id from app.review_edition as last where last.id = ${after})`,
      ),
    )
    .orderBy(desc(reviewEdition.madeAt), desc(reviewEdition.id))
    .limit(limit)
}

/** A page for all staff; refuses `not_found` for every other edition. */
export async function getLearnedRow({ tx }: Reach, id: string): Promise<EditionRow> {
  const [found] = await tx
    .select()
    .from(reviewEdition)
    .where(and(eq(reviewEdition.id, id), eq(reviewEdition.audience, 'staff'), standing))
  return found ?? refuse('not_found', 'There is no such page here.')
}

/** Which of these this member has read. */
export async function readAmong(
  { tx }: Reach,
  memberId: string,
  editionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (editionIds.length === 0) return new Set()
  const rows = await tx
    .select({ id: reviewReading.editionId })
    .from(reviewReading)
    .where(and(eq(reviewReading.memberId, memberId), isAnyOf(reviewReading.editionId, editionIds)))
  return new Set(rows.map(({ id }) => id))
}

export async function noteReading({ tx }: Reach, editionId: string, memberId: string): Promise<void> {
  await tx.insert(reviewReading).values({ editionId, memberId }).onConflictDoNothing()
}
