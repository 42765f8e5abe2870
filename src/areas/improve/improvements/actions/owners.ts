import { personMay } from '../../../../base/access.ts'
import { type MemberRole } from '../../../../base/permissions.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import { getMember } from '../../../register/people/public/people.ts'

/**
 * Whoever is named has to be able to read it and to act on it.
 * @param permission without which nobody can do what is asked of them
 * @throws Refusal `not_found` for somebody who is not here, `invalid` for who could not see to it
 */
export async function refuseOwner(
  context: Context,
  ownerId: string | null,
  incidentId: string | null,
  permission: 'improvement.work' | 'improvement.propose' = 'improvement.propose',
): Promise<void> {
  if (ownerId === null) return
  const person = await getMember(context, ownerId)
  const { name, role } = person
  const message = `${name} cannot read or change this with the role they have. Name somebody else, or change their role first.`
  const faults = [{ path: 'ownerId', message }]
  refuseUnless(personMay(person, permission), 'invalid', message, { faults })
  refuseUnless(await isInside(context, { ownerId, role, incidentId }), 'invalid', message, { faults })
}

async function isInside(
  context: Context,
  { ownerId, role, incidentId }: { ownerId: string; role: MemberRole; incidentId: string | null },
): Promise<boolean> {
  if (incidentId === null) return true
  const audience = (await audienceOf(context.tx.$client, [incidentId])).get(incidentId)
  return mayHear({ memberId: ownerId, role }, audience)
}
