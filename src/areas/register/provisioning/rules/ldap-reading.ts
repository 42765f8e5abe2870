import { normalisedEmail } from '../../../../base/email-address.ts'
import { mostMembers } from './group-wish.ts'

/** One entry of a directory, as far as it is read. */
export interface Listed {
  readonly dn: string
  readonly id: string
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** Somebody whom the directory lists. */
export interface ListedPerson {
  readonly externalId: string
  readonly email: string
  readonly displayName: string
  readonly givenName: string
  readonly familyName: string
  readonly phone: string
  readonly isActive: boolean
}

export interface ListedGroup {
  readonly externalId: string
  readonly displayName: string
  /** Ids that the directory gave. */
  readonly members: readonly string[]
}

/** Whom we know of it already. */
export interface KnownPerson {
  readonly memberId: string
  readonly externalId: string
  readonly isActive: boolean
  /** Switched off by the directory itself: then it may switch on again. */
  readonly mayReturn: boolean
  readonly email: string
  readonly displayName: string
  readonly givenName: string
  readonly familyName: string
  readonly phone: string
}

export interface Plan {
  readonly brought: readonly ListedPerson[]
  readonly changed: readonly { readonly memberId: string; readonly person: ListedPerson }[]
  readonly ended: readonly KnownPerson[]
}

export const ldapMark = 'ldap:'
export const personAttributes = [
  ...['mail', 'displayName', 'cn', 'givenName', 'sn', 'telephoneNumber', 'userAccountControl', 'memberOf'],
] as const
export const groupAttributes = ['cn', 'member', 'uniqueMember'] as const
export const groupFilter = '(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))'
/** In Active Directory: the account is disabled. */
const disabled = 0x2

export interface People {
  readonly people: readonly ListedPerson[]
  readonly without: number
  /** Everybody who stands there by the id of the directory, also without an address that can be read: active or not. */
  readonly standing: ReadonlyMap<string, boolean>
}

/** Those with an address at work; of two with one address nobody knows who is meant, so neither is read. */
export function peopleIn(entries: readonly Listed[]): People {
  const all = entries.flatMap((entry) => personOf(entry) ?? [])
  const seen = new Map<string, number>()
  for (const { email } of all) seen.set(email, (seen.get(email) ?? 0) + 1)
  const people = all.filter(({ email }) => seen.get(email) === 1)
  const standing = new Map(entries.map((entry) => [idOf(entry), isActiveThere(entry)]))
  return { people, without: entries.length - people.length, standing }
}

function idOf({ id }: Listed): string {
  return ldapMark + id.toLowerCase()
}

function isActiveThere({ values }: Listed): boolean {
  const control = Number(values.get('useraccountcontrol')?.[0] ?? '0')
  return !Number.isInteger(control) || (control & disabled) === 0
}

function personOf(entry: Listed): ListedPerson | undefined {
  const { values } = entry
  const first = (name: string, most: number) => lineOf(values.get(name)?.[0] ?? '', most)
  const email = normalisedEmail(first('mail', 254))
  if (email === undefined) return undefined
  return {
    externalId: idOf(entry),
    email,
    displayName: first('displayname', 120) || first('cn', 120) || email,
    givenName: first('givenname', 80),
    familyName: first('sn', 80),
    phone: first('telephonenumber', 40).replaceAll(/[^+0-9 ()/.-]/g, ''),
    isActive: isActiveThere(entry),
  }
}

/** Groups in which at least one of these people is, and that were read whole. */
export function groupsIn(entries: readonly Listed[], people: readonly Listed[]): readonly ListedGroup[] {
  const byDn = new Map(people.map((one) => [plainDn(one.dn), idOf(one)]))
  const byMembership = new Map<string, Set<string>>()
  for (const one of people)
    for (const dn of one.values.get('memberof') ?? []) setIn(byMembership, plainDn(dn)).add(idOf(one))
  return entries.flatMap((entry) => {
    const named = [...(entry.values.get('member') ?? []), ...(entry.values.get('uniquemember') ?? [])]
    const own = named.flatMap((dn) => byDn.get(plainDn(dn)) ?? [])
    const members = [...new Set([...own, ...(byMembership.get(plainDn(entry.dn)) ?? [])])].toSorted()
    const displayName = lineOf(entry.values.get('cn')?.[0] ?? '', 200)
    const isCut = named.length > mostMembers || members.length > mostMembers || isRange(entry)
    if (members.length === 0 || displayName === '' || isCut) return []
    return [{ externalId: idOf(entry), displayName, members }]
  })
}

/** Active Directory gives the members of a great group in parts, of which only the first was sent. */
function isRange({ values }: Listed): boolean {
  return [...values.keys()].some((name) => name.startsWith('member;range='))
}

function setIn(sets: Map<string, Set<string>>, name: string): Set<string> {
  const set = sets.get(name) ?? new Set<string>()
  sets.set(name, set)
  return set
}

/** Two spellings of one name: case and blanks after a comma say nothing. */
function plainDn(dn: string): string {
  return dn.toLowerCase().replaceAll(/\s*([,=])\s*/g, '$1')
}

function lineOf(text: string, most: number): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, most)
}

/**
 * What a reading would change. Whoever is listed no more, or is disabled there, is switched off; whoever is listed with
 * an address that cannot be read stays.
 */
export function planOf(
  { people, standing }: Pick<People, 'people' | 'standing'>,
  known: readonly KnownPerson[],
): Plan {
  const byId = new Map(known.map((one) => [one.externalId, one]))
  const brought = people.filter(({ externalId, isActive }) => isActive && !byId.has(externalId))
  const changed = people.flatMap((person) => {
    const before = byId.get(person.externalId)
    if (before === undefined || !person.isActive) return []
    return isSame(before, person) ? [] : [{ memberId: before.memberId, person }]
  })
  const ended = known.filter(({ externalId, isActive }) => isActive && standing.get(externalId) !== true)
  return { brought, changed, ended }
}

function isSame(before: KnownPerson, person: ListedPerson): boolean {
  const { email, displayName, givenName, familyName, phone } = person
  return (
    before.email === email &&
    before.displayName === displayName &&
    before.givenName === givenName &&
    before.familyName === familyName &&
    (phone === '' || before.phone === phone) &&
    !(!before.isActive && before.mayReturn)
  )
}

/** More than a fifth of those who are here by it, and more than three, is no ordinary day: a person looks first. */
export function isTooMuch(plan: Plan, known: readonly KnownPerson[]): boolean {
  const active = known.filter(({ isActive }) => isActive).length
  return plan.ended.length > 3 && plan.ended.length > active / 5
}
