import { Id } from '../../../../base/ids.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { namesOf } from '../../people/public/people.ts'
import { ownPeopleOf } from '../../people/public/provisioned.ts'
import { mostGroups } from '../contract.ts'
import { readFilter, type Equals } from '../rules/filter.ts'
import { groupWish, membersAfter, type GroupWish } from '../rules/group-wish.ts'
import type { Change } from '../rules/patch.ts'
import { refuseValue } from '../rules/person-wish.ts'
import { cutTo, groupResource, listOf, pagingOf, type Resource } from '../rules/resources.ts'
import * as store from '../store.ts'
import { regrouped } from './regroup.ts'
import { refuseOther, withVersion, type Desk } from './scim-desk.ts'

const askable = ['id', 'displayname', 'externalid', 'members', 'members.value']
const mostNamed = 100

export async function listGroups(desk: Desk): Promise<object> {
  const { context, query } = desk
  const { startIndex, count } = pagingOf(query)
  const filter = query['filter']
  const found = filter === undefined ? undefined : await foundBy(desk, readFilter(filter, askable))
  const rows = found?.slice(startIndex - 1, startIndex - 1 + count) ?? (await page(desk, startIndex, count))
  const shown = await shownGroups(desk, rows)
  const total = found?.length ?? (await store.countGroups(context))
  return listOf(
    shown.map((one) => cutTo(one, query)),
    total,
    startIndex,
  )
}

async function page({ context }: Desk, startIndex: number, count: number): Promise<store.GroupRow[]> {
  return count === 0 ? [] : store.listGroups(context, { offset: startIndex - 1, limit: count })
}

export async function getGroup(desk: Desk, id: string): Promise<Resource> {
  const rows = Id.safeParse(id).success ? await store.findGroups(desk.context, { id }) : []
  const [shown] = await shownGroups(desk, rows)
  return shown ?? refuse('not_found', 'There is no such group here.')
}

export async function createGroup(desk: Desk, changes: readonly Change[]): Promise<Resource> {
  const { context } = desk
  const wish = groupWish(changes)
  const { displayName = refuseValue('displayName has to be given'), externalId = '' } = wish
  await store.takeTurn(context)
  await refuseTaken(desk, displayName)
  refuseUnless(
    (await store.countGroups(context)) < mostGroups,
    'conflict',
    `There are ${mostGroups} groups here already. Send only those that give a role.`,
  )
  const id = context.newId()
  await store.insertGroup(context, {
    ...{ id, displayName, externalId, role: null, profileId: null },
    ...{ createdAt: context.now, changedAt: context.now },
  })
  await fill(desk, { id, displayName }, { wish, step: 'added' })
  return getGroup(desk, id)
}

export async function changeGroup(desk: Desk, id: string, changes: readonly Change[]): Promise<Resource> {
  const { context } = desk
  const wish = groupWish(changes)
  await store.takeTurn(context)
  refuseOther(desk, await getGroup(desk, id))
  const before = await store.lockGroup(context, id)
  const { displayName = before.displayName, externalId = before.externalId } = wish
  if (displayName.toLowerCase() !== before.displayName.toLowerCase()) await refuseTaken(desk, displayName)
  await store.updateGroup(context, id, { displayName, externalId, changedAt: context.now })
  const isCalledAnew = displayName !== before.displayName || externalId !== before.externalId
  await fill(desk, { id, displayName }, { wish, step: isCalledAnew ? 'renamed' : 'members' })
  return getGroup(desk, id)
}

export async function deleteGroup(desk: Desk, id: string): Promise<void> {
  const { context } = desk
  await store.takeTurn(context)
  refuseOther(desk, await getGroup(desk, id))
  const { displayName } = await store.lockGroup(context, id)
  const members = (await store.membersOfGroups(context, [id])).get(id) ?? []
  const fields = { group: id, name: displayName, step: 'deleted' }
  context.record({ stream: 'audit', kind: 'provisioned_group.change', fields })
  await regrouped(context, members, async () => store.deleteGroup(context, id))
}

/** Who is in it now, and what that makes of them. */
async function fill(
  { context }: Desk,
  { id, displayName }: { readonly id: string; readonly displayName: string },
  { wish, step }: { readonly wish: GroupWish; readonly step: 'added' | 'renamed' | 'members' },
): Promise<void> {
  const before = new Set((await store.membersOfGroups(context, [id])).get(id) ?? [])
  const after = membersAfter(before, wish)
  const added = [...after].filter((one) => !before.has(one))
  const removed = [...before].filter((one) => !after.has(one))
  await refuseUnknown(context, added)
  if (step === 'members' && added.length + removed.length === 0) return
  context.record({
    stream: 'audit',
    kind: 'provisioned_group.change',
    fields: {
      ...{ group: id, name: displayName, step },
      ...{ added: added.slice(0, mostNamed).join(' '), removed: removed.slice(0, mostNamed).join(' ') },
    },
  })
  await regrouped(context, [...added, ...removed], async () =>
    store.changeMembers(context, id, { added, removed }),
  )
}

async function refuseUnknown(context: Desk['context'], ids: readonly string[]): Promise<void> {
  const sound = ids.filter((id) => Id.safeParse(id).success)
  const people = await ownPeopleOf(context, sound)
  const gone = await store.personRowsOf(context, sound)
  const isHere = (id: string) => people.has(id) && (gone.get(id)?.goneAt ?? null) === null
  if (!ids.every(isHere)) refuseValue('somebody who is named as a member is not here')
}

async function refuseTaken({ context }: Desk, name: string): Promise<void> {
  if ((await store.findGroups(context, { name })).length === 0) return
  refuse('conflict', 'Another group here has this name.', { reason: 'uniqueness' })
}

async function foundBy({ context }: Desk, terms: readonly Equals[]): Promise<store.GroupRow[]> {
  const key = terms.find(({ attribute }) => !attribute.startsWith('members'))
  refuseUnless(key, 'invalid', 'A filter by members alone is not answered here.', {
    status: 400,
    reason: 'invalidFilter',
  })
  if (key.attribute === 'id' && !Id.safeParse(key.value).success) return []
  const rows = await store.findGroups(
    context,
    key.attribute === 'id'
      ? { id: key.value }
      : key.attribute === 'displayname'
        ? { name: key.value }
        : { externalId: key.value },
  )
  const members = await store.membersOfGroups(
    context,
    rows.map(({ id }) => id),
  )
  return rows.filter((row) => terms.every((term) => fits(row, members.get(row.id) ?? [], term)))
}

function fits(row: store.GroupRow, members: readonly string[], { attribute, value }: Equals): boolean {
  if (attribute === 'id') return row.id === value
  if (attribute === 'externalid') return row.externalId === value
  if (attribute === 'displayname') return row.displayName.toLowerCase() === value.toLowerCase()
  return members.includes(value.toLowerCase())
}

async function shownGroups(desk: Desk, rows: readonly store.GroupRow[]): Promise<Resource[]> {
  const { context, base, query } = desk
  // Entra ID leaves them out: it asks for one group of thousands again and again.
  const isShort = /(?:^|,)\s*members\s*(?:,|$)/i.test(query['excludedattributes'] ?? '')
  const ids = isShort ? [] : rows.map(({ id }) => id)
  const members = await store.membersOfGroups(context, ids)
  const names = await namesOf(context, [...members.values()].flat())
  return rows.map((row) =>
    withVersion(
      groupResource(
        {
          ...row,
          members: (members.get(row.id) ?? []).map((id) => ({ id, name: names.get(id) ?? '' })),
        },
        base,
      ),
    ),
  )
}
