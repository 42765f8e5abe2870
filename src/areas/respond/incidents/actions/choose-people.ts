import { personMay } from '../../../../base/access.ts'
import { type Permission } from '../../../../base/permissions.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import { getMember, listActiveMembers, type Person } from '../../../register/people/public/people.ts'
import { refuseOutsider } from './lead-incident.ts'

/**
 * Refuses to give something of a case to a person who could not see to it: who cannot sign in, does not see the case,
 * or whose role may not do what is asked of them.
 * @param permission what they will have to do; left out where owning it is enough
 * @returns the person who was chosen
 */
export async function refuseUnfitFor(
  context: Context,
  incidentId: string,
  memberId: string,
  permission?: Permission,
): Promise<Person> {
  const person = await getMember(context, memberId)
  refuseUnless(
    person.status === 'active',
    'conflict',
    `${person.name} cannot sign in at the moment. Choose somebody else.`,
  )
  await refuseOutsider(context, incidentId, person)
  refuseUnless(
    permission === undefined || personMay(person, permission),
    'conflict',
    `${person.name} has the role ${person.role}, which may not do this. Choose somebody else.`,
    { reason: 'unfit_role' },
  )
  return person
}

/** Everybody who can sign in and sees this case, by name. */
export async function peopleInside(context: Context, incidentId: string): Promise<Person[]> {
  const audience = (await audienceOf(context.tx.$client, [incidentId])).get(incidentId)
  const people = await listActiveMembers(context)
  return people.filter(({ id, role }) => mayHear({ memberId: id, role }, audience))
}
