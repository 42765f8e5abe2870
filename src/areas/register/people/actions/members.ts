import { Id } from '../../../../base/ids.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/people.ts'
import { refuseChangeOf, refuseLosingLastOwner, refuseStanding, statusOf } from '../rules.ts'
import { revokeInvitations } from '../store/invitations.ts'
import {
  listMemberRows,
  listReachableRows,
  lockMember,
  lockOwners,
  updateMember,
  type MemberRow,
} from '../store/members.ts'
import { getOrganisation } from '../store/organisation.ts'
import type { Holdings } from '../public/holdings.ts'
import { memberOf, membersOf } from './shapes.ts'
import { standingFor } from './standing.ts'

export const listMembers = action(contract.listMembers, async (context, { limit, cursor, ...sought }) => {
  const after = cursor === undefined ? undefined : lastShown(cursor)
  const rows = await listMemberRows(context, { limit: limit + 1, after, ...sought })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null
  return { items: await membersOf(context, shown), next }
})

function lastShown(cursor: string): string {
  const id = Id.safeParse(decodeCursor(cursor, 1)?.[0])
  return id.success ? id.data : refuse('invalid', 'Start the list again: this cursor is not one of ours.')
}

export const readCallList = action(contract.readCallList, async (context) => {
  const { name } = await getOrganisation(context)
  const rows = await listReachableRows(context)
  return {
    organisation: name,
    madeAt: context.now.toISOString(),
    people: rows.map((row) => ({
      name: row.name,
      role: row.role,
      email: row.email,
      phone: row.phone,
      nightPhone: row.nightPhone,
    })),
  }
})

export const changeMemberContact = action(
  contract.changeMemberContact,
  async (context, { id, ...wanted }) => {
    const before = await lockMember(context, id)
    const after = await updateMember(context, id, wanted)
    const changed = Object.entries(wanted).filter(
      ([field, value]) => before[field as keyof typeof wanted] !== value, // entries() loses the keys
    )
    context.record({
      stream: 'audit',
      kind: 'member.change',
      fields: { member: id, ...Object.fromEntries(changed) },
    })
    return memberOf(context, after)
  },
)

export const changeMemberRole = action(
  contract.changeMemberRole,
  async (context, { id, reason, ...wanted }) => {
    const { person, owners } = await lockForChange(context, id)
    refuseUnless(
      person.careId === null,
      'conflict',
      'This person comes from a provider: what they may do here stands in the agreement. End it, or make another one.',
    )
    const standing = await standingFor(context, wanted)
    const { role } = standing
    refuseUnless(
      person.role !== role || person.profileId !== standing.profileId,
      'conflict',
      'This person has that role already.',
    )
    refuseLosingLastOwner(person, owners)
    const before = await memberOf(context, person)
    const after = await memberOf(context, await updateMember(context, id, standing))
    context.record({
      stream: 'audit',
      kind: 'member.role',
      fields: {
        ...{ member: id, from: person.role, to: role, reason },
        ...(before.profile !== null && { fromProfile: before.profile.name }),
        ...(after.profile !== null && { toProfile: after.profile.name }),
      },
    })
    return after
  },
)

/** @param ports what has to be given to somebody else first; an account in wrong hands does not wait for that */
export function suspendMemberWith({ heldBy }: Holdings) {
  return action(contract.suspendMember, async (context, { id, reason, atOnce }) => {
    const { person, owners } = await lockForChange(context, id)
    refuseUnless(statusOf(person) !== 'suspended', 'conflict', 'This person is suspended already.')
    refuseLosingLastOwner(person, owners)
    const held = await heldBy(context, id)
    const holds = held.map(({ words }) => words)
    refuseUnless(
      holds.length === 0 || atOnce,
      'conflict',
      `${person.name} is needed for: ${listed(holds)}. Give this to somebody else first, or suspend them at once all the same.`,
      { reason: 'holds', faults: holds.slice(0, 100).map((message) => ({ path: 'id', message })) },
    )
    const barred = person.careId === null ? {} : { careBarredAt: context.now }
    const after = await updateMember(context, id, { suspendedAt: context.now, ...barred })
    await revokeInvitations(context, id)
    const told = held.flatMap(({ words, isSealed }) => (isSealed ? [] : words))
    const fields = { member: id, reason, held: told.join('\n') }
    context.record({ stream: 'audit', kind: 'member.suspend', fields })
    return memberOf(context, after)
  })
}

/** As many as a sentence bears. */
function listed(holds: readonly string[]): string {
  const most = 12
  const more = holds.length - most
  return holds.slice(0, most).join('; ') + (more > 0 ? `; and ${more} more` : '')
}

export const restoreMember = action(contract.restoreMember, async (context, { id }) => {
  const { person } = await lockForChange(context, id)
  refuseUnless(statusOf(person) === 'suspended', 'conflict', 'This person is not suspended.')
  refuseStanding(context.actor, person)
  const after = await updateMember(context, id, { suspendedAt: null, careBarredAt: null })
  context.record({ stream: 'audit', kind: 'member.restore', fields: { member: id, role: person.role } })
  return memberOf(context, after)
})

/** The owners first, in one order for all, then the person: two changes at once never wait for each other. */
async function lockForChange(
  context: Context,
  id: string,
): Promise<{ person: MemberRow; owners: readonly MemberRow[] }> {
  const owners = await lockOwners(context)
  const person = await lockMember(context, id)
  refuseChangeOf(context.actor, person, owners)
  return { person, owners }
}
