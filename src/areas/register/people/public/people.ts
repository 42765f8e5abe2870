import type { SearchSource } from '../../../../platform/database/find-rows.ts'
import type { Actor } from '../../../../base/access.ts'
import type { MemberRole } from '../../../../base/permissions.ts'
import { dayIn } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import { refuse } from '../../../../base/refusal.ts'
import { addressOf, hasRole, statusOf, type MemberStatus } from '../rules.ts'
import { getOrganisation, type OrganisationRow } from '../store/organisation.ts'
import {
  getMemberRow,
  insertMember,
  listActiveRows,
  listEveryRow,
  listRowsOf,
  listSuspendedRows,
  readNames,
  type MemberRow,
  searchMembers,
} from '../store/members.ts'

/** A person as other areas may know them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: MemberRole
  readonly status: MemberStatus
  readonly phone: string
  readonly nightPhone: string
  /** Somebody of a provider: inside only for as long as they have entered, and told of nothing in between. */
  readonly isCarer: boolean
}

type InTenant = Pick<Context, 'tx'>

/** @throws Refusal `not_found`, alike for an unknown id and one of another organisation */
export async function getMember(context: InTenant, id: string): Promise<Person> {
  return personOf(await getMemberRow(context, id))
}

/**
 * This person as one who acts, for a way in that is not a session; undefined for who has not joined or is suspended.
 * @param way stands behind the name on everything that they do, as `(chat)`
 * @param sessionId what stands for the session
 */
export async function actingMember(
  context: InTenant & Pick<Context, 'tenantId'>,
  { memberId, way, sessionId }: { memberId: string; way: string; sessionId: string },
): Promise<Extract<Actor, { kind: 'member' }> | undefined> {
  const [row] = await listRowsOf(context, [memberId])
  // Somebody of a provider comes in by the door that writes it down, and by no other.
  if (row === undefined || row.userId === null || row.careId !== null || statusOf(row) !== 'active')
    return undefined
  const { id, name, role, userId } = row
  const who = { kind: 'member', ref: `u:${id}`, name: `${name} ${way}` } as const
  return { ...who, tenantId: context.tenantId, memberId: id, userId, role, sessionId }
}

/** Names by id, of suspended people too; an unknown id is absent. */
export async function namesOf(context: InTenant, ids: Iterable<string>): Promise<Map<string, string>> {
  return readNames(context, [...new Set(ids)])
}

/** People by id, suspended ones too; an unknown id is absent. */
export async function peopleFor(
  context: InTenant,
  ids: Iterable<string | null>,
): Promise<Map<string, Person>> {
  const known = [...new Set(ids)].filter((id) => id !== null)
  return new Map((await listRowsOf(context, known)).map((row) => [row.id, personOf(row)]))
}

/** Name and time zone of the organisation, for what is printed, and the word that stands for it in addresses. */
export async function organisationFor(
  context: InTenant,
): Promise<
  Pick<OrganisationRow, 'name' | 'slug' | 'timeZone' | 'country' | 'size' | 'sector' | 'createdAt'>
> {
  const { name, slug, timeZone, country, size, sector, createdAt } = await getOrganisation(context)
  return { name, slug, timeZone, country, size, sector, createdAt }
}

/** Since when the organisation keeps its records here. */
export async function hereSince(context: InTenant): Promise<Date> {
  return (await getOrganisation(context)).createdAt
}

/** The day on the organisation's own calendar. */
export async function todayOf(context: Pick<Context, 'tx' | 'now'>): Promise<string> {
  return dayIn(context.now, (await getOrganisation(context)).timeZone)
}

/** Everyone who has joined and is not suspended, by name. */
export async function listActiveMembers(context: InTenant): Promise<Person[]> {
  return (await listActiveRows(context)).map(personOf)
}

/** Everyone who is or was here, by name: the record of an old case names people who have left. */
export async function listEverybody(context: InTenant): Promise<Person[]> {
  return (await listEveryRow(context)).map(personOf)
}

/** Everyone who works here, guests of one case aside, with the day on which they joined on the firm's own calendar. */
export async function listWorkers(
  context: InTenant,
): Promise<readonly (Person & { readonly joinedOn: string | null })[]> {
  const { timeZone } = await getOrganisation(context)
  return (await listActiveRows(context))
    .filter(({ role }) => role !== 'guest')
    .map((row) => ({ ...personOf(row), joinedOn: row.joinedAt && dayIn(row.joinedAt, timeZone) }))
}

/** Everyone whose access here was ended, guests of one case aside, the newest first. */
export async function listLeft(
  context: InTenant,
): Promise<
  readonly { readonly id: string; readonly name: string; readonly email: string; readonly leftAt: Date }[]
> {
  return (await listSuspendedRows(context)).flatMap(({ id, name, email, role, suspendedAt }) =>
    suspendedAt === null || role === 'guest' ? [] : [{ id, name, email, leftAt: suspendedAt }],
  )
}

/** The active people who may lead an incident, owners among them, by name. */
export async function listLeaders(context: InTenant): Promise<Person[]> {
  return (await listActiveMembers(context)).filter(({ role }) => role === 'owner' || role === 'lead')
}

/** The active owners, by name; at least one from the moment the first has joined. */
export async function ownersOf(context: InTenant): Promise<Person[]> {
  return (await listActiveRows(context)).filter((row) => hasRole(row, 'owner')).map(personOf)
}

/** The address of a place inside the organisation, without the host: `/t/<slug>/incidents/…`. */
export async function pathInOrganisation(context: InTenant, path: string): Promise<string> {
  const { slug } = await getOrganisation(context)
  return `/t/${slug}${path}`
}

/**
 * Lets a person in who has an account already, without an invitation: for the command line on the host and the demo.
 * @throws Refusal `invalid` for the address, `conflict` when the address or account is in the organisation already
 */
export async function joinMember(
  context: Pick<Context, 'tx' | 'now' | 'newId' | 'record'>,
  wanted: {
    name: string
    email: string
    role: MemberRole
    userId: string
    phone?: string
    nightPhone?: string
  },
): Promise<{ memberId: string }> {
  const { name, role, userId, phone = '', nightPhone = '' } = wanted
  const id = context.newId()
  const isNew = await insertMember(context, {
    id,
    userId,
    name,
    email: addressOf(wanted.email),
    role,
    phone,
    nightPhone,
    invitedAt: context.now,
    joinedAt: context.now,
    suspendedAt: null,
  })
  if (!isNew)
    refuse('conflict', 'This person belongs to the organisation already.', { reason: 'email_taken' })
  context.record({ stream: 'audit', kind: 'member.join', fields: { member: id, role } })
  return { memberId: id }
}

function personOf(row: MemberRow): Person {
  const { id, name, email, role, phone, nightPhone, careId } = row
  return { id, name, email, role, status: statusOf(row), phone, nightPhone, isCarer: careId !== null }
}

export const memberSearch: SearchSource = { kind: 'person', permission: 'member.read', find: searchMembers }
