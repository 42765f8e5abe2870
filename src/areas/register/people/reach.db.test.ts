import type { FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import type { OwnRole } from '../../../base/permissions.ts'
import { createApp } from '../../../platform/http/app.ts'
import { acceptInvitation } from './actions/accept-invitation.ts'
import { listSessions, readAccount, readMe, revokeSession } from './actions/account.ts'
import { inviteMember } from './actions/invite.ts'
import { changeMemberRole, restoreMember, suspendMemberWith } from './actions/members.ts'
import { readOrganisation } from './actions/organisation.ts'

const suspendMember = suspendMemberWith({ heldBy: async () => [] })

let small: World
let app: FastifyInstance
beforeAll(async () => {
  small = await world()
  const actions = [
    acceptInvitation,
    listSessions,
    readAccount,
    readMe,
    revokeSession,
    inviteMember,
    readOrganisation,
  ]
  app = await createApp({ house: small.house, actions, version: 'test' })
})
afterAll(async () => {
  await app.close()
  await small.close()
})

const password = 'lamp-orbit-cactus-71'

/** A browser: cookies, our origin, and the organisation that its page is about. */
function browser(own: string) {
  const jar = new Map<string, string>()
  return async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object, tenant = own) => {
    const reply = await app.inject({
      method,
      url,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method !== 'GET' && { origin: small.config.url }),
        ...(url.startsWith('/api/v1') && { 'muster-tenant': tenant }),
      },
      ...(body && { payload: body }),
    })
    for (const { name, value } of reply.cookies) jar.set(name, value)
    return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() }
  }
}

async function invite(role: OwnRole, name: string) {
  const email = `${name.toLowerCase()}@example.org`
  const { member, inviteUrl } = await small.perform(inviteMember, small.owner, { name, email, role })
  return { id: member.id, email, token: inviteUrl.split('/').at(-1) ?? '' }
}

/** Joins by the link, signs in, and sets up an authenticator app, all over HTTP. */
async function joined(role: OwnRole, name: string) {
  const guest = await invite(role, name)
  const here = browser(small.slug)
  const accepted = await here('POST', `/api/v1/invitations/${guest.token}/acceptance`, { password })
  expect(accepted).toMatchObject({ status: 201, body: { slug: small.slug } })
  expect((await here('POST', '/api/auth/sign-in', { email: guest.email, password })).status).toBe(200)
  const begun = await here('POST', '/api/auth/totp', { password })
  const codes = new TOTP({ secret: Secret.fromBase32(String(begun.body['key'])) })
  return {
    ...guest,
    here,
    confirm: () => here('POST', '/api/auth/totp/confirmation', { code: codes.generate() }),
  }
}

test('a person who joined reaches the organisation with both factors, and with the first alone nothing', async () => {
  const ida = await joined('responder', 'Ida')
  const before = await Promise.all(
    ['/me', '/account', '/account/sessions'].map((path) => ida.here('GET', `/api/v1${path}`)),
  )
  expect(before.map((reply) => [reply.status, reply.body['reason']])).toEqual([
    [403, 'mfa_required'],
    [403, 'mfa_required'],
    [403, 'mfa_required'],
  ])

  expect((await ida.confirm()).status).toBe(200)

  expect((await ida.here('GET', '/api/v1/me')).body).toMatchObject({ memberId: ida.id, role: 'responder' })
  expect((await ida.here('GET', '/api/v1/account')).body).toMatchObject({ email: ida.email })
})

test('a role that is cut, a suspension and a return each hold at the very next request', async () => {
  const max = await joined('lead', 'Max')
  await max.confirm()
  const me = () => max.here('GET', '/api/v1/me')
  expect((await me()).body['role']).toBe('lead')

  await small.perform(changeMemberRole, small.owner, { id: max.id, role: 'staff', reason: 'Moved' })
  expect((await me()).body['role']).toBe('staff')
  await small.perform(suspendMember, small.owner, { id: max.id, reason: 'Left' })
  expect((await me()).status).toBe(404)
  await small.perform(restoreMember, small.owner, { id: max.id })
  expect((await me()).status).toBe(200)
})

test('an organisation one does not belong to, does not yet belong to, or that does not exist looks the same', async () => {
  const eva = await joined('owner', 'Eva')
  await eva.confirm()
  await small.perform(inviteMember, small.stranger, { name: 'Eva', email: eva.email, role: 'owner' })
  await small.perform(suspendMember, small.owner, { id: eva.id, reason: 'Test' })
  const suspended = await eva.here('GET', '/api/v1/organisation')
  await small.perform(restoreMember, small.owner, { id: eva.id })
  const answers = await Promise.all(
    [small.strangerSlug, 'no-such-place', "' or 1=1 --"].map((slug) =>
      eva.here('GET', '/api/v1/organisation', undefined, slug),
    ),
  )

  expect(suspended.status).toBe(404)
  for (const answer of answers) expect(answer).toEqual(suspended)
})
