import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goodPassword } from '../../../../tests/sign-in-trial.ts'
import { addMember, world, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import { asSystem } from '../../../platform/action.ts'
import { createApp } from '../../../platform/http/app.ts'
import { listMembers, restoreMember, suspendMemberWith } from '../people/actions/members.ts'
import { addAccessProfile, removeAccessProfile } from '../people/actions/profiles.ts'
import { joinMember } from '../people/public/people.ts'
import { endKey, makeKey, mapGroup, read } from './actions/settings.ts'
import { scimDoorWith } from './public.ts'

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const heldBy = async () => [{ words: 'The key of the safe', isSealed: false }]
let small: World
let app: FastifyInstance
let secret: string
beforeAll(async () => {
  small = await world()
  const scim = scimDoorWith({ heldBy })
  app = await createApp({ house: small.house, actions, scim, version: 'test', requestsPerMinute: 1_000_000 })
  secret = await keyOf(small.owner)
})
afterAll(async () => {
  await app?.close()
  await small?.close()
})

const inDays = (days: number) => new Date(small.house.now().getTime() + days * 86_400_000).toISOString()

async function keyOf(owner: World['owner']): Promise<string> {
  return (await small.perform(makeKey, owner, { name: 'Entra ID', expiresAt: inDays(90) })).secret
}

/** What tests look at in answers of many shapes. */
interface Told {
  readonly id: string
  readonly detail: string
  readonly scimType: string
  readonly active: boolean
  readonly totalResults: number
  readonly Resources: readonly { readonly id: string }[]
  readonly meta: { readonly version: string; readonly location: string }
}

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, headers, key = secret }: { body?: object; headers?: Record<string, string>; key?: string } = {},
) {
  const answer = await app.inject({
    ...{ method, url: `/scim/v2${path}` },
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  // What a test looks at is there, or fails it.
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body || '{}') as Told }
}

const bring = async (name: string, more: object = {}) =>
  ask('POST', '/Users', {
    body: { userName: `${name}@bakery.example`, displayName: name, externalId: `x-${name}`, ...more },
  })
const patch = (id: string, ...Operations: readonly object[]) =>
  ask('PATCH', `/Users/${id}`, { body: { schemas: [patchSchema], Operations } })
const memberOf = async (id: string) => (await small.perform(listMembers, small.owner, { id })).items[0]
const group = async (displayName: string, ids: readonly string[] = []) =>
  ask('POST', '/Groups', { body: { displayName, members: ids.map((value) => ({ value })) } })

describe('an owner', () => {
  it('U56 makes a key that brings people in and does nothing else, until its hour or until it is ended', async () => {
    const made = await small.perform(makeKey, small.owner, { name: 'Okta', expiresAt: inDays(2) })
    expect((await ask('GET', '/Users', { key: made.secret })).status).toBe(200)
    const elsewhere = await app.inject({
      url: '/api/v1/members',
      headers: { authorization: `Bearer ${made.secret}` },
    })
    expect(elsewhere.statusCode).toBe(401)
    expect(JSON.stringify(await small.perform(read, small.owner, {}))).not.toContain(made.secret)
    const id = made.provisioning.keys[0]?.id ?? ''
    await expect(small.perform(endKey, small.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
    await small.perform(endKey, small.owner, { id })
    expect((await ask('GET', '/Users', { key: made.secret })).status).toBe(401)
    const short = await small.perform(makeKey, small.owner, { name: 'Short', expiresAt: inDays(1) })
    small.setNow(new Date(small.house.now().getTime() + 2 * 86_400_000))
    expect((await ask('GET', '/Users', { key: short.secret })).status).toBe(401)
    small.setNow(undefined)
    await expect(
      small.perform(makeKey, small.owner, { name: 'For ever', expiresAt: inDays(4000) }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await expect(small.perform(read, small.lead, {})).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('U56 says what a group gives: it holds for its members at once, and goes when they leave it', async () => {
    const { body: mia } = await bring('mia')
    const { body: made } = await group('Incident team', [mia.id])
    expect((await memberOf(mia.id))?.role).toBe('staff')
    await small.perform(mapGroup, small.owner, { id: made.id, role: 'responder' })
    expect((await memberOf(mia.id))?.role).toBe('responder')
    const profile = await small.perform(addAccessProfile, small.owner, {
      ...{ name: 'Night shift', baseRole: 'lead', permissions: ['incident.read'] },
    })
    const { body: night } = await group('Night', [mia.id])
    await small.perform(mapGroup, small.owner, { id: night.id, role: 'lead', profileId: profile.id })
    expect(await memberOf(mia.id)).toMatchObject({ role: 'lead', profile: { name: 'Night shift' } })
    await expect(
      small.perform(mapGroup, small.owner, { id: night.id, role: 'staff', profileId: profile.id }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await ask('DELETE', `/Groups/${night.id}`)
    expect(await memberOf(mia.id)).toMatchObject({ role: 'responder', profile: null })
    const leaves = { op: 'Remove', path: `members[value eq "${mia.id}"]` }
    await ask('PATCH', `/Groups/${made.id}`, { body: { schemas: [patchSchema], Operations: [leaves] } })
    expect((await memberOf(mia.id))?.role).toBe('staff')
    // A profile that a group still gives may go; its role does not stay behind in its place.
    const { body: other } = await group('Other')
    await small.perform(mapGroup, small.owner, { id: other.id, role: 'lead', profileId: profile.id })
    await small.perform(removeAccessProfile, small.owner, { id: profile.id })
    const shown = (await small.perform(read, small.owner, {})).groups.find(({ id }) => id === other.id)
    expect(shown).toMatchObject({ role: null, profileId: null })
  })

  it('U56 stays owner whatever the directory says of groups, and the last one cannot be switched off by it', async () => {
    const { memberId } = small.owner
    const { body: made } = await group('Everybody', [memberId])
    await small.perform(mapGroup, small.owner, { id: made.id, role: 'staff' })
    expect((await memberOf(memberId))?.role).toBe('owner')
    const off = await patch(memberId, { op: 'Replace', path: 'active', value: 'False' })
    expect(off.status).toBe(409)
    expect((await ask('DELETE', `/Users/${memberId}`)).status).toBe(409)
    expect((await memberOf(memberId))?.status).toBe('active')
    const second = await addMember(small.house, small.tenantId, 'owner')
    expect((await patch(second.memberId, { op: 'replace', value: { active: false } })).status).toBe(200)
    expect((await memberOf(second.memberId))?.status).toBe('suspended')
  })
})

describe('a directory', () => {
  it('U56 finds out what is spoken here before it begins', async () => {
    const config = await ask('GET', '/ServiceProviderConfig')
    expect(config.body).toMatchObject({ patch: { supported: true }, bulk: { supported: false } })
    expect(config.headers['content-type']).toContain('application/scim+json')
    expect((await ask('GET', '/ResourceTypes')).body.totalResults).toBe(2)
    expect((await ask('GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User')).body.id).toContain(
      'User',
    )
    expect((await ask('GET', '/Nothing')).status).toBe(404)
    expect((await ask('POST', '/Schemas', { body: {} })).status).toBe(405)
  })

  it('U56 as Entra ID works: asks, creates, changes, switches off and on, each with a leaf', async () => {
    const filter = encodeURIComponent('userName eq "Ada@bakery.example"')
    expect((await ask('GET', `/Users?filter=${filter}`)).body.totalResults).toBe(0)
    const made = await bring('ada', {
      emails: [{ primary: true, type: 'work', value: 'ada@bakery.example' }],
    })
    expect(made).toMatchObject({ status: 201, headers: { location: made.body.meta.location } })
    expect((await ask('GET', `/Users?filter=${filter}`)).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id: made.body.id, active: true, externalId: 'x-ada' }],
    })
    const { id } = made.body
    await patch(id, { op: 'Replace', path: 'displayName', value: 'Ada Ober' })
    expect(await memberOf(id)).toMatchObject({ name: 'Ada Ober', status: 'invited', role: 'staff' })
    expect((await patch(id, { op: 'Replace', path: 'active', value: 'False' })).body.active).toBe(false)
    expect((await patch(id, { op: 'Add', value: { externalId: 'x-2', active: true } })).status).toBe(409)
    expect(await memberOf(id)).toMatchObject({ status: 'suspended' })
    expect((await patch(id, { op: 'Replace', path: 'active', value: 'True' })).body.active).toBe(true)
    const kinds = (await small.leaves())
      .filter(({ fields }) => fields['member'] === id)
      .map(({ kind }) => kind)
    expect(kinds).toEqual([
      ...['member.invite', 'provisioned_person.link', 'member.change', 'member.suspend', 'member.restore'],
    ])
    const ended = (await small.leaves()).find(
      ({ kind, fields }) => kind === 'member.suspend' && fields['member'] === id,
    )
    expect(ended?.fields).toMatchObject({ by: 'Entra ID (SCIM)', held: 'The key of the safe' })
  })

  it('U56 as Okta works: takes over somebody who is here, and replaces the whole person', async () => {
    const filter = encodeURIComponent(`userName eq "${await addressOf(small.responder.memberId)}"`)
    const found = (await ask('GET', `/Users?filter=${filter}`)).body.Resources
    expect(found).toMatchObject([{ id: small.responder.memberId }])
    const body = {
      userName: 'rita',
      externalId: '00u1',
      name: { givenName: 'Rita', familyName: 'Ober' },
      active: true,
    }
    const put = await ask('PUT', `/Users/${small.responder.memberId}`, { body })
    expect(put.body).toMatchObject({ userName: 'rita', externalId: '00u1', displayName: 'Rita Ober' })
    const byId = encodeURIComponent('externalId eq "00u1"')
    expect((await ask('GET', `/Users?filter=${byId}`)).body.totalResults).toBe(1)
    expect(
      (await ask('POST', '/Users', { body: { ...body, emails: [{ value: 'r@bakery.example' }] } })).body,
    ).toMatchObject({
      scimType: 'uniqueness',
    })
  })

  it('U56 ends access at once and all sessions with it, and gives back only what it took itself', async () => {
    const email = 'sid@bakery.example'
    const { userId } = await small.house.services.sessions.createUser({
      email,
      name: 'Sid',
      password: goodPassword,
    })
    const { memberId } = await asSystem(small.house, small.tenantId, 'Test', (context) =>
      joinMember(context, { name: 'Sid', email, role: 'responder', userId }),
    )
    await app.inject({
      ...{ method: 'POST', url: '/api/auth/sign-in', payload: { email, password: goodPassword } },
      headers: { origin: small.house.services.config.url, 'sec-fetch-site': 'same-origin' },
    })
    expect(await small.house.services.sessions.listSessions(userId)).toHaveLength(1)
    await patch(memberId, { op: 'replace', value: { active: false } })
    expect(await small.house.services.sessions.listSessions(userId)).toEqual([])
    await patch(memberId, { op: 'replace', value: { active: true } })
    expect((await memberOf(memberId))?.status).toBe('active')
    const suspend = suspendMemberWith({ heldBy: async () => [] })
    await small.perform(suspend, small.owner, {
      id: memberId,
      reason: 'account in wrong hands',
      atOnce: true,
    })
    await patch(memberId, { op: 'replace', value: { active: true } })
    expect((await memberOf(memberId))?.status).toBe('suspended')
    await patch(memberId, { op: 'replace', value: { active: false } })
    expect((await patch(memberId, { op: 'replace', value: { active: true } })).body.active).toBe(false)
    await small.perform(restoreMember, small.owner, { id: memberId })
    expect((await memberOf(memberId))?.status).toBe('active')
  })

  it('U56 deletes nobody: whoever it deletes is switched off and on record, and comes back as the same person', async () => {
    const { body: leo } = await bring('leo')
    expect((await ask('DELETE', `/Users/${leo.id}`)).status).toBe(204)
    expect((await ask('GET', `/Users/${leo.id}`)).status).toBe(404)
    expect((await memberOf(leo.id))?.status).toBe('suspended')
    // Under another id, or under none, it may be somebody else who was given the address.
    for (const externalId of ['x-other', ''])
      expect((await bring('leo', { externalId })).body.scimType).toBe('uniqueness')
    expect(await bring('leo')).toMatchObject({ status: 201, body: { id: leo.id, active: true } })
    expect((await memberOf(leo.id))?.status).toBe('invited')
  })

  it('U56 pages through all people, sees neither guests nor another organisation, and changes only the version it saw', async () => {
    const first = await ask('GET', '/Users?startIndex=1&count=2')
    const { totalResults } = first.body
    const seen = new Set<string>()
    for (let start = 1; start <= totalResults; start += 2)
      for (const { id } of (await ask('GET', `/Users?startIndex=${start}&count=2`)).body.Resources)
        seen.add(id)
    expect(seen.size).toBe(totalResults)
    expect(seen.has(small.guest.memberId)).toBe(false)
    expect((await ask('GET', `/Users/${small.stranger.memberId}`)).status).toBe(404)
    expect(
      (await ask('GET', `/Users/${small.owner.memberId}`, { key: await keyOf(small.stranger) })).status,
    ).toBe(404)
    const { body } = await bring('eva')
    const { version } = body.meta
    expect((await ask('GET', `/Users/${body.id}`, { headers: { 'if-none-match': version } })).status).toBe(
      304,
    )
    const rename = {
      schemas: [patchSchema],
      Operations: [{ op: 'replace', path: 'displayName', value: 'Eva K' }],
    }
    const renamed = await ask('PATCH', `/Users/${body.id}`, {
      body: rename,
      headers: { 'if-match': version },
    })
    expect(renamed.status).toBe(200)
    const late = await ask('PATCH', `/Users/${body.id}`, { body: rename, headers: { 'if-match': version } })
    expect(late.status).toBe(412)
  })

  it('U56 hears in the words of the protocol what cannot be done, and nothing is changed', async () => {
    const told = await ask('POST', '/Users', { body: { userName: 'no-address' } })
    expect(told).toMatchObject({ status: 400, body: { scimType: 'invalidValue', status: '400' } })
    expect((await ask('GET', '/Users', { key: `mp_${'A'.repeat(43)}` })).status).toBe(401)
    expect((await ask('GET', '/Users', { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await ask('GET', '/Users?filter=userName%20sw%20%22a%22')).body.scimType).toBe('invalidFilter')
    expect((await group('Ghosts', [small.stranger.memberId])).status).toBe(400)
    expect((await group('Double')).status).toBe(201)
    expect((await group('double')).body.scimType).toBe('uniqueness')
    expect((await ask('GET', '/Users/no-id')).status).toBe(404)
    const guest = await addressOf(small.guest.memberId)
    expect((await ask('POST', '/Users', { body: { userName: guest } })).status).toBe(409)
    expect((await bring('nul', { displayName: 'a\u0000b' })).status).toBe(400)
  })
})

async function addressOf(id: string): Promise<string> {
  return (await memberOf(id))?.email ?? ''
}
