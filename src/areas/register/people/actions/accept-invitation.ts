import { refuse } from '../../../../base/refusal.ts'
import {
  asSystem,
  doorAction,
  linkAction,
  type Context,
  type DoorContext,
} from '../../../../platform/action.ts'
import * as contract from '../contract/people.ts'
import { statusOf } from '../rules.ts'
import { findInvitation, findOpenInvitation, takeInvitation } from '../store/invitations.ts'
import { getMemberRow, lockMember, updateMember, type MemberRow } from '../store/members.ts'
import { getOrganisation } from '../store/organisation.ts'

export const readInvitation = linkAction(
  contract.readInvitation,
  async ({ house, now }, { token }) => {
    const found = await findInvitation(house, token, now)
    if (found === undefined) return undefined
    const { tenantId, id } = found
    return { kind: 'visitor', tenantId, ref: `invitation:${id}`, name: 'Invited person' }
  },
  async (context, { token }) => {
    const link = (await findOpenInvitation(context, token)) ?? refuseDeadLink()
    const { name, email, role } = await getMemberRow(context, link.memberId)
    const account = await context.services.sessions.findUserByEmail(email)
    const { name: organisation } = await getOrganisation(context)
    const hasAccount = link.purpose === 'join' && account !== undefined
    return { organisation, name, email, role, purpose: link.purpose, hasAccount }
  },
)

/** The link is spent first and stays locked until the commit: of two who accept at once, one finds it dead. */
export const acceptInvitation = doorAction(contract.acceptInvitation, async (door, { token, password }) => {
  const found = (await findInvitation(door.house, token, door.now)) ?? refuseDeadLink()
  return asSystem(door.house, found.tenantId, 'Invitation', async (context) => {
    const link = (await takeInvitation(context, found.id)) ?? refuseDeadLink()
    const person = await lockMember(context, link.memberId)
    if (link.purpose === 'join') await join(context, door, person, password)
    else await comeBack(context, person, password)
    const { slug } = await getOrganisation(context)
    return { slug, email: person.email }
  })
})

async function join(
  context: Context,
  door: DoorContext,
  person: MemberRow,
  password: string | undefined,
): Promise<void> {
  if (statusOf(person) !== 'invited') refuseDeadLink()
  const userId = await accountFor(context, door, person, password)
  await updateMember(context, person.id, { userId, joinedAt: context.now })
  context.record({
    stream: 'audit',
    kind: 'member.join',
    fields: { member: person.id, role: person.role, ...asThemselves(person) },
  })
}

/** An account that exists is joined by its holder alone: the link proves the invitation, not the person. */
async function accountFor(
  context: Context,
  door: DoorContext,
  { email, name }: MemberRow,
  password: string | undefined,
): Promise<string> {
  const { sessions } = context.services
  const account = await sessions.findUserByEmail(email)
  if (account === undefined) {
    const { userId } = await sessions.createUser({ email, name, password: given(password) })
    return userId
  }
  const signedIn = 'userId' in door.actor ? door.actor.userId : undefined
  if (signedIn !== account.userId)
    refuse(
      'conflict',
      'This e-mail address has an account already. Sign in with it, then open this link again.',
      {
        reason: 'sign_in_first',
      },
    )
  return account.userId
}

/** Were the password set and the commit lost, the link could be used again: nobody is locked out. */
async function comeBack(context: Context, person: MemberRow, password: string | undefined): Promise<void> {
  if (person.userId === null || statusOf(person) !== 'active') return refuseDeadLink()
  context.record({
    stream: 'audit',
    kind: 'member.recover',
    fields: { member: person.id, step: 'password', ...asThemselves(person) },
  })
  await context.services.sessions.setPassword(person.userId, given(password))
}

function given(password: string | undefined): string {
  if (password !== undefined) return password
  return refuse('invalid', 'Choose a password.', {
    faults: [{ path: 'password', message: 'choose a password' }],
  })
}

function asThemselves(person: MemberRow): { actor: string; by: string } {
  return { actor: `u:${person.id}`, by: person.name }
}

/** The sentence that platform/action.ts says for a link that leads nowhere: used, expired and unknown look alike. */
function refuseDeadLink(): never {
  refuse('not_found', 'This link is not valid any more. Ask for a new one.')
}
