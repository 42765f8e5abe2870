import { refuse, refuseUnless } from '../../../base/refusal.ts'
import { action, type Context } from '../../../platform/action.ts'
import { refuseTaken } from '../../../platform/database/taken.ts'
import { namesOf } from '../people/public/people.ts'
import * as contract from './contract.ts'
import { savedListNames, savedLists, type SavedList, type View } from './contract.ts'
import { mayChange, mayShare, mostOwn, mostShared } from './rules.ts'
import {
  countViews,
  deleteView,
  endOpening,
  endOpeningsOfOthers,
  holdView,
  insertView,
  openingOf,
  setOpening,
  updateView,
  viewsOf,
  type Reader,
  type ViewRecord,
} from './store.ts'

export const read = action(contract.readViews, async (context, { list }) => {
  const reader = readerOf(context)
  const views = await shown(context, await viewsOf(context, list, reader), reader)
  return { views, canShare: reader.lists.includes(list) }
})

export const save = action(contract.saveView, async (context, { isOpening, ...given }) => {
  const { list, name, isShared } = given
  const reader = readerOf(context)
  if (isShared) refuseUnlessShareable(list, reader)
  await refuseTooMany(context, list, reader, { isNew: true, isShared })
  const row = { ...given, id: context.newId(), makerId: reader.memberId, savedAt: context.now }
  const added = (await insertView(context, row)) ?? refuseTaken(name)
  if (isOpening) await setOpening(context, { memberId: reader.memberId, list, viewId: added.id })
  recordOf(context, 'view.save', added)
  return one(context, added, reader)
})

export const change = action(contract.changeView, async (context, { id, isOpening, ...given }) => {
  const reader = readerOf(context)
  const before = await holdView(context, id, reader)
  const { name = before.name, filter = before.filter, isShared = before.isShared } = given
  const isChanged = Object.values(given).some((value) => value !== undefined)
  const after = isChanged ? await rewritten(context, before, { name, filter, isShared }) : before
  const opening = { memberId: reader.memberId, list: before.list, viewId: id }
  if (isOpening === true) await setOpening(context, opening)
  if (isOpening === false) await endOpening(context, opening)
  recordOf(context, 'view.change', after)
  return one(context, after, reader)
})

export const remove = action(contract.removeView, async (context, { id }) => {
  const view = await holdView(context, id, readerOf(context))
  refuseUnlessChangeable(context, view)
  await deleteView(context, id)
  recordOf(context, 'view.remove', view)
  return { removed: true as const }
})

async function rewritten(
  context: Context,
  before: ViewRecord,
  change: Pick<ViewRecord, 'name' | 'filter' | 'isShared'>,
): Promise<ViewRecord> {
  const reader = readerOf(context)
  refuseUnlessChangeable(context, before)
  if (change.isShared && !before.isShared) {
    refuseUnlessShareable(before.list, reader)
    await refuseTooMany(context, before.list, reader, { isNew: false, isShared: true })
  }
  if (before.isShared && !change.isShared) await endOpeningsOfOthers(context, before)
  return updateView(context, before.id, change)
}

/** What somebody keeps for themselves is not named on the organisation's record: the name may say of whom they think. */
function recordOf(
  context: Context,
  kind: 'view.save' | 'view.change' | 'view.remove',
  { id, list, name, isShared }: ViewRecord,
): void {
  context.record({
    stream: 'audit',
    kind,
    fields: { view: id, list, ...(isShared ? { name } : { private: 'yes' }) },
  })
}

async function one(context: Context, row: ViewRecord, reader: Reader): Promise<View> {
  const [view] = await shown(context, [row], reader)
  return view ?? refuse('not_found', 'There is no such view here.')
}

async function shown(context: Context, rows: readonly ViewRecord[], { memberId }: Reader): Promise<View[]> {
  const names = await namesOf(
    context,
    rows.map(({ makerId }) => makerId),
  )
  const [first] = rows
  const opening = first && (await openingOf(context, first.list, memberId))
  return rows.map((row) => ({
    ...{ id: row.id, list: row.list, name: row.name, filter: row.filter, isShared: row.isShared },
    maker: names.get(row.makerId) ?? '',
    isMine: row.makerId === memberId,
    isOpening: row.id === opening,
    can: { change: mayChange(row, askerOf(context)) },
  }))
}

export function askerOf({ actor }: Pick<Context, 'actor'>) {
  return actor.kind === 'member' ? actor : refuse('forbidden', 'Only a person has views of their own.')
}

/** Views of a list say what may be found in it, so others' are for those who may read it. */
export function readerOf(context: Pick<Context, 'actor' | 'can'>): Reader {
  const asker = askerOf(context)
  const lists = mayShare(asker) ? savedListNames.filter((list) => context.can(savedLists[list])) : []
  return { memberId: asker.memberId, lists }
}

function refuseUnlessChangeable(context: Context, view: ViewRecord): void {
  refuseUnless(
    mayChange(view, askerOf(context)),
    'forbidden',
    'Whoever made this view may change it, and an owner. Save your own instead.',
  )
}

function refuseUnlessShareable(list: SavedList, { lists }: Reader): void {
  refuseUnless(lists.includes(list), 'forbidden', 'You may keep this view for yourself, but not share it.')
}

async function refuseTooMany(
  context: Context,
  list: SavedList,
  { memberId }: Reader,
  { isNew, isShared }: { readonly isNew: boolean; readonly isShared: boolean },
): Promise<void> {
  const { mine, shared } = await countViews(context, list, memberId)
  refuseUnless(
    !isNew || mine < mostOwn,
    'conflict',
    `You have ${mostOwn} views of this list. Remove one first.`,
  )
  refuseUnless(
    !isShared || shared < mostShared,
    'conflict',
    `${mostShared} views of this list are shared already. Remove one first.`,
  )
}
