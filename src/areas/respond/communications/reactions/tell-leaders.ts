import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { tell, type News } from '../public.ts'

/** Owners and leads, and whose it is, but not the one who did it: they know. */
export async function tellLeaders(
  context: Context,
  news: News,
  whose: readonly string[] = [],
): Promise<void> {
  const doer = memberOf(context)
  const people = await listActiveMembers(context)
  const leaders = people.filter(
    ({ id, role }) => (role === 'owner' || role === 'lead' || whose.includes(id)) && id !== doer,
  )
  await tell(context, { ...news, memberIds: leaders.map(({ id }) => id) })
}

export function memberOf({ actor }: Context): string | undefined {
  return actor.kind === 'member' ? actor.memberId : undefined
}
