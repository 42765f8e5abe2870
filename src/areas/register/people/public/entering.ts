import type { MemberRole } from '../../../../base/permissions.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { statusOf, type MemberStatus } from '../rules.ts'
import { revokeInvitations } from '../store/invitations.ts'
import {
  findMemberByEmail,
  insertMember,
  listRowsOf,
  lockMember,
  updateMember,
  type MemberRow,
} from '../store/members.ts'

/** A person here, as the organisation's own sign-in has to know them. */
export interface EntryPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly status: MemberStatus
  readonly role: MemberRole
  /** A guest of one case, or somebody of a provider: they come in by their own door. */
  readonly isOutsider: boolean
}

/** @param by an address in the one spelling, or an id */
export async function findEntryPerson(
  context: Pick<Context, 'tx'>,
  by: { readonly email: string } | { readonly id: string },
): Promise<EntryPerson | undefined> {
  const row =
    'id' in by ? (await listRowsOf(context, [by.id]))[0] : await findMemberByEmail(context, by.email)
  return row && shown(row)
}

/** The account of somebody of the organisation; null for who has none. */
export async function userOf(context: Pick<Context, 'tx'>, memberId: string): Promise<string | null> {
  return (await listRowsOf(context, [memberId]))[0]?.userId ?? null
}

/**
 * The account of somebody who belongs here; whoever was invited joins with it, since their organisation vouches for them.
 * @throws Refusal `forbidden` for who was suspended meanwhile
 */
export async function accountForEntry(context: Context, memberId: string): Promise<{ userId: string }> {
  const row = await lockMember(context, memberId)
  if (statusOf(row) === 'suspended')
    refuse('forbidden', 'Your access here was ended.', { reason: 'suspended' })
  const userId = row.userId ?? (await accountOf(context, row))
  if (row.joinedAt !== null && row.userId !== null) return { userId }
  await updateMember(context, memberId, { userId, joinedAt: row.joinedAt ?? context.now })
  for (const invitation of await revokeInvitations(context, memberId))
    context.record({ stream: 'audit', kind: 'invite.revoke', fields: { member: memberId, invitation } })
  const own = { actor: `u:${memberId}`, by: row.name }
  context.record({
    stream: 'audit',
    kind: 'member.join',
    fields: { member: memberId, role: row.role, ...own },
  })
  return { userId }
}

/** A new person, for whom the organisation's own directory or sign-in vouches; not joined before they first come in. */
export async function addFromDirectory(
  context: Context,
  { email, name, role }: { email: string; name: string; role: MemberRole },
): Promise<{ memberId: string }> {
  const id = context.newId()
  const isNew = await insertMember(context, {
    ...{ id, name, email, role, phone: '', nightPhone: '', invitedAt: context.now },
    ...{ userId: null, joinedAt: null, suspendedAt: null },
  })
  if (!isNew)
    refuse('conflict', 'A person with this e-mail address belongs to your organisation already.', {
      reason: 'email_taken',
    })
  context.record({ stream: 'audit', kind: 'member.invite', fields: { member: id, role } })
  return { memberId: id }
}

async function accountOf(context: Context, { email, name }: MemberRow): Promise<string> {
  const { sessions } = context.services
  const account = await sessions.findUserByEmail(email)
  return (account ?? (await sessions.createUserWithoutPassword({ email, name }))).userId
}

function shown(row: MemberRow): EntryPerson {
  const { id, name, email, role, careId } = row
  return { id, name, email, role, status: statusOf(row), isOutsider: role === 'guest' || careId !== null }
}
