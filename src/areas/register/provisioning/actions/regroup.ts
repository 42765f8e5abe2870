import type { Context } from '../../../../platform/action.ts'
import { standAs } from '../../people/public/provisioned.ts'
import { standingAfter, type Mapped } from '../rules/standing.ts'
import * as store from '../store.ts'

/** Does what changes the groups of these people, and makes each of them what their groups say afterwards. */
export async function regrouped(
  context: Context,
  memberIds: readonly string[],
  change: () => Promise<void>,
): Promise<void> {
  const before = await store.groupsOfPeople(context, memberIds)
  await change()
  const after = await store.groupsOfPeople(context, memberIds)
  for (const id of memberIds) {
    const standing = standingAfter(mappedOf(before.get(id)), mappedOf(after.get(id)))
    if (standing !== undefined) await standAs(context, id, { ...standing, reason: 'directory' })
  }
}

function mappedOf(groups: readonly store.GroupRow[] = []): Mapped[] {
  return groups.flatMap(({ role, profileId }) => (role === null ? [] : [{ role, profileId }]))
}
