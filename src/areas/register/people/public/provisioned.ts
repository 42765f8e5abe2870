/** The organisation's own people as its directory writes them: guests of a case and people of a provider are none of its. */
import type { MemberRole, ProfileRole } from '../../../../base/permissions.ts'
import type { Context } from '../../../../platform/action.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { standingFor } from '../actions/standing.ts'
import { refuseLosingLastOwner, statusOf } from '../rules.ts'
import { revokeInvitations } from '../store/invitations.ts'
import {
  countOwnRows,
  findMemberByEmail,
  listOwnRows,
  listRowsOf,
  lockMember,
  lockOwners,
  updateMember,
  type MemberRow,
} from '../store/members.ts'
import { listMemberships } from '../store/organisation.ts'
import { lockProfile } from '../store/profiles.ts'
import type { Holdings } from './holdings.ts'

type InTenant = Pick<Context, 'tx'>

export interface OwnPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly role: MemberRole
  readonly profileId: string | null
  readonly invitedAt: Date
  readonly joinedAt: Date | null
  readonly suspendedAt: Date | null
}

export async function findOwnPerson(
  context: InTenant,
  by: { readonly id: string } | { readonly email: string },
): Promise<OwnPerson | undefined> {
  const row =
    'id' in by ? (await listRowsOf(context, [by.id]))[0] : await findMemberByEmail(context, by.email)
  return row !== undefined && isOwn(row) ? row : undefined
}

/** In the order in which they came, suspended ones too. */
export async function listOwnPeople(
  context: InTenant,
  page: { readonly offset: number; readonly limit: number; readonly without: readonly string[] },
): Promise<{ readonly people: readonly OwnPerson[]; readonly total: number }> {
  const total = await countOwnRows(context, page.without)
  return { people: page.limit === 0 ? [] : await listOwnRows(context, page), total }
}

/** Those of these ids that are the organisation's own; an unknown id is absent. */
export async function ownPeopleOf(
  context: InTenant,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OwnPerson>> {
  return new Map((await listRowsOf(context, ids)).filter(isOwn).map((row) => [row.id, row]))
}

/** Before anybody is changed: whoever takes the right of an owner waits for whoever does so as well. */
export async function holdOwnPerson(context: InTenant, id: string): Promise<OwnPerson> {
  await lockOwners(context)
  const row = await lockMember(context, id)
  return isOwn(row) ? row : refuse('not_found', 'There is no such person in your organisation.')
}

/** Only what is another; a leaf when anything is. */
export async function callAnew(
  context: Context,
  person: OwnPerson,
  wanted: { readonly name?: string; readonly phone?: string },
): Promise<void> {
  const { name = person.name, phone = person.phone } = wanted
  const changed = {
    ...(name !== person.name && { name }),
    ...(phone !== person.phone && { phone }),
  }
  if (Object.keys(changed).length === 0) return
  await updateMember(context, person.id, changed)
  context.record({ stream: 'audit', kind: 'member.change', fields: { member: person.id, ...changed } })
}

/**
 * Ends the access of somebody at once; their sessions end too where they belong nowhere else.
 * @throws Refusal `conflict` with reason `last_owner`
 */
export async function endAccessOf(
  context: Context,
  id: string,
  { heldBy, reason }: Holdings & { readonly reason: string },
): Promise<void> {
  const owners = await lockOwners(context)
  const person = await lockMember(context, id)
  refuseUnless(isOwn(person), 'not_found', 'There is no such person in your organisation.')
  if (statusOf(person) === 'suspended') return
  refuseLosingLastOwner(person, owners)
  const held = await heldBy(context, id)
  await updateMember(context, id, { suspendedAt: context.now })
  await revokeInvitations(context, id)
  const told = held.flatMap(({ words, isSealed }) => (isSealed ? [] : words)).join('\n')
  context.record({
    stream: 'audit',
    kind: 'member.suspend',
    fields: { member: id, reason, held: told.slice(0, 4000) },
  })
  if (person.userId !== null) await endSessions(context, person.userId)
}

/** Ahead of the commit: what the database then still lets in is nobody here, and cut off between the two they sign in anew. */
async function endSessions(context: Context, userId: string): Promise<void> {
  const all = await listMemberships(context, userId)
  if (all.every(({ tenantId }) => tenantId === context.tenantId))
    await context.services.sessions.revokeAllSessions(userId)
}

export async function giveAccessBack(context: Context, id: string): Promise<void> {
  const person = await lockMember(context, id)
  if (statusOf(person) !== 'suspended') return
  await updateMember(context, id, { suspendedAt: null })
  context.record({ stream: 'audit', kind: 'member.restore', fields: { member: id, role: person.role } })
}

/** @throws Refusal `not_found` or `invalid` for a profile that is not there, or was begun from another role */
export async function refuseStrangeStanding(
  context: Context,
  wanted: { readonly role: ProfileRole; readonly profileId?: string | undefined },
): Promise<void> {
  await standingFor(context, wanted)
}

/** What a group of the directory makes somebody. Owners stay what they are: owners make and unmake them. */
export async function standAs(
  context: Context,
  id: string,
  wanted: { readonly role: ProfileRole; readonly profileId: string | null; readonly reason: string },
): Promise<void> {
  const { role, profileId, reason } = wanted
  const person = await lockMember(context, id)
  if (!isOwn(person) || person.role === 'owner') return
  if (person.role === role && person.profileId === profileId) return
  const profile = profileId === null ? undefined : await lockProfile(context, profileId)
  await updateMember(context, id, { role, profileId, granted: profile?.permissions ?? null })
  context.record({
    stream: 'audit',
    kind: 'member.role',
    fields: {
      ...{ member: id, from: person.role, to: role, reason },
      ...(profile !== undefined && { toProfile: profile.name }),
    },
  })
}

function isOwn({ role, careId }: MemberRow): boolean {
  return role !== 'guest' && careId === null
}
