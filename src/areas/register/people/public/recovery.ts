import { refuse } from '../../../../base/refusal.ts'
import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import { addressOf, statusOf } from '../rules.ts'
import { insertInvitation, revokeInvitations } from '../store/invitations.ts'
import { findMemberByEmail, type MemberRow } from '../store/members.ts'
import { invitationUrl } from './links.ts'
import { ownersOf, type Person } from './people.ts'

/** Tells people that an owner is let back in from the host; it runs in the transaction that says so. */
export type AnnounceRecovery = (
  context: Context,
  recovery: {
    readonly member: { readonly id: string; readonly name: string }
    readonly owners: readonly Person[]
  },
) => Promise<void>

/**
 * Lets an owner back in who lost their second factor, their password, or their first invitation. Only the command
 * line on the host may call it. The leaf is written first: a crash after it leaves a record of what did not happen,
 * never the other way round, and the command can be given again.
 * @returns a link for one use within a day, to choose a new password (or to join, for an owner who never did)
 * @throws Refusal `not_found` unless the address is an owner's, `conflict` while they are suspended
 */
export async function recoverOwner(
  house: House,
  wanted: { readonly tenantId: string; readonly email: string; readonly announce: AnnounceRecovery },
): Promise<{ url: string }> {
  const { userId, url } = await asSystem(house, wanted.tenantId, 'Muster on its host', async (context) => {
    const owner = await getOwner(context, wanted.email)
    await revokeInvitations(context, owner.id)
    const purpose = owner.userId === null ? 'join' : 'recover'
    const link = await insertInvitation(context, { memberId: owner.id, purpose })
    context.record({ stream: 'audit', kind: 'member.recover', fields: { member: owner.id, step: 'link' } })
    await wanted.announce(context, {
      member: { id: owner.id, name: owner.name },
      owners: await ownersOf(context),
    })
    return { userId: owner.userId, url: invitationUrl(context, link) }
  })
  if (userId !== null) await house.services.sessions.resetSecondFactor(userId)
  return { url }
}

async function getOwner(context: Context, email: string): Promise<MemberRow> {
  const found = await findMemberByEmail(context, addressOf(email))
  if (found?.role !== 'owner') return refuse('not_found', 'No owner of this organisation has this address.')
  if (statusOf(found) === 'suspended')
    refuse('conflict', 'This owner is suspended. Another owner has to let them in again first.')
  return found
}
