import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember, world, type World } from '../../../../tests/world.ts'
import type { Actor } from '../../../base/access.ts'
import { Refusal } from '../../../base/refusal.ts'
import { asSystem } from '../../../platform/action.ts'
import { listSessions, readAccount, revokeSession } from './actions/account.ts'
import { takeCard } from './actions/take-card.ts'
import { remindOfCards } from './jobs.ts'
import { cardDates } from './public/cards.ts'
import { joinMember } from './public/people.ts'
import { recordSessionEvent } from './public/session-events.ts'

let small: World
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())

/** A person with an account, in both organisations, as someone who has signed in. */
async function person(): Promise<Extract<Actor, { kind: 'user' }>> {
  const email = `ida-${randomUUID()}@example.org`
  const { userId } = await small.house.services.sessions.createUser({
    email,
    name: 'Ida',
    password: 'lamp-orbit-cactus-71',
  })
  for (const tenantId of [small.tenantId, small.stranger.tenantId])
    await asSystem(small.house, tenantId, 'Test', (context) =>
      joinMember(context, { name: 'Ida', email, role: 'staff', userId }),
    )
  return { kind: 'user', ref: `user:${userId}`, userId, email, name: 'Ida', sessionId: randomUUID() }
}

/** Signs the person in by password, as far as that goes without a second factor. */
async function signIn(email: string): Promise<number> {
  const url = small.config.url
  const answer = await small.house.services.sessions.handle(
    new Request(`${url}/api/auth/sign-in`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json', 'user-agent': 'Test browser' },
      body: JSON.stringify({ email, password: 'lamp-orbit-cactus-71' }),
    }),
  )
  return answer.status
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.kind : String(error)),
  )
}

test('a signed-in person sees the organisations they belong to', async () => {
  const ida = await person()

  const account = await small.perform(readAccount, ida, {})

  expect(account).toMatchObject({ userId: ida.userId, email: ida.email })
  expect(account.organisations.map((one) => [one.slug, one.role])).toEqual([
    [small.strangerSlug, 'staff'],
    [small.slug, 'staff'],
  ])
})

test('a person ends one of their sessions, which both organisations have on record; nobody ends that of another', async () => {
  const [ida, mallory] = [await person(), await person()]
  expect(await signIn(ida.email)).toBe(200)
  const { items } = await small.perform(listSessions, ida, {})
  expect(items).toMatchObject([{ userAgent: 'Test browser', current: false }])
  const id = items[0]?.id ?? ''

  expect(await kindOf(small.perform(revokeSession, mallory, { id }))).toBe('not_found')
  expect(await kindOf(small.perform(revokeSession, ida, { id: randomUUID() }))).toBe('not_found')
  expect(await kindOf(small.perform(revokeSession, ida, { id: "' or 1=1 --" }))).toBe('not_found')
  expect((await small.perform(listSessions, ida, {})).items).toHaveLength(1)

  await small.perform(revokeSession, ida, { id })
  expect((await small.perform(listSessions, ida, {})).items).toEqual([])
  for (const tenantId of [small.tenantId, small.stranger.tenantId]) {
    const leaf = (await small.leaves({ tenantId })).findLast((one) => one.kind === 'session.revoke')
    expect(leaf?.fields).toMatchObject({ session: id, by: 'Ida' })
  }
})

test('what happens at the door is on record where the person belongs, without an address in clear', async () => {
  const ida = await person()
  const sessionId = randomUUID()

  await recordSessionEvent(small.house, {
    kind: 'sign_in',
    userId: ida.userId,
    sessionId,
    means: 'totp',
    address: '192.0.2.7',
  })
  await recordSessionEvent(small.house, { kind: 'mfa_disabled', userId: ida.userId, address: 'host' })
  await recordSessionEvent(small.house, { kind: 'sign_in_failed', emailHash: 'ff', address: '192.0.2.7' })

  const [signedIn, reset] = (await small.leaves()).slice(-2)
  expect(signedIn).toMatchObject({
    kind: 'session.sign_in',
    fields: { session: sessionId, means: 'totp', by: 'Ida' },
  })
  expect(reset).toMatchObject({ kind: 'mfa.change', fields: { what: 'mfa_disabled', actor: 'system' } })
  const { rows } = await small.house.wall.inTenant(small.tenantId, ({ $client }) =>
    $client.query<{ text: string }>('select text from app.leaf'),
  )
  expect(rows.filter((row) => row.text.includes('192.0.2.7') || row.text.includes(ida.userId))).toEqual([])
})

test('a flood of wrong codes for one person does not fill the ledger', async () => {
  const ida = await person()
  small.setNow(new Date('2026-03-02T08:00:00Z'))
  const before = (await small.leaves()).length

  for (let n = 0; n < 40; n++)
    await recordSessionEvent(small.house, {
      kind: 'sign_in_failed',
      userId: ida.userId,
      address: '192.0.2.7',
    })

  const failures = (await small.leaves()).slice(before).filter((leaf) => leaf.kind === 'session.fail')
  expect(failures).toHaveLength(30)
  expect(failures[0]?.fields).toMatchObject({ actor: 'system' })
  small.setNow(undefined)
})

test('R123 a newcomer who has not taken the card within seven days is reminded, those who lead hear of it, and taking it ends that', async () => {
  const heard: { what: string; memberId: string | null; title: string }[] = []
  small.house.announcer.on('date.near', async (_context, event) => void heard.push(event))
  const eva = await addMember(small.house, small.tenantId, 'staff')
  const morning = (days: number) =>
    asSystem(small.house, small.tenantId, 'people.cards', (context) =>
      remindOfCards({ ...context, now: new Date(context.now.getTime() + days * 86_400_000) }),
    )
  const told = () => {
    const mine = heard
      .splice(0)
      .filter((event) => event.memberId === eva.memberId || event.title === eva.name)
    return mine.map(({ what }) => what)
  }
  await morning(2)
  expect(told()).toEqual([])
  await morning(3)
  expect(told()).toEqual(['card'])
  await morning(7)
  expect(told()).toEqual(['card', 'card_missing'])
  await morning(8)
  expect(told()).toEqual([])
  await small.perform(takeCard, eva, {})
  await morning(30)
  expect(told()).toEqual([])
  // A year later it is taken anew; nobody else is troubled with that.
  await morning(367)
  expect(told()).toEqual(['card'])
  const dates = await small.house.wall.inTenant(small.tenantId, (tx) => cardDates({ tx }))
  expect(dates.filter(({ ownerId }) => ownerId === eva.memberId)).toMatchObject([
    { kind: 'card', path: '/me' },
  ])
  const kinds = (await small.leaves()).filter(({ fields }) => fields['member'] === eva.memberId)
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['card.remind', 'card.take']))
})
