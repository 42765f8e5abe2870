import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import {
  exerciseEntry,
  exerciseFinding,
  exerciseObservation,
  exerciseRating,
  exerciseResponse,
  exerciseWash,
} from '../tables.ts'

type Reach = Pick<Context, 'tx'>
type Row<T extends { readonly $inferSelect: unknown }> = Omit<T['$inferSelect'], 'tenantId'>
export type EntryRecord = typeof exerciseEntry.$inferSelect
export type ResponseRecord = typeof exerciseResponse.$inferSelect
export type ObservationRecord = typeof exerciseObservation.$inferSelect
export type RatingRecord = typeof exerciseRating.$inferSelect
export type WashRecord = typeof exerciseWash.$inferSelect

/** Answers that one session holds at most. */
export const capturesAtMost = 2000

/** @returns false when the inject, or the step of the card, was there already */
export async function addEntry({ tx }: Reach, row: Row<typeof exerciseEntry>): Promise<boolean> {
  const added = await tx
    .insert(exerciseEntry)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: exerciseEntry.id })
  return added.length > 0
}

/** Keys of the injects that came. */
export function deliveredIn(entries: readonly Pick<EntryRecord, 'kind' | 'key'>[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ kind, key }) => (kind === 'deliver' ? [key] : [])))
}

/** @returns false where there was none: it was taken back already, or never made */
export async function takeBackEntry(
  { tx }: Reach,
  { sessionId, kind, key }: Pick<EntryRecord, 'sessionId' | 'kind' | 'key'>,
): Promise<boolean> {
  const gone = await tx
    .delete(exerciseEntry)
    .where(
      and(eq(exerciseEntry.sessionId, sessionId), eq(exerciseEntry.kind, kind), eq(exerciseEntry.key, key)),
    )
    .returning({ id: exerciseEntry.id })
  return gone.length > 0
}

export async function entriesOf({ tx }: Reach, sessionId: string): Promise<EntryRecord[]> {
  return tx
    .select()
    .from(exerciseEntry)
    .where(eq(exerciseEntry.sessionId, sessionId))
    .orderBy(asc(exerciseEntry.at), asc(exerciseEntry.id))
    .limit(capturesAtMost)
}

export async function addResponse({ tx }: Reach, row: Row<typeof exerciseResponse>): Promise<void> {
  await tx.insert(exerciseResponse).values(row)
}

export async function responsesOf({ tx }: Reach, sessionId: string): Promise<ResponseRecord[]> {
  return tx
    .select()
    .from(exerciseResponse)
    .where(eq(exerciseResponse.sessionId, sessionId))
    .orderBy(asc(exerciseResponse.at), asc(exerciseResponse.id))
    .limit(capturesAtMost)
}

export async function addObservation({ tx }: Reach, row: Row<typeof exerciseObservation>): Promise<void> {
  await tx.insert(exerciseObservation).values(row)
}

export async function observationsOf({ tx }: Reach, sessionId: string): Promise<ObservationRecord[]> {
  return tx
    .select()
    .from(exerciseObservation)
    .where(eq(exerciseObservation.sessionId, sessionId))
    .orderBy(asc(exerciseObservation.at), asc(exerciseObservation.id))
    .limit(capturesAtMost)
}

/** The last word counts. */
export async function saveRating({ tx }: Reach, row: Row<typeof exerciseRating>): Promise<void> {
  const { rating, note, ratedAt } = row
  await tx
    .insert(exerciseRating)
    .values(row)
    .onConflictDoUpdate({
      target: [exerciseRating.tenantId, exerciseRating.sessionId, exerciseRating.objectiveKey],
      set: { rating, note, ratedAt },
    })
}

export async function ratingsOf({ tx }: Reach, sessionId: string): Promise<RatingRecord[]> {
  return tx.select().from(exerciseRating).where(eq(exerciseRating.sessionId, sessionId))
}

/** Ratings of several sessions at once. */
export async function ratingsAmong({ tx }: Reach, ids: readonly string[]): Promise<RatingRecord[]> {
  if (ids.length === 0) return []
  return tx.select().from(exerciseRating).where(isAnyOf(exerciseRating.sessionId, ids))
}

export async function addWash({ tx }: Reach, row: Row<typeof exerciseWash>): Promise<void> {
  await tx.insert(exerciseWash).values(row)
}

/** In no order that says who spoke when. */
export async function washesOf({ tx }: Reach, sessionId: string): Promise<WashRecord[]> {
  return tx
    .select()
    .from(exerciseWash)
    .where(and(eq(exerciseWash.sessionId, sessionId)))
    .orderBy(asc(exerciseWash.kept), asc(exerciseWash.changed))
    .limit(capturesAtMost)
}

/** What came and which steps of the card were done, of several sessions at once. */
export async function entriesAmong(
  { tx }: Reach,
  ids: readonly string[],
): Promise<Pick<EntryRecord, 'sessionId' | 'kind' | 'key'>[]> {
  if (ids.length === 0) return []
  const { sessionId, kind, key } = exerciseEntry
  return tx
    .select({ sessionId, kind, key })
    .from(exerciseEntry)
    .where(and(isAnyOf(sessionId, ids), isAnyOf(kind, ['deliver', 'card'])))
}

/** Which improvement was proposed for which objective. */
export async function findingsAmong(
  { tx }: Reach,
  ids: readonly string[],
): Promise<{ sessionId: string; objectiveKey: string; improvementId: string }[]> {
  if (ids.length === 0) return []
  const { sessionId, objectiveKey, improvementId } = exerciseFinding
  return tx
    .select({ sessionId, objectiveKey, improvementId })
    .from(exerciseFinding)
    .where(isAnyOf(sessionId, ids))
}

export async function addFinding(
  { tx }: Reach,
  row: { readonly sessionId: string; readonly objectiveKey: string; readonly improvementId: string },
): Promise<void> {
  await tx.insert(exerciseFinding).values(row)
}
