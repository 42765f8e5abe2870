import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import type { Actor } from '../../../base/access.ts'
import type { OwnRole } from '../../../base/permissions.ts'
import { Refusal } from '../../../base/refusal.ts'
import { acceptInvitation, readInvitation } from './actions/accept-invitation.ts'
import { inviteMember, renewInvitation } from './actions/invite.ts'
import { changeMemberRole, restoreMember, suspendMemberWith } from './actions/members.ts'
import { recoverOwner, type AnnounceRecovery } from './public/recovery.ts'

const suspendMember = suspendMemberWith({ heldBy: async () => [] })

let small: World
const start = new Date('2026-03-02T08:00:00Z')
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())

const password = 'lamp-orbit-cactus-71'
const deadLink = { kind: 'not_found', message: 'This link is not valid any more. Ask for a new one.' }

async function refused(work: Promise<unknown>): Promise<{ kind: string; message: string; reason?: string }> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (!(error instanceof Refusal)) throw new Error('Nothing was refused', { cause: error })
  const { kind, message, detail } = error
  return detail.reason === undefined ? { kind, message } : { kind, message, reason: detail.reason }
}

async function invite(
  role: OwnRole = 'responder',
  email = `guest-${randomUUID()}@example.org`,
  by = small.owner,
) {
  const { member, inviteUrl } = await small.perform(inviteMember, by, { name: 'Gert Guest', email, role })
  return { id: member.id, email, token: tokenIn(inviteUrl) }
}

function tokenIn(url: string): string {
  expect(url).toMatch(/^http:\/\/localhost:8420\/invitation\/[\w-]{22}$/)
  return url.split('/').at(-1) ?? ''
}

/** The person, signed in with both factors and not yet inside an organisation. */
async function signedIn(email: string): Promise<Actor> {
  const user = await small.house.services.sessions.findUserByEmail(email)
  const userId = user?.userId ?? ''
  return {
    kind: 'user',
    ref: `user:${userId}`,
    userId,
    email,
    name: user?.name ?? '',
    sessionId: randomUUID(),
  }
}

async function rolesOf(email: string, slug = small.slug): Promise<string[]> {
  const user = await small.house.services.sessions.findUserByEmail(email)
  const { rows } = await small.house.services.door.query<{ role: string }>(
    'select role from wall.membership($1, $2)',
    [user?.userId ?? null, slug],
  )
  return rows.map((row) => row.role)
}

test('an invited person sees what the link is for, joins with a new password, and the link is dead', async () => {
  const guest = await invite('auditor')

  const shown = await small.perform(readInvitation, small.nobody, { token: guest.token })
  expect(shown).toMatchObject({ email: guest.email, role: 'auditor', purpose: 'join', hasAccount: false })
  expect(await rolesOf(guest.email)).toEqual([])

  const joined = await small.perform(acceptInvitation, small.nobody, { token: guest.token, password })

  expect(joined).toEqual({ slug: small.slug, email: guest.email })
  expect(await rolesOf(guest.email)).toEqual(['auditor'])
  const leaf = (await small.leaves()).at(-1)
  expect(leaf).toMatchObject({ kind: 'member.join', fields: { member: guest.id, actor: `u:${guest.id}` } })
  expect(
    await refused(small.perform(acceptInvitation, small.nobody, { token: guest.token, password })),
  ).toEqual(deadLink)
})

test('a link that is used, expired, renewed, suspended, mistyped or made up gets one and the same answer', async () => {
  small.setNow(start)
  const [expired, renewed, suspended] = [await invite(), await invite(), await invite()]
  await small.perform(renewInvitation, small.owner, { id: renewed.id })
  await small.perform(suspendMember, small.owner, { id: suspended.id, reason: 'Mistake' })
  await small.perform(restoreMember, small.owner, { id: suspended.id })
  const mistyped = ['', 'x', 'A'.repeat(22), `${renewed.token}A`, "' or 1=1 --"]
  small.setNow(new Date(start.getTime() + 7 * 86_400_000 - 1))
  expect(await small.perform(readInvitation, small.nobody, { token: expired.token })).toMatchObject({
    email: expired.email,
  })
  small.setNow(new Date(start.getTime() + 7 * 86_400_000))

  for (const token of [expired.token, renewed.token, suspended.token, ...mistyped]) {
    expect(await refused(small.perform(readInvitation, small.nobody, { token }))).toEqual(deadLink)
    expect(await refused(small.perform(acceptInvitation, small.nobody, { token, password }))).toEqual(
      deadLink,
    )
  }
  expect(await small.house.services.sessions.findUserByEmail(expired.email)).toBeUndefined()
  small.setNow(undefined)
})

test('of five who accept one link at once, one gets in', async () => {
  const guest = await invite()

  const outcomes = await Promise.allSettled(
    Array.from({ length: 5 }, (_, n) =>
      small.perform(acceptInvitation, small.nobody, { token: guest.token, password: `${password}-${n}` }),
    ),
  )

  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  const joins = (await small.leaves()).filter(
    (leaf) => leaf.fields['member'] === guest.id && leaf.kind === 'member.join',
  )
  expect(joins).toHaveLength(1)
})

test('a weak password or a role of their own does not use up the link, nor change what was offered', async () => {
  const guest = await invite('staff')
  const accept = (input: { token: string; password?: string }) =>
    small.perform(acceptInvitation, small.nobody, input)

  expect((await refused(accept({ token: guest.token, password: 'short' }))).kind).toBe('invalid')
  expect((await refused(accept({ token: guest.token }))).kind).toBe('invalid')
  const raised = { token: guest.token, password, role: 'owner' }
  expect((await refused(accept(raised))).kind).toBe('invalid')

  await accept({ token: guest.token, password })
  expect(await rolesOf(guest.email)).toEqual(['staff'])
})

test('a person who has an account joins another organisation only while signed in as that person', async () => {
  const guest = await invite()
  await small.perform(acceptInvitation, small.nobody, { token: guest.token, password })
  const second = await invite('lead', guest.email.toUpperCase(), small.stranger)
  const other = await invite()
  await small.perform(acceptInvitation, small.nobody, { token: other.token, password })

  expect(await small.perform(readInvitation, small.nobody, { token: second.token })).toMatchObject({
    hasAccount: true,
  })
  const accept = (actor: Actor) => small.perform(acceptInvitation, actor, { token: second.token, password })
  expect(await refused(accept(small.nobody))).toMatchObject({ kind: 'conflict', reason: 'sign_in_first' })
  expect(await refused(accept(await signedIn(other.email)))).toMatchObject({ reason: 'sign_in_first' })
  expect(await refused(accept(small.owner))).toMatchObject({ reason: 'sign_in_first' })

  await accept(await signedIn(guest.email))
  expect(await rolesOf(guest.email, small.strangerSlug)).toEqual(['lead'])
  expect(await rolesOf(guest.email)).toEqual(['responder'])
})

test('of two who invite one address at once, one does; the other hears that the person is there', async () => {
  const email = `twice-${randomUUID()}@example.org`

  const outcomes = await Promise.allSettled([
    invite('staff', email),
    invite('owner', ` ${email.toUpperCase()} `),
  ])

  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await refused(invite('staff', email))).toMatchObject({ kind: 'conflict', reason: 'email_taken' })
})

test('a person who joins gets the role that holds then, not the one of the day of the invitation', async () => {
  const guest = await invite('lead')
  await small.perform(changeMemberRole, small.owner, { id: guest.id, role: 'staff', reason: 'Too much' })

  await small.perform(acceptInvitation, small.nobody, { token: guest.token, password })

  expect(await rolesOf(guest.email)).toEqual(['staff'])
})

test('an owner who lost everything comes back by the host, and all owners hear of it', async () => {
  const guest = await invite('owner')
  await small.perform(acceptInvitation, small.nobody, { token: guest.token, password })
  const heard: string[] = []
  const announce: AnnounceRecovery = async (_context, { member, owners }) => {
    heard.push(member.id, ...owners.map((owner) => owner.id))
  }

  const { url } = await recoverOwner(small.house, { tenantId: small.tenantId, email: guest.email, announce })

  expect(heard).toContain(guest.id)
  expect(heard).toContain(small.owner.memberId)
  const token = tokenIn(url)
  expect(await small.perform(readInvitation, small.nobody, { token })).toMatchObject({
    purpose: 'recover',
    hasAccount: false,
  })
  await small.perform(acceptInvitation, small.nobody, { token, password: 'quiet-harbour-lantern-8' })
  expect(await refused(small.perform(acceptInvitation, small.nobody, { token, password }))).toEqual(deadLink)
  const steps = (await small.leaves())
    .filter((leaf) => leaf.kind === 'member.recover')
    .map((leaf) => leaf.fields['step'])
  expect(steps).toEqual(['link', 'password'])
})

test('of five who use one link to come back at once, one sets the password', async () => {
  const guest = await invite('owner')
  await small.perform(acceptInvitation, small.nobody, { token: guest.token, password })
  const wanted = { tenantId: small.tenantId, email: guest.email, announce: async () => {} }
  const older = tokenIn((await recoverOwner(small.house, wanted)).url)
  const token = tokenIn((await recoverOwner(small.house, wanted)).url)

  const outcomes = await Promise.allSettled(
    Array.from({ length: 5 }, (_, n) =>
      small.perform(acceptInvitation, small.nobody, { token, password: `quiet-harbour-lantern-${n}` }),
    ),
  )

  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  expect(await refused(small.perform(acceptInvitation, small.nobody, { token: older, password }))).toEqual(
    deadLink,
  )
})

test('the host lets back nobody but an owner who is not suspended', async () => {
  const [staff, owner] = [await invite('staff'), await invite('owner')]
  await small.perform(suspendMember, small.owner, { id: owner.id, reason: 'Left' })
  const recover = (email: string, tenantId = small.tenantId) =>
    recoverOwner(small.house, { tenantId, email, announce: async () => {} })

  expect((await refused(recover(staff.email))).kind).toBe('not_found')
  expect((await refused(recover('unknown@example.org'))).kind).toBe('not_found')
  expect((await refused(recover(owner.email))).kind).toBe('conflict')
  expect((await refused(recover(owner.email, small.stranger.tenantId))).kind).toBe('not_found')
})
