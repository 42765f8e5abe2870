import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/people.ts'
import { invitationUrl } from '../public/links.ts'
import { addressOf, refuseStanding, statusOf } from '../rules.ts'
import { insertInvitation, revokeInvitations } from '../store/invitations.ts'
import { insertMember, lockMember, type MemberRow } from '../store/members.ts'
import { memberOf } from './shapes.ts'
import { standingFor } from './standing.ts'

export const inviteMember = action(contract.inviteMember, async (context, { profileId, ...wanted }) => {
  const standing = await standingFor(context, { role: wanted.role, profileId })
  const row: MemberRow = {
    ...wanted,
    ...standing,
    id: context.newId(),
    email: addressOf(wanted.email),
    userId: null,
    invitedAt: context.now,
    joinedAt: null,
    suspendedAt: null,
    careId: null,
    careBarredAt: null,
  }
  if (!(await insertMember(context, row)))
    refuse('conflict', 'A person with this e-mail address belongs to your organisation already.', {
      reason: 'email_taken',
    })
  const link = await insertInvitation(context, { memberId: row.id, purpose: 'join' })
  context.record({
    stream: 'audit',
    kind: 'member.invite',
    fields: { member: row.id, role: row.role, invitation: link.id },
  })
  return { member: await memberOf(context, row), inviteUrl: invitationUrl(context, link) }
})

export const renewInvitation = action(contract.renewInvitation, async (context, { id }) => {
  const person = await lockMember(context, id)
  refuseStanding(context.actor, person)
  refuseUnless(
    statusOf(person) === 'invited',
    'conflict',
    'Only somebody who has not joined yet can be invited again.',
  )
  for (const old of await revokeInvitations(context, id))
    context.record({ stream: 'audit', kind: 'invite.revoke', fields: { member: id, invitation: old } })
  const link = await insertInvitation(context, { memberId: id, purpose: 'join' })
  context.record({
    stream: 'audit',
    kind: 'member.invite',
    fields: { member: id, role: person.role, invitation: link.id },
  })
  return { member: await memberOf(context, person), inviteUrl: invitationUrl(context, link) }
})
