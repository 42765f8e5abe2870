import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../base/refusal.ts'
import { readFilter } from './rules/filter.ts'
import { groupWish, membersAfter } from './rules/group-wish.ts'
import { groupsIn, peopleIn, planOf, type Listed } from './rules/ldap-reading.ts'
import { readPatch, readResource } from './rules/patch.ts'
import { personWish } from './rules/person-wish.ts'
import { cutTo, pagingOf } from './rules/resources.ts'
import { standingAfter } from './rules/standing.ts'

const wishOf = (...Operations: readonly object[]) => personWish(readPatch({ Operations }))

function scimTypeOf(work: () => unknown): string | undefined {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.detail.reason
  }
  return undefined
}

describe('a directory writes in its own dialect', () => {
  it('U56 Entra ID switches somebody off by a capital Replace and the word False', () => {
    expect(wishOf({ op: 'Replace', path: 'active', value: 'False' })).toEqual({ isActive: false })
    expect(wishOf({ op: 'Add', path: 'active', value: 'True' })).toEqual({ isActive: true })
  })

  it('U56 Entra ID changes an address by a path with a filter, and names by keys with points', () => {
    const said = wishOf(
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'Ada@Bakery.example' },
      { op: 'Add', path: 'emails[type eq "home"].value', value: 'private@elsewhere.example' },
      {
        op: 'Replace',
        value: { displayName: 'Ada Ober', 'name.givenName': 'Ada', 'name.familyName': 'Ober' },
      },
      {
        op: 'Add',
        path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
        value: 'IT',
      },
    )
    expect(said).toEqual({
      email: 'ada@bakery.example',
      displayName: 'Ada Ober',
      givenName: 'Ada',
      familyName: 'Ober',
    })
  })

  it('U56 Okta leaves the path out and gives an object, or sends the whole person', () => {
    expect(wishOf({ op: 'replace', value: { active: false } })).toEqual({ isActive: false })
    const whole = personWish(
      readResource({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        id: 'whatever',
        userName: 'Ben@Bakery.example',
        name: { givenName: 'Ben', familyName: 'Korn' },
        emails: [
          { value: 'old@bakery.example', type: 'home' },
          { primary: true, value: 'ben@bakery.example', type: 'work' },
        ],
        phoneNumbers: [{ value: '+43 1 234', type: 'work' }],
        active: true,
        password: 'never read',
        groups: [],
      }),
    )
    expect(whole).toEqual({
      ...{ userName: 'ben@bakery.example', givenName: 'Ben', familyName: 'Korn' },
      ...{ email: 'ben@bakery.example', phone: '+43 1 234', isActive: true },
    })
  })

  it('U56 a sender of nonsense is refused in the words of the protocol', () => {
    expect(scimTypeOf(() => readPatch({}))).toBe('invalidSyntax')
    expect(scimTypeOf(() => readPatch({ Operations: [{ op: 'move', path: 'active' }] }))).toBe(
      'invalidSyntax',
    )
    expect(scimTypeOf(() => readPatch({ Operations: [{ op: 'remove' }] }))).toBe('noTarget')
    expect(scimTypeOf(() => wishOf({ op: 'add', path: 'a b c', value: 1 }))).toBe('invalidPath')
    expect(scimTypeOf(() => wishOf({ op: 'replace', path: 'active', value: 'perhaps' }))).toBe('invalidValue')
    expect(scimTypeOf(() => wishOf({ op: 'replace', path: 'userName', value: '' }))).toBe('invalidValue')
    expect(scimTypeOf(() => wishOf({ op: 'add', path: 'displayName', value: 'x'.repeat(121) }))).toBe(
      'invalidValue',
    )
  })
})

describe('a filter', () => {
  it('U56 is read as directories write it, with an "and" that stands in quotes left alone', () => {
    const known = ['username', 'emails.value', 'id', 'members']
    expect(readFilter('userName eq "ada@bakery.example"', known)).toEqual([
      { attribute: 'username', value: 'ada@bakery.example' },
    ])
    expect(readFilter('emails[type eq "work"].value eq "a@b.example"', known)).toEqual([
      { attribute: 'emails.value', value: 'a@b.example' },
    ])
    expect(readFilter('id eq "1" and members eq "salt and pepper"', known)).toEqual([
      { attribute: 'id', value: '1' },
      { attribute: 'members', value: 'salt and pepper' },
    ])
  })

  it.each([
    'userName sw "a"',
    'title eq "x"',
    'userName eq "a" or id eq "b"',
    'userName eq "a',
    'x'.repeat(2000),
  ])('U56 that asks more than is answered is refused, never answered with everybody: %s', (text) => {
    expect(scimTypeOf(() => readFilter(text, ['username', 'id']))).toBe('invalidFilter')
  })
})

describe('groups', () => {
  const operations = (...Operations: readonly object[]) => groupWish(readPatch({ Operations }))

  it('U56 take and lose members as Entra ID and Okta say it', () => {
    const [one, two, three] = ['1', '2', '3'] as const
    const before = new Set([one])
    const added = operations({ op: 'Add', path: 'members', value: [{ value: two }, { value: three }] })
    expect([...membersAfter(before, added)]).toEqual([one, two, three])
    const byPath = operations({ op: 'Remove', path: `members[value eq "${one}"]` })
    expect([...membersAfter(before, byPath)]).toEqual([])
    const byValue = operations({ op: 'Remove', path: 'members', value: [{ $ref: null, value: one }] })
    expect([...membersAfter(before, byValue)]).toEqual([])
    expect([...membersAfter(before, operations({ op: 'remove', path: 'members' }))]).toEqual([])
    const all = operations({ op: 'replace', path: 'members', value: [{ value: two }] })
    expect([...membersAfter(before, all)]).toEqual([two])
    expect(operations({ op: 'replace', value: { id: 'g', displayName: 'New' } })).toMatchObject({
      displayName: 'New',
    })
  })

  it('U56 give the role that may do most, and what they gave goes with the last one', () => {
    const lead = { role: 'lead', profileId: null } as const
    const staff = { role: 'staff', profileId: null } as const
    expect(standingAfter([], [staff, lead])).toEqual(lead)
    expect(standingAfter([lead], [])).toEqual(staff)
    expect(standingAfter([], [])).toBeUndefined()
    const own = { role: 'lead', profileId: 'p' } as const
    expect(standingAfter([], [own, lead])).toEqual(lead)
  })
})

it('U56 pages begin at 1 and stay small, and only what was asked for is sent', () => {
  expect(pagingOf({ startindex: '0', count: '100000' })).toEqual({ startIndex: 1, count: 200 })
  expect(pagingOf({ count: '-1' })).toEqual({ startIndex: 1, count: 0 })
  expect(scimTypeOf(() => pagingOf({ count: 'many' }))).toBe('invalidValue')
  const resource = { id: '1', schemas: [], meta: {}, members: [], displayName: 'x' }
  expect(cutTo(resource, { excludedattributes: 'members' })).toEqual({
    id: '1',
    schemas: [],
    meta: {},
    displayName: 'x',
  })
  expect(cutTo(resource, { attributes: 'members' })).toEqual({ id: '1', schemas: [], meta: {}, members: [] })
})

describe('a directory that is read', () => {
  const entry = (id: string, values: Record<string, readonly string[]>): Listed => ({
    ...{ id, dn: `cn=${id},dc=x`, values: new Map(Object.entries(values)) },
  })
  const known = (id: string) => ({
    ...{ memberId: id, externalId: `ldap:${id}`, isActive: true, mayReturn: false, email: `${id}@x.example` },
    ...{ displayName: id, givenName: '', familyName: '', phone: '' },
  })

  it('U56 ends only whom it lists no more or has disabled, and nobody for an address that two share or that is missing', () => {
    const people = peopleIn([
      entry('A', { mail: ['a@x.example'], displayname: ['a'] }),
      entry('B', { mail: ['a@x.example'] }),
      entry('C', {}),
      entry('D', { useraccountcontrol: ['514'] }),
    ])
    expect(people).toMatchObject({ people: [], without: 4 })
    const { ended } = planOf(people, ['a', 'c', 'd', 'e'].map(known))
    expect(ended.map(({ memberId }) => memberId)).toEqual(['d', 'e'])
  })

  it('U56 takes a group whose members were cut for one that was not read', () => {
    const people = [entry('a', {})]
    const group = (values: Record<string, readonly string[]>) =>
      groupsIn([entry('g', { cn: ['Leads'], member: ['cn=a,dc=x'], ...values })], people)
    expect(group({})).toMatchObject([{ externalId: 'ldap:g', members: ['ldap:a'] }])
    expect(group({ member: Array.from({ length: 2001 }, (_one, n) => `cn=${n},dc=x`) })).toEqual([])
    expect(group({ 'member;range=0-1499': ['cn=a,dc=x'] })).toEqual([])
    expect(group({ member: [] })).toEqual([])
  })
})
