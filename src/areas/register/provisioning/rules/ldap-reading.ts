import { normalisedEmail } from '../../../../base/email-address.ts'

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

/** Those with an address at work; of two with one address nobody knows who is meant, so neither is read. */
export function peopleIn(entries: readonly Listed[]): { people: readonly ListedPerson[]; without: number } {
  const all = entries.flatMap((entry) => personOf(entry) ?? [])
  const seen = new Map<string, number>()
  for (const { email } of all) seen.set(email, (seen.get(email) ?? 0) + 1)
  const people = all.filter(({ email }) => seen.get(email) === 1)
  return { people, without: entries.length - people.length }
}

function personOf({ id, values }: Listed): ListedPerson | undefined {
  const first = (name: string, most: number) => lineOf(values.get(name)?.[0] ?? '', most)
  const email = normalisedEmail(first('mail', 254))
  if (email === undefined) return undefined
  const control = Number(values.get('useraccountcontrol')?.[0] ?? '0')
  return {
    externalId: ldapMark + id.toLowerCase(),
    email,
    displayName: first('displayname', 120) || first('cn', 120) || email,
    givenName: first('givenname', 80),
    familyName: first('sn', 80),
    phone: first('telephonenumber', 40).replaceAll(/[^+0-9 ()/.-]/g, ''),
    isActive: !Number.isInteger(control) || (control & disabled) === 0,
  }
}

/** Groups in which at least one of these people is. */
export function groupsIn(entries: readonly Listed[], people: readonly Listed[]): readonly ListedGroup[] {
  const idOf = new Map(people.map((one) => [plainDn(one.dn), ldapMark + one.id.toLowerCase()]))
  const byMembership = new Map<string, Set<string>>()
  for (const { id, values } of people)
    for (const dn of values.get('memberof') ?? [])
      setIn(byMembership, plainDn(dn)).add(ldapMark + id.toLowerCase())
  return entries.flatMap((entry) => {
    const named = [...(entry.values.get('member') ?? []), ...(entry.values.get('uniquemember') ?? [])]
    const own = named.flatMap((dn) => idOf.get(plainDn(dn)) ?? [])
    const members = [...new Set([...own, ...(byMembership.get(plainDn(entry.dn)) ?? [])])].toSorted()
    const displayName = lineOf(entry.values.get('cn')?.[0] ?? '', 200)
    if (members.length === 0 || displayName === '') return []
    return [{ externalId: ldapMark + entry.id.toLowerCase(), displayName, members }]
  })
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

/** What a reading would change. Whoever is listed no more, or is disabled there, is switched off. */
export function planOf(people: readonly ListedPerson[], known: readonly KnownPerson[]): Plan {
  const byId = new Map(known.map((one) => [one.externalId, one]))
  const listed = new Set(people.map(({ externalId }) => externalId))
  const brought = people.filter(({ externalId, isActive }) => isActive && !byId.has(externalId))
  const changed = people.flatMap((person) => {
    const before = byId.get(person.externalId)
    if (before === undefined || !person.isActive) return []
    return isSame(before, person) ? [] : [{ memberId: before.memberId, person }]
  })
  const off = new Set(people.filter(({ isActive }) => !isActive).map(({ externalId }) => externalId))
  const ended = known.filter(
    ({ externalId, isActive }) => isActive && (off.has(externalId) || !listed.has(externalId)),
  )
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
