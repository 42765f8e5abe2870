import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { addressOf, statusOf } from '../rules.ts'
import { insertInvitation, revokeInvitations } from '../store/invitations.ts'
import { findMemberByEmail, insertMember, type MemberRow } from '../store/members.ts'
import { invitationUrl } from './links.ts'

/** Somebody from elsewhere; what is open to them is said by the case, not here. */
export interface WantedGuest {
  readonly name: string
  readonly email: string
  readonly phone: string
}

/**
 * Makes a guest known, or finds the one with this address. The link is there once, and only for a guest who has not
 * joined yet.
 * @throws Refusal `invalid` for the address, `conflict` for one of the organisation's own people and for a suspended guest
 */
export async function inviteGuest(
  context: Context,
  wanted: WantedGuest,
): Promise<{ memberId: string; inviteUrl: string | null }> {
  const email = addressOf(wanted.email)
  const known = await findMemberByEmail(context, email)
  if (known !== undefined && known.role !== 'guest')
    refuse(
      'conflict',
      'A person with this e-mail address belongs to your organisation already and needs no guest access. Name them in the case; the plan they read with their own account.',
      { reason: 'email_taken' },
    )
  const person = known ?? (await addGuest(context, { ...wanted, email }))
  refuseUnless(
    statusOf(person) !== 'suspended',
    'conflict',
    'This guest is suspended. An owner has to let them in again first, under People.',
  )
  if (statusOf(person) === 'active') return { memberId: person.id, inviteUrl: null }
  await revokeInvitations(context, person.id)
  const link = await insertInvitation(context, { memberId: person.id, purpose: 'join' })
  context.record({
    stream: 'audit',
    kind: 'member.invite',
    fields: { member: person.id, role: 'guest', invitation: link.id },
  })
  return { memberId: person.id, inviteUrl: invitationUrl(context, link) }
}

async function addGuest(context: Context, wanted: WantedGuest): Promise<MemberRow> {
  const row: MemberRow = {
    ...wanted,
    id: context.newId(),
    role: 'guest',
    nightPhone: '',
    userId: null,
    invitedAt: context.now,
    joinedAt: null,
    suspendedAt: null,
    careId: null,
    careBarredAt: null,
    profileId: null,
    granted: null,
  }
  if (await insertMember(context, row)) return row
  refuse('conflict', 'Somebody invited this person at the same moment. Try again.')
}
