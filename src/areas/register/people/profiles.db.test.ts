import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import { may } from '../../../base/access.ts'
import { givenToAll, type OwnRole, type ProfileRole } from '../../../base/permissions.ts'
import { Refusal } from '../../../base/refusal.ts'
import { asSystem } from '../../../platform/action.ts'
import { open } from '../../respond/incidents/actions/open-incident.ts'
import { read as readIncident } from '../../respond/incidents/actions/read-incidents.ts'
import { get as getAccess } from '../../prepare/access/actions/read-access.ts'
import { save as saveAccounts } from '../../prepare/access/actions/save-accounts.ts'
import { add as addAsset } from '../assets/actions/manage-assets.ts'
import { inviteMember } from './actions/invite.ts'
import { changeMemberRole, listMembers, restoreMember } from './actions/members.ts'
import {
  addAccessProfile,
  changeAccessProfile,
  listAccessProfiles,
  removeAccessProfile,
} from './actions/profiles.ts'
import { actingMember, getMember } from './public/people.ts'

let small: World
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())

type Wish = Parameters<typeof small.perform<typeof addAccessProfile.endpoint>>[2]

const newProfile = (
  name: string,
  permissions: Wish['permissions'] = ['risk.read'],
  baseRole: ProfileRole = 'responder',
) => small.perform(addAccessProfile, small.owner, { name, baseRole, permissions })

/** As the door knows this person at their next request. */
async function atTheDoor(person: MemberActor): Promise<MemberActor> {
  const { rows } = await small.house.services.door.query<{ role: OwnRole; granted: string[] | null }>(
    'select role, granted from wall.membership($1, $2)',
    [person.userId, small.slug],
  )
  const [row] = rows
  if (row === undefined) throw new Error('Nobody')
  return { ...person, role: row.role, granted: row.granted }
}

async function holder(profile: { id: string; baseRole: ProfileRole }): Promise<MemberActor> {
  const person = await addMember(small.house, small.tenantId, 'staff')
  const { id: profileId, baseRole: role } = profile
  await small.perform(changeMemberRole, small.owner, {
    id: person.memberId,
    role,
    profileId,
    reason: 'Nights',
  })
  return atTheDoor(person)
}

async function refused(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (error instanceof Refusal) return error
  throw new Error('This was not refused', { cause: error })
}

test('U58 whoever has a profile of one permission may do that and nothing else, of all that the program can do', async () => {
  const profile = await newProfile('One thing')
  const person = await holder(profile)
  const allowed = new Set<string>([...givenToAll, 'risk.read', 'public', 'signed_in'])

  const wrong: string[] = []
  for (const action of actions) {
    const { name, permission } = action.endpoint
    if (may(person, permission) !== allowed.has(permission)) wrong.push(`${name} by may()`)
    if (allowed.has(permission)) continue
    // Refused before its fields are looked at: nothing needs to stand there.
    const kind = (await refused(small.perform(action, person, {}))).kind
    if (kind !== 'forbidden') wrong.push(`${name}: ${kind}`)
  }
  expect(wrong).toEqual([])
  expect(actions.length).toBeGreaterThan(400)
})

test('U58 an owner gives a profile more and less than the role it began from, and it holds at the next request', async () => {
  const profile = await newProfile('Night shift', ['incident.read', 'plan.approve'])
  const person = await holder(profile)

  const wanted = ['incident.read', 'plan.approve', 'incident.open'] as const
  expect(wanted.map((one) => may(person, one))).toEqual([true, true, false])
  await small.perform(changeAccessProfile, small.owner, {
    id: profile.id,
    name: 'Night watch',
    permissions: ['incident.open'],
    version: 1,
  })
  const after = await atTheDoor(person)
  expect([may(after, 'incident.read'), may(after, 'incident.open')]).toEqual([false, true])
  const { known, acting } = await asSystem(small.house, small.tenantId, 'Test', async (context) => ({
    known: await getMember(context, person.memberId),
    acting: await actingMember(context, { memberId: person.memberId, way: '(chat)', sessionId: 'x' }),
  }))
  expect(known.granted).toEqual(['incident.open'])
  expect(acting && may(acting, 'incident.read')).toBe(false)
  const { items } = await small.perform(listMembers, small.owner, { q: person.name })
  expect(items[0]).toMatchObject({ role: 'responder', profile: { id: profile.id, name: 'Night watch' } })
  await small.perform(changeMemberRole, small.owner, { id: person.memberId, role: 'lead', reason: 'Back' })
  expect(await atTheDoor(person)).toMatchObject({ role: 'lead', granted: null })
})

test('U58 every change of a profile is one leaf, with what was gained and lost', async () => {
  const profile = await newProfile('Audited', ['risk.read', 'risk.manage'])
  const person = await holder(profile)
  await small.perform(changeAccessProfile, small.owner, {
    ...{ id: profile.id, name: 'Audited', version: 1 },
    permissions: ['risk.read', 'control.read'],
  })
  await small.perform(changeMemberRole, small.owner, { id: person.memberId, role: 'staff', reason: 'Done' })
  await small.perform(removeAccessProfile, small.owner, { id: profile.id })

  const leaves = (await small.leaves())
    .filter(({ kind }) => kind !== 'member.join')
    .slice(-5)
    .map(({ kind, fields }) => ({ kind, fields }))
  expect(leaves).toMatchObject([
    { kind: 'access_profile.add', fields: { name: 'Audited', permissions: 'risk.manage risk.read' } },
    { kind: 'member.role', fields: { from: 'staff', to: 'responder', toProfile: 'Audited' } },
    { kind: 'access_profile.change', fields: { gained: 'control.read', lost: 'risk.manage' } },
    { kind: 'member.role', fields: { from: 'responder', to: 'staff', fromProfile: 'Audited' } },
    { kind: 'access_profile.remove', fields: { name: 'Audited', by: small.owner.name } },
  ])
})

test('U58 a profile that somebody has is not removed: the owner hears who, suspended people too', async () => {
  const profile = await newProfile('Held')
  const person = await holder(profile)
  await small.house.wall.inTenant(small.tenantId, ({ $client }) =>
    $client.query('update app.member set suspended_at = now() where id = $1', [person.memberId]),
  )

  const refusal = await refused(small.perform(removeAccessProfile, small.owner, { id: profile.id }))
  expect(refusal).toMatchObject({ kind: 'conflict', detail: { reason: 'held' } })
  expect(refusal.detail.faults).toEqual([{ path: 'id', message: person.name }])
  const { items } = await small.perform(listAccessProfiles, small.auditor, {})
  expect(items.find(({ id }) => id === profile.id)).toMatchObject({
    holders: [{ id: person.memberId, name: person.name }],
    holderCount: 1,
    can: { manage: false },
  })
  await small.perform(restoreMember, small.owner, { id: person.memberId })
  expect((await atTheDoor(person)).granted).toEqual(['risk.read'])
})

test('U58 nobody but an owner makes profiles, and none can hold what only an owner may do', async () => {
  const wish = { name: 'Sly', baseRole: 'lead', permissions: ['risk.read'] } as const
  const others = [small.lead, small.staff, small.auditor, small.counsel, small.guest]
  const made = others.map((actor) =>
    refused(small.perform(addAccessProfile, actor, { ...wish, permissions: ['risk.read'] })),
  )
  expect((await Promise.all(made)).map(({ kind }) => kind)).toEqual(others.map(() => 'forbidden'))
  for (const permission of ['member.manage', 'key.manage', 'tenant.manage', 'plan.visit', 'no.such']) {
    const permissions = [permission] as unknown as ['risk.read'] // what a hostile sender would send
    expect((await refused(newProfile('Sly', permissions))).kind).toBe('invalid')
  }
  const owning = { name: 'Sly', baseRole: 'owner' as 'lead', permissions: [] } // likewise
  expect((await refused(small.perform(addAccessProfile, small.owner, owning))).kind).toBe('invalid')
  const everything = await newProfile(
    'Nearly everything',
    ['incident.read', 'guest.invite', 'audit.read'],
    'lead',
  )
  const person = await holder(everything)
  const id = person.memberId
  const tries = [
    small.perform(addAccessProfile, person, { ...wish, permissions: ['risk.read'] }),
    small.perform(removeAccessProfile, person, { id: everything.id }),
    small.perform(changeMemberRole, person, { id, role: 'owner', reason: 'x' }),
    small.perform(inviteMember, person, { name: 'X', email: 'x@example.org', role: 'owner' }),
  ]
  const kinds = (await Promise.all(tries.map(refused))).map(({ kind }) => kind)
  expect(kinds).toEqual(tries.map(() => 'forbidden'))
})

test('U58 names are told apart, versions kept, and a strange or foreign profile is not there', async () => {
  const profile = await newProfile('Works council')
  expect((await refused(newProfile('WORKS council'))).detail.reason).toBe('name_taken')
  const other = await newProfile('Second')
  const rename = { id: other.id, name: 'works council', permissions: [], version: 1 }
  expect((await refused(small.perform(changeAccessProfile, small.owner, rename))).detail.reason).toBe(
    'name_taken',
  )
  await small.perform(changeAccessProfile, small.owner, { ...rename, name: 'Second again' })
  const late = await refused(small.perform(changeAccessProfile, small.owner, { ...rename, name: 'Late' }))
  expect(late.detail.reason).toBe('version')

  const { id } = profile
  expect((await refused(small.perform(removeAccessProfile, small.stranger, { id }))).kind).toBe('not_found')
  expect((await small.perform(listAccessProfiles, small.stranger, {})).items).toEqual([])
  const giving = { id: small.staff.memberId, profileId: id, reason: 'x' }
  const wrongRole = small.perform(changeMemberRole, small.owner, { ...giving, role: 'staff' })
  expect((await refused(wrongRole)).kind).toBe('invalid')
})

test('U58 the last owner keeps the role, and nobody changes their own', async () => {
  const profile = await newProfile('For owners', ['risk.read'], 'lead')
  const wish = { role: 'lead', profileId: profile.id, reason: 'x' } as const
  const own = small.perform(changeMemberRole, small.owner, { ...wish, id: small.owner.memberId })
  expect((await refused(own)).kind).toBe('forbidden')
  const program = { kind: 'system', tenantId: small.tenantId, ref: 'system', name: 'Test' } as const
  const last = small.perform(changeMemberRole, program, { ...wish, id: small.owner.memberId })
  expect((await refused(last)).detail.reason).toBe('last_owner')
})

test('U58 somebody is invited with a profile, and has it from the first moment', async () => {
  const profile = await newProfile('Newcomers', ['training.read'], 'staff')
  const { member } = await small.perform(inviteMember, small.owner, {
    ...{ name: 'Nadia New', email: 'nadia@example.org' },
    ...{ role: 'staff', profileId: profile.id },
  })
  expect(member).toMatchObject({ granted: ['training.read'], profile: { name: 'Newcomers' } })
})

test('U58 a suspect stays outside of the case about them, whatever their profile gives', async () => {
  const profile = await newProfile('Sees cases', ['incident.read', 'incident.restrict', 'audit.read'], 'lead')
  const person = await holder(profile)
  const { id } = await small.perform(open, small.lead, {
    ...{ title: 'List went to a private mailbox', kind: 'insider-data-theft', severity: 'S2' },
    circle: { people: [], suspects: [person.memberId] },
  })
  expect((await refused(small.perform(readIncident, person, { id }))).kind).toBe('not_found')
  expect(await small.perform(readIncident, small.lead, { id })).toMatchObject({ isRestricted: true })
})

test('U58 two owners who give and change a profile at once both finish, and what holds is what was saved last', async () => {
  const profile = await newProfile('Busy', ['risk.read'], 'staff')
  const second = await addMember(small.house, small.tenantId, 'owner')
  const people = await Promise.all([1, 2, 3].map(async () => addMember(small.house, small.tenantId, 'lead')))
  await Promise.all([
    ...people.map(({ memberId }) =>
      small.perform(changeMemberRole, small.owner, {
        id: memberId,
        role: 'staff',
        profileId: profile.id,
        reason: 'x',
      }),
    ),
    small.perform(changeAccessProfile, second, {
      id: profile.id,
      name: 'Busy',
      permissions: ['control.read'],
      version: 1,
    }),
  ])
  const granted = await Promise.all(people.map(async (person) => (await atTheDoor(person)).granted))
  expect(granted).toEqual([['control.read'], ['control.read'], ['control.read']])
  await small.perform(changeMemberRole, small.owner, {
    id: second.memberId,
    role: 'lead',
    reason: 'Back to one',
  })
})

test('U58 whoever goes through accounts reads which profile its holder has here', async () => {
  const profile = await newProfile('Shown', ['risk.read'])
  const person = await holder(profile)
  const { id } = await small.perform(addAsset, small.owner, { name: 'Till', kind: 'cloud_service' })
  await small.perform(saveAccounts, small.owner, { id, how: 'people' })
  const { items } = await small.perform(getAccess, small.owner, { id, limit: 200 })
  const here = (memberId: string) => items.find((one) => one.memberId === memberId)?.here
  expect(here(person.memberId)).toEqual({ role: 'responder', profile: 'Shown' })
  expect(here(small.lead.memberId)).toEqual({ role: 'lead', profile: null })
})
