import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import type { Actor } from '../../../base/access.ts'
import { Refusal } from '../../../base/refusal.ts'
import { createApp } from '../../../platform/http/app.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './actions/keys.ts'
import { listMembers } from './actions/members.ts'
import { changeOrganisation, readOrganisation } from './actions/organisation.ts'

let small: World
let app: FastifyInstance
beforeAll(async () => {
  small = await world()
  const actions = [readOrganisation, changeOrganisation, listMembers, createApiKey]
  app = await createApp({ house: small.house, actions, version: 'test' })
})
afterAll(async () => {
  await app.close()
  await small.close()
})

const soon = new Date('2026-03-02T08:00:00Z')
const minutes = (count: number) => new Date(soon.getTime() + count * 60_000)

async function ask(
  secret: string,
  path = '/organisation',
  headers: Record<string, string> = {},
): Promise<number> {
  const answer = await app.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${secret}`, ...headers },
  })
  return answer.statusCode
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.kind : String(error)),
  )
}

test('U58 an owner makes a key that does what it may and nothing else, until it is revoked', async () => {
  const { key, secret } = await small.perform(createApiKey, small.owner, {
    name: 'Dashboard',
    scopes: ['tenant.read'],
  })

  expect(secret).toMatch(/^mk_[\w-]{43}$/)
  expect(await ask(secret)).toBe(200)
  expect(await ask(secret, '/members')).toBe(403)
  expect(await ask(secret, '/organisation', { 'muster-tenant': small.strangerSlug })).toBe(200)
  expect(await kindOf(small.perform(revokeApiKey, small.stranger, { id: key.id }))).toBe('not_found')
  expect(await ask(secret)).toBe(200)
  await small.perform(revokeApiKey, small.owner, { id: key.id })
  expect(await ask(secret)).toBe(401)
  expect(await kindOf(small.perform(revokeApiKey, small.owner, { id: key.id }))).toBe('not_found')
  expect((await small.leaves()).map((leaf) => leaf.kind)).toEqual(
    expect.arrayContaining(['apikey.create', 'apikey.revoke']),
  )
})

test('a key belongs to its organisation whatever the request says', async () => {
  const { secret } = await small.perform(createApiKey, small.stranger, {
    name: 'Theirs',
    scopes: ['tenant.read'],
  })

  const answer = await app.inject({
    url: '/api/v1/organisation',
    headers: { authorization: `Bearer ${secret}`, 'muster-tenant': small.slug },
  })

  expect(answer.json()).toMatchObject({ slug: small.strangerSlug })
})

test('a key ends at its hour, and its last use is noted to the minute', async () => {
  small.setNow(soon)
  const { key, secret } = await small.perform(createApiKey, small.owner, {
    name: 'Short',
    scopes: ['tenant.read'],
    expiresAt: '2026-03-02T10:00:00+01:00',
  })
  const lastUse = async () => {
    const { items } = await small.perform(listApiKeys, small.owner, {})
    return items.find((item) => item.id === key.id)?.lastUsedAt
  }

  expect(await lastUse()).toBeNull()
  await ask(secret)
  small.setNow(new Date(minutes(1).getTime() - 1))
  await ask(secret)
  expect(await lastUse()).toBe(soon.toISOString())
  small.setNow(minutes(1))
  await Promise.all(Array.from({ length: 5 }, () => ask(secret)))
  expect(await lastUse()).toBe(minutes(1).toISOString())
  small.setNow(new Date(minutes(60).getTime() - 1))
  expect(await ask(secret)).toBe(200)
  small.setNow(minutes(60))
  expect(await ask(secret)).toBe(401)
  small.setNow(undefined)
})

test('neither list nor database nor ledger holds the secret of a key', async () => {
  const { secret } = await small.perform(createApiKey, small.owner, {
    name: 'Hidden',
    scopes: ['tenant.read'],
  })

  const list = await small.perform(listApiKeys, small.owner, {})
  const leaves = await small.leaves()
  const { rows } = await small.house.wall.inTenant(small.tenantId, ({ $client }) =>
    $client.query('select * from app.api_key'),
  )

  expect(JSON.stringify([list, leaves, rows, small.logged])).not.toContain(secret.slice(3))
  expect(Object.keys(list.items[0] ?? {}).toSorted()).toEqual(
    ['createdAt', 'createdBy', 'expiresAt', 'id', 'lastUsedAt', 'name', 'scopes'].toSorted(),
  )
})

test('nobody but an owner makes keys; a key makes none, and none has the rights over people', async () => {
  const { secret } = await small.perform(createApiKey, small.owner, { name: 'All', scopes: ['member.read'] })
  const others: Actor[] = [small.lead, small.staff, small.auditor, small.nobody]
  const wanted = { name: 'X', scopes: ['tenant.read' as const] }

  expect(
    await Promise.all(others.map((actor) => kindOf(small.perform(createApiKey, actor, wanted)))),
  ).toEqual(['forbidden', 'forbidden', 'forbidden', 'unauthenticated'])
  const made = await app.inject({
    method: 'POST',
    url: '/api/v1/api-keys',
    headers: { authorization: `Bearer ${secret}` },
    payload: wanted,
  })
  expect(made.statusCode).toBe(403)
  const scopes = ['member.manage'] as unknown as ['tenant.read'] // what a hostile sender would send
  expect(await kindOf(small.perform(createApiKey, small.owner, { name: 'X', scopes }))).toBe('invalid')
  expect(
    await kindOf(small.perform(createApiKey, small.owner, { ...wanted, expiresAt: '2020-01-01T00:00:00Z' })),
  ).toBe('invalid')
})

test.each([
  '',
  'mk_',
  `mk_${'A'.repeat(43)}`,
  `mk_${'A'.repeat(44)}`,
  `${randomUUID()}`,
  `mk_${'ü'.repeat(43)}`,
])('a made-up key is nobody: %s', async (secret) => {
  expect(await ask(encodeURI(secret))).toBe(401)
})
