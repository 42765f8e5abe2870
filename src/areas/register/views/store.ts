import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Found, Sought } from '../../../base/search.ts'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { isAnyOf } from '../../../platform/database/tables.ts'
import { orTaken } from '../../../platform/database/taken.ts'
import { findRows } from '../../../platform/database/find-rows.ts'
import type { SavedList } from './contract.ts'
import { savedView, viewOpening } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type ViewRecord = typeof savedView.$inferSelect
type NewView = Omit<ViewRecord, 'tenantId'>

export interface Reader {
  readonly memberId: string
  /** Lists of which this person sees what others share. */
  readonly lists: readonly SavedList[]
}

const seenBy = ({ memberId, lists }: Reader) =>
  or(eq(savedView.makerId, memberId), and(savedView.isShared, isAnyOf(savedView.list, lists)))

/** Shared ones first, then by name; the rule keeps them few. */
export async function viewsOf({ tx }: Reach, list: SavedList, reader: Reader): Promise<ViewRecord[]> {
  return tx
    .select()
    .from(savedView)
    .where(and(eq(savedView.list, list), seenBy(reader)))
    .orderBy(sql`${savedView.isShared} desc`, asc(sql`lower(${savedView.name})`), asc(savedView.id))
}

/** Held until the transaction ends. @throws Refusal `not_found`, also for what somebody else keeps for themselves */
export async function holdView({ tx }: Reach, id: string, reader: Reader): Promise<ViewRecord> {
  const [found] = await tx
    .select()
    .from(savedView)
    .where(and(eq(savedView.id, id), seenBy(reader)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such view here.')
}

/** Of this list: how many this person made, and how many are shared. */
export async function countViews({ tx }: Reach, list: SavedList, memberId: string) {
  const [counts] = await tx
    .select({
      mine: sql<number>`(count(*) filter (where ${savedView.makerId} = ${memberId}))::int`,
      shared: sql<number>`(count(*) filter (where ${savedView.isShared}))::int`,
    })
    .from(savedView)
    .where(and(eq(savedView.list, list), or(eq(savedView.makerId, memberId), savedView.isShared)))
  return counts ?? { mine: 0, shared: 0 }
}

/** @returns undefined when this person has one of this name for this list already */
export async function insertView({ tx }: Reach, row: NewView): Promise<ViewRecord | undefined> {
  const [added] = await tx.insert(savedView).values(row).onConflictDoNothing().returning()
  return added
}

/** The database guards the name, so that of two who take it at once only one gets it. */
export async function updateView(
  { tx }: Reach,
  id: string,
  change: Pick<NewView, 'name' | 'filter' | 'isShared'>,
): Promise<ViewRecord> {
  const update = tx.update(savedView).set(change).where(eq(savedView.id, id)).returning()
  const [changed] = await orTaken(change.name, update)
  return changed ?? refuse('not_found', 'There is no such view here.')
}

/** Nobody's list opens with it any more. */
export async function deleteView({ tx }: Reach, id: string): Promise<void> {
  await tx.delete(viewOpening).where(eq(viewOpening.viewId, id))
  await tx.delete(savedView).where(eq(savedView.id, id))
}

/** What a list opens with for this person; undefined for all of it. */
export async function openingOf(
  { tx }: Reach,
  list: SavedList,
  memberId: string,
): Promise<string | undefined> {
  const [found] = await tx
    .select({ viewId: viewOpening.viewId })
    .from(viewOpening)
    .where(and(eq(viewOpening.list, list), eq(viewOpening.memberId, memberId)))
  return found?.viewId
}

export async function setOpening(
  { tx }: Reach,
  {
    memberId,
    list,
    viewId,
  }: { readonly memberId: string; readonly list: SavedList; readonly viewId: string },
): Promise<void> {
  await tx
    .insert(viewOpening)
    .values({ memberId, list, viewId })
    .onConflictDoUpdate({
      target: [viewOpening.tenantId, viewOpening.memberId, viewOpening.list],
      set: { viewId },
    })
}

export async function endOpening(
  { tx }: Reach,
  { memberId, viewId }: { readonly memberId: string; readonly viewId: string },
): Promise<void> {
  await tx.delete(viewOpening).where(and(eq(viewOpening.memberId, memberId), eq(viewOpening.viewId, viewId)))
}

/** Nobody else's list opens with what is kept for oneself again. */
export async function endOpeningsOfOthers({ tx }: Reach, { id, makerId }: ViewRecord): Promise<void> {
  await tx
    .delete(viewOpening)
    .where(and(eq(viewOpening.viewId, id), sql`${viewOpening.memberId} <> ${makerId}`))
}

/** By name, of the lists that whoever asks may read. */
export async function searchViews(
  reach: Reach,
  sought: Sought,
  { reader, lists }: { readonly reader: Reader; readonly lists: readonly SavedList[] },
): Promise<Found[]> {
  const { id, name, list } = savedView
  return findRows(reach, sought, {
    ...{ table: savedView, id, title: name, of: list },
    where: and(seenBy(reader), isAnyOf(list, lists)),
    path: ({ id: view, of }) => `${of}?saved=${view}`,
  })
}
