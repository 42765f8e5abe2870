import { personMay } from '../../../../base/access.ts'
import type { Context } from '../../../../platform/action.ts'
import { getMember } from '../../../register/people/public/people.ts'
import type { IncidentRecord } from '../store/incidents.ts'

/**
 * Those who were mentioned and may read incidents hear of it in their inbox; the one who wrote knows.
 * @throws Refusal `not_found` for somebody whom this organisation does not have
 */
export async function tellMentioned(
  context: Context,
  { id: incidentId, number }: Pick<IncidentRecord, 'id' | 'number'>,
  mentions: readonly string[],
): Promise<void> {
  const own = context.actor.kind === 'member' ? context.actor.memberId : undefined
  const people = []
  for (const id of new Set(mentions)) people.push(await getMember(context, id))
  const memberIds = people
    .filter((person) => person.id !== own && person.status === 'active' && personMay(person, 'incident.read'))
    .map(({ id }) => id)
  if (memberIds.length === 0) return
  await context.announce({
    kind: 'member.mentioned',
    incidentId,
    number,
    memberIds,
    by: context.actor.name,
  })
}
