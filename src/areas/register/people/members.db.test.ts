import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/pdf.ts'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { type Actor } from '../../../base/access.ts'
import { memberRoles } from '../../../base/permissions.ts'
import { Refusal } from '../../../base/refusal.ts'
import { readAccount, readMe } from './actions/account.ts'
import { listAudit } from './actions/audit.ts'
import { inviteMember, renewInvitation } from './actions/invite.ts'
import {
  changeMemberContact,
  changeMemberRole,
  listMembers,
  readCallList,
  restoreMember,
  suspendMemberWith,
} from './actions/members.ts'
import { changeOrganisation, readOrganisation } from './actions/organisation.ts'
import { printCallList } from './actions/print-call-list.ts'
import { findLook } from './actions/sign-in-look.ts'
import { getMember, listActiveMembers, namesOf, ownersOf } from './public/people.ts'

const suspendMember = suspendMemberWith({ heldBy: async () => [] })

let small: World
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())

/** What was refused, as the outside sees it. */
async function refused(work: Promise<unknown>): Promise<{ kind: string; status: number; message: string }> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (!(error instanceof Refusal)) throw new Error('Nothing was refused', { cause: error })
  return { kind: error.kind, status: error.status, message: error.message }
}

async function membership(who: MemberActor, slug = small.slug): Promise<unknown[]> {
  const { rows } = await small.house.services.door.query('select role from wall.membership($1, $2)', [
    who.userId,
    slug,
  ])
  return rows
}

test('a staff member finds people page by page and by name, and never the people of another organisation', async () => {
  const names: string[] = []
  let cursor: string | undefined
  do {
    const page = await small.perform(listMembers, small.staff, { limit: 2, cursor })
    names.push(...page.items.map((person) => person.name))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)

  expect(names).toHaveLength(memberRoles.length)
  expect(new Set(names).size).toBe(names.length)
  expect(names).not.toContain(small.stranger.name)
  const found = await small.perform(listMembers, small.staff, { q: 'harbour' })
  expect(found.items.map((person) => person.id)).toEqual([small.owner.memberId])
  const alone = await small.perform(listMembers, small.staff, { id: small.owner.memberId })
  expect(alone.items.map((person) => person.id)).toEqual([small.owner.memberId])
  const auditors = await small.perform(listMembers, small.staff, { role: 'auditor' })
  expect(auditors.items.map(({ role }) => role)).toEqual(['auditor'])
  expect((await small.perform(listMembers, small.staff, { q: '%' })).items).toEqual([])
})

test.each(['xyz', btoa('["x"]'), btoa('[1]'), btoa('["\\u0000"]')])(
  'a cursor that we did not make is refused: %s',
  async (cursor) => {
    expect((await refused(small.perform(listMembers, small.staff, { cursor }))).kind).toBe('invalid')
    expect((await refused(small.perform(listAudit, small.owner, { cursor: btoa('["a"]') }))).kind).toBe(
      'invalid',
    )
  },
)

test('an owner changes a role; it holds at the next request and stands in the ledger', async () => {
  const person = await addMember(small.house, small.tenantId, 'responder')

  const after = await small.perform(changeMemberRole, small.owner, {
    id: person.memberId,
    role: 'staff',
    reason: 'Moved to the shop',
  })

  expect(after.role).toBe('staff')
  expect(await membership(person)).toEqual([{ role: 'staff' }])
  const leaf = (await small.leaves()).at(-1)
  expect(leaf?.kind).toBe('member.role')
  expect(leaf?.fields).toMatchObject({
    member: person.memberId,
    from: 'responder',
    to: 'staff',
    reason: 'Moved to the shop',
    actor: small.owner.ref,
  })
})

test('an owner suspends a person, who is nobody at once, and lets them in again', async () => {
  const person = await addMember(small.house, small.tenantId, 'lead')

  await small.perform(suspendMember, small.owner, { id: person.memberId, reason: 'On leave' })

  expect(await membership(person)).toEqual([])
  const active = await small.house.wall.inTenant(small.tenantId, (tx) => listActiveMembers({ tx }))
  expect(active.map((one) => one.id)).not.toContain(person.memberId)
  const restored = await small.perform(restoreMember, small.owner, { id: person.memberId })
  expect(restored.status).toBe('active')
  expect(await membership(person)).toEqual([{ role: 'lead' }])
  expect((await small.leaves()).slice(-2).map((leaf) => leaf.kind)).toEqual([
    'member.suspend',
    'member.restore',
  ])
})

test('nobody but an owner manages people, and each try is on the record', async () => {
  const id = small.staff.memberId
  const outsiders: Actor[] = [small.lead, small.responder, small.staff, small.auditor, small.counsel]

  for (const actor of outsiders) {
    const tries = [
      small.perform(changeMemberRole, actor, { id, role: 'owner', reason: 'x' }),
      small.perform(suspendMember, actor, { id: small.owner.memberId, reason: 'x' }),
      small.perform(inviteMember, actor, { name: 'X', email: 'x@example.org', role: 'owner' }),
      small.perform(changeMemberContact, actor, {
        id: small.owner.memberId,
        name: 'X',
        phone: '',
        nightPhone: '',
      }),
    ]
    expect(await Promise.all(tries.map(async (one) => (await refused(one)).kind))).toEqual(
      Array.from({ length: 4 }, () => 'forbidden'),
    )
  }

  const kinds = (await small.leaves()).filter((leaf) => leaf.kind === 'request.refuse')
  expect(kinds.length).toBeGreaterThanOrEqual(20)
  expect(await membership(small.owner)).toEqual([{ role: 'owner' }])
})

test('an owner changes neither their own role nor suspends themselves', async () => {
  const second = await addMember(small.house, small.tenantId, 'owner')
  const id = second.memberId

  expect(
    (await refused(small.perform(changeMemberRole, second, { id, role: 'lead', reason: 'x' }))).kind,
  ).toBe('forbidden')
  expect((await refused(small.perform(suspendMember, second, { id, reason: 'x' }))).kind).toBe('forbidden')

  await small.perform(changeMemberRole, small.owner, { id, role: 'staff', reason: 'Back to one owner' })
})

test('of two owners who demote each other at once, one wins and one owner stays, twenty times over', async () => {
  for (let round = 0; round < 20; round++) {
    const second = await addMember(small.house, small.tenantId, 'owner')

    const outcomes = await Promise.allSettled([
      small.perform(changeMemberRole, small.owner, { id: second.memberId, role: 'staff', reason: 'race' }),
      small.perform(suspendMember, second, { id: small.owner.memberId, reason: 'race' }),
    ])

    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    const owners = await small.house.wall.inTenant(small.tenantId, (tx) => ownersOf({ tx }))
    expect(owners).toHaveLength(1)
    if (owners[0]?.id === second.memberId) {
      await small.perform(restoreMember, second, { id: small.owner.memberId })
      await small.perform(changeMemberRole, small.owner, {
        id: second.memberId,
        role: 'staff',
        reason: 'tidy',
      })
    }
  }
})

test("another organisation's person looks like one that does not exist, to every action", async () => {
  const foreign = small.stranger.memberId
  const unknown = randomUUID()
  const asking = (id: string) => [
    small.perform(changeMemberRole, small.owner, { id, role: 'staff', reason: 'x' }),
    small.perform(suspendMember, small.owner, { id, reason: 'x' }),
    small.perform(restoreMember, small.owner, { id }),
    small.perform(renewInvitation, small.owner, { id }),
    small.perform(changeMemberContact, small.owner, { id, name: 'X', phone: '', nightPhone: '' }),
    small.house.wall.inTenant(small.tenantId, (tx) => getMember({ tx }, id)),
  ]

  const answers = await Promise.all(asking(foreign).map(refused))

  expect(answers).toEqual(await Promise.all(asking(unknown).map(refused)))
  expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 6 }, () => 404))
  expect(await membership(small.stranger, small.strangerSlug)).toEqual([{ role: 'owner' }])
  expect(
    await small.house.wall.inTenant(small.tenantId, (tx) => namesOf({ tx }, [foreign, unknown])),
  ).toEqual(new Map())
})

test.each([
  { tenantId: randomUUID() },
  { id: randomUUID() },
  { status: 'active' },
  { userId: randomUUID() },
  { joinedAt: '2026-01-01T00:00:00Z' },
  JSON.parse('{"__proto__":{"role":"owner"}}') as object, // an own key of that name
  { constructor: { prototype: { role: 'owner' } } },
])('an invitation with a field that nobody asked for is refused: %j', async (extra) => {
  const input = { name: 'X', email: 'extra@example.org', role: 'staff' as const }
  const sent = Object.defineProperties({ ...input }, Object.getOwnPropertyDescriptors(extra))

  expect((await refused(small.perform(inviteMember, small.owner, sent))).status).toBe(422)

  expect((await small.perform(listMembers, small.owner, { q: 'extra@example.org' })).items).toEqual([])
})

test.each(['a\u0000b', 'a\u001b]52;c;AAAA\u0007', 'two\nlines', 'half \ud800', ' ', 'x'.repeat(121)])(
  'a name that terminals or databases cannot bear is refused: %j',
  async (name) => {
    const sent = { name, email: 'odd@example.org', role: 'staff' as const }

    expect((await refused(small.perform(inviteMember, small.owner, sent))).status).toBe(422)
  },
)

test('an owner changes the organisation and how a person is reached; the ledger names what changed', async () => {
  const before = await small.perform(readOrganisation, small.staff, {})
  const { id: _id, slug: _slug, demo: _demo, isProvider: _isProvider, ...fields } = before

  await small.perform(changeOrganisation, small.owner, { ...fields, timeZone: 'Europe/Berlin' })
  await small.perform(changeMemberContact, small.owner, {
    id: small.staff.memberId,
    name: small.staff.name,
    phone: '+43 1 234',
    nightPhone: '',
  })

  const [tenant, person] = (await small.leaves()).slice(-2)
  expect(tenant?.fields).toEqual({ actor: small.owner.ref, by: small.owner.name, timeZone: 'Europe/Berlin' })
  expect(person?.fields).toMatchObject({ member: small.staff.memberId, phone: '+43 1 234' })
  expect(person?.fields).not.toHaveProperty('name')
  const list = await small.perform(readCallList, small.staff, {})
  expect(list.people.find((one) => one.name === small.staff.name)?.phone).toBe('+43 1 234')
})

test('U59 an auditor reads the audit stream newest first, page by page, and a lead does not', async () => {
  const first = await small.perform(listAudit, small.auditor, { limit: 3 })
  const second = await small.perform(listAudit, small.auditor, { limit: 3, cursor: first.next ?? undefined })

  const numbers = [...first.items, ...second.items].map((item) => item.number)
  expect(numbers).toEqual(Array.from({ length: 6 }, (_, i) => (numbers[0] ?? 0) - i))
  expect((await refused(small.perform(listAudit, small.lead, {}))).kind).toBe('forbidden')
})

test('each person is told what they may do, and where they belong', async () => {
  const me = await small.perform(readMe, small.staff, {})
  const account = await small.perform(readAccount, small.staff, {})

  expect(me).toMatchObject({ memberId: small.staff.memberId, role: 'staff' })
  expect([me.can['report.submit'], me.can['member.manage'], me.can['incident.read']]).toEqual([
    true,
    false,
    false,
  ])
  expect(account.organisations.map((one) => one.slug)).toEqual([small.slug])
  expect(account.email).toContain('staff-')
  expect((await refused(small.perform(readAccount, small.nobody, {}))).kind).toBe('unauthenticated')
})

test('N12 a stranger sees whose door it is only where the owner shows it, never a name, and every paper bears colour and letters', async () => {
  const lookAt = (slug: string) => small.perform(findLook, small.nobody, { slug })
  const {
    id: _id,
    slug,
    demo: _demo,
    isProvider: _is,
    ...fields
  } = await small.perform(readOrganisation, small.owner, {})
  const branded = { ...fields, colour: 'plum', mark: 'QX7' } as const
  await small.perform(changeOrganisation, small.owner, branded)
  // Alike for an organisation that keeps its look to itself and for none at all.
  expect(await lookAt(slug)).toEqual({ look: null })
  expect(await lookAt('nobody-has-this')).toEqual({ look: null })

  await small.perform(changeOrganisation, small.owner, { ...branded, signInLook: 'all' })

  expect(await lookAt(slug)).toEqual({ look: { colour: 'plum', letters: 'QX7' } })
  expect(await lookAt(small.strangerSlug)).toEqual({ look: null })
  const list = await small.perform(printCallList, small.owner, {})
  const { text, isPdfUa } = readPdf((await list.open()) as Uint8Array) // the typesetter answers with bytes
  expect(text).toContain('QX7')
  expect(isPdfUa).toBe(true)
})
