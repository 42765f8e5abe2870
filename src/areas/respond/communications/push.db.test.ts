import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  pushBrowser,
  pushService,
  vapidOf,
  type PushServiceForTests,
} from '../../../../tests/push-service.ts'
import { performIn, world, type Perform, type World } from '../../../../tests/world.ts'
import { asSystem, type House } from '../../../platform/action.ts'
import { createEgress } from '../../../platform/egress.ts'
import { createPushSender } from '../../../platform/push/push.ts'
import { listInbox, readInboxItem } from './actions/inbox.ts'
import { listPush, readPushKey, removePush, subscribePush, testPush } from './actions/push.ts'
import { answerBell, deliverWaiting } from './jobs/deliver-messages.ts'
import { tell, type News } from './public.ts'

let small: World
let service: PushServiceForTests
let house: House
let perform: Perform
let clock = Date.parse('2026-03-01T10:00:00Z')

beforeAll(async () => {
  service = await pushService()
  small = await world()
  // The real sender; only that it trusts the certificate of the service in this test.
  const egress = createEgress({ allow: [`127.0.0.1:${service.port}`], trust: [service.certificate.cert] })
  const push = createPushSender(egress, small.keys.push, 'mailto:push@muster.local')
  house = { ...small.house, services: { ...small.house.services, egress, push } }
  perform = performIn(house)
  answerBell(house)
})
afterAll(async () => {
  await small.close()
  await service.stop()
})
beforeEach(() => later(1))
afterEach(async () => {
  service.answer(201)
  service.received.length = 0
  for (const actor of [small.lead, small.owner, small.staff]) {
    const { items } = await perform(listPush, actor, {})
    for (const { id } of items) await perform(removePush, actor, { id })
  }
  later(80 * 60)
  await deliverWaiting(house, small.tenantId)
})

function later(minutes: number): void {
  clock += minutes * 60_000
  small.setNow(new Date(clock))
}

async function subscribe(actor = small.lead, device = 'My phone') {
  const browser = pushBrowser()
  const endpoint = `${service.origin}/send/${randomUUID()}`
  const { p256dh, auth } = browser
  const { id } = await perform(subscribePush, actor, { endpoint, p256dh, auth, device })
  return { id, browser, endpoint }
}

async function tellLead(news: Partial<News> = {}): Promise<void> {
  await asSystem(house, small.tenantId, 'Test', (context) =>
    tell(context, {
      memberIds: [small.lead.memberId],
      kind: 'incident.opened',
      title: 'INC-7 secret canary title',
      path: '/incidents/0190a0a0-0000-7000-8000-00000000000a',
      ...news,
    }),
  )
  await house.services.wake.idle()
}

async function newest() {
  return (await perform(listInbox, small.lead, { limit: 1 })).items[0]
}

test('a lead is reached on their device by a message that holds no content', async () => {
  const { browser } = await subscribe()
  await tellLead()

  const [got] = service.received
  const item = await newest()
  expect(browser.decrypt(got?.body ?? Buffer.alloc(0))).toEqual({
    title: 'Muster',
    kind: 'incident.opened',
    path: `/t/${small.slug}/incidents/0190a0a0-0000-7000-8000-00000000000a`,
    id: item?.id,
  })
  expect(vapidOf(got?.headers.authorization).key).toBe((await perform(readPushKey, small.lead, {})).publicKey)
  expect(item?.reached).toEqual([
    {
      channel: 'push',
      to: 'My phone',
      state: 'reached',
      why: 'The push service accepted it. Whether the device showed it is not known to Muster.',
    },
  ])
})

test.each([404, 410])(
  'a device that its push service has forgotten (%i) is removed, and its owner sees why',
  async (status) => {
    await subscribe()
    service.answer(status)
    await tellLead()

    expect((await perform(listPush, small.lead, {})).items).toEqual([])
    expect((await newest())?.reached).toMatchObject([{ channel: 'push', state: 'not reached' }])
    expect((await newest())?.reached[0]?.why).toContain('no longer subscribed')
  },
)

test('a push service that is busy is tried again', async () => {
  await subscribe()
  service.answer(503)
  await tellLead()
  expect((await newest())?.reached).toMatchObject([{ state: 'waiting' }])
  expect((await perform(listPush, small.lead, {})).items).toMatchObject([{ lastState: 'not reached' }])

  service.answer(201)
  later(2)
  await deliverWaiting(house, small.tenantId)

  expect((await newest())?.reached).toMatchObject([{ state: 'reached' }])
  expect(service.received).toHaveLength(2)
})

const mail = { subject: 'News', text: 'There is news.' }

test('mail stands by and is dropped once a push message is accepted', async () => {
  await subscribe()
  await tellLead({ mail })

  expect((await newest())?.reached).toMatchObject([{ channel: 'push', state: 'reached' }])
  expect((await newest())?.reached).toHaveLength(1)
})

test('mail stands in when no device is reached', async () => {
  await subscribe()
  service.answer(410)
  await tellLead({ mail })

  expect((await newest())?.reached).toMatchObject([
    { channel: 'push', state: 'not reached' },
    { channel: 'mail', state: 'waiting', why: 'Waiting to be sent.' },
  ])
})

test('urgent news goes by push and mail at once', async () => {
  await subscribe()
  await tellLead({ mail, urgent: true })

  expect((await newest())?.reached.map(({ channel }) => channel)).toEqual(['push', 'mail'])
  expect(service.received[0]?.headers['urgency']).toBe('high')
})

test('who has read the news in the app needs no mail about it', async () => {
  await subscribe()
  service.answer(503)
  await tellLead({ mail })
  const item = await newest()
  expect(item?.reached.map(({ channel }) => channel)).toEqual(['push', 'mail'])

  const read = await perform(readInboxItem, small.lead, { id: item?.id ?? '' })

  expect(read.readAt).not.toBeNull()
  expect(read.reached.map(({ channel }) => channel)).toEqual(['push'])
  expect((await perform(listInbox, small.lead, { unread: 'true' })).items.map(({ id }) => id)).not.toContain(
    item?.id,
  )
})

test('a device is nobody else’s to see, test or remove, and neither is a message', async () => {
  const { id } = await subscribe()
  await tellLead()
  const item = (await newest())?.id ?? ''
  for (const actor of [small.owner, small.staff, small.stranger]) {
    expect((await perform(listPush, actor, {})).items).toEqual([])
    for (const attempt of [
      () => perform(removePush, actor, { id }),
      () => perform(testPush, actor, { id }),
      () => perform(readInboxItem, actor, { id: item }),
    ])
      await expect(attempt()).rejects.toMatchObject({ kind: 'not_found', status: 404 })
    expect((await perform(listInbox, actor, {})).items).toEqual([])
  }
  await expect(perform(readInboxItem, small.owner, { id: randomUUID() })).rejects.toMatchObject({
    status: 404,
  })
  expect((await perform(listPush, small.lead, {})).items).toHaveLength(1)
})

test('a browser that another person takes over does not reach the one before', async () => {
  const { endpoint } = await subscribe(small.lead)
  service.answer(503)
  await tellLead()
  const taker = pushBrowser()
  const { p256dh, auth } = taker
  await perform(subscribePush, small.staff, { endpoint, p256dh, auth, device: 'Shared' })
  service.answer(201)
  service.received.length = 0
  later(5)
  await deliverWaiting(house, small.tenantId)

  expect(service.received).toEqual([])
  expect((await perform(listPush, small.lead, {})).items).toEqual([])
  expect((await newest())?.reached).toMatchObject([{ state: 'not reached' }])
})

test('a person tests their own device and is told what is known', async () => {
  const { id, browser } = await subscribe()
  expect(await perform(testPush, small.lead, { id })).toEqual({
    state: 'reached',
    why: 'The push service accepted it. Whether the device showed it is not known to Muster.',
  })
  expect(browser.decrypt(service.received[0]?.body ?? Buffer.alloc(0))).toMatchObject({ kind: 'push.test' })
  await expect(perform(testPush, small.lead, { id })).rejects.toMatchObject({ kind: 'too_many' })
  later(1)
  service.answer(410)
  expect((await perform(testPush, small.lead, { id })).state).toBe('not reached')
  expect((await perform(listPush, small.lead, {})).items).toEqual([])
})

test.each([
  ['endpoint', { endpoint: 'http://push.example/x' }],
  ['endpoint', { endpoint: 'https://u:p@push.example/x' }],
  ['endpoint', { endpoint: 'javascript:alert(1)' }],
  ['p256dh', { p256dh: 'AAAA' }],
  ['p256dh', { auth: 'AAAA' }],
])('a subscription with a hostile %s is refused', async (field, change) => {
  const { p256dh, auth } = pushBrowser()
  const wanted = { endpoint: 'https://push.example/x', p256dh, auth, device: 'x', ...change }

  await expect(perform(subscribePush, small.lead, wanted)).rejects.toMatchObject({
    kind: 'invalid',
    detail: { faults: [{ path: field }] },
  })
})

test('a device whose push address lies inside the network is never called, and its owner sees it', async () => {
  const { p256dh, auth } = pushBrowser()
  const endpoint = 'https://169.254.169.254/latest/meta-data'
  await perform(subscribePush, small.lead, { endpoint, p256dh, auth, device: 'Trap' })
  await tellLead()

  expect((await newest())?.reached[0]?.why).toContain('does not connect to')
})

test('what a key of the API asks of an inbox is refused', async () => {
  const key = {
    kind: 'key',
    tenantId: small.tenantId,
    keyId: randomUUID(),
    ref: 'k:x',
    name: 'Key',
    scopes: ['inbox.own'],
  } as const
  await expect(perform(listInbox, key, {})).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a person pages through their inbox, newest first, each message once', async () => {
  for (let n = 0; n < 5; n++) {
    later(1)
    await asSystem(house, small.tenantId, 'Test', (context) =>
      tell(context, { memberIds: [small.counsel.memberId], kind: 'test', title: `n ${n}`, path: '/people' }),
    )
  }
  const titles: string[] = []
  let cursor: string | undefined
  do {
    const page = await perform(listInbox, small.counsel, {
      limit: 2,
      ...(cursor !== undefined && { cursor }),
    })
    titles.push(...page.items.map(({ title }) => title))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)

  expect(titles).toEqual(['n 4', 'n 3', 'n 2', 'n 1', 'n 0'])
  await expect(perform(listInbox, small.counsel, { cursor: 'WyJ4Il0' })).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('U12 what has to be read goes by mail too although a push message was accepted, unless it is read first', async () => {
  await subscribe()
  const reached = async () => (await newest())?.reached.map(({ channel, state }) => `${channel} ${state}`)
  await tellLead({ mail, insists: true })
  expect(await reached()).toEqual(['push reached', 'mail waiting'])
  await perform(readInboxItem, small.lead, { id: (await newest())?.id ?? '' })
  expect(await reached()).toEqual(['push reached'])
})
