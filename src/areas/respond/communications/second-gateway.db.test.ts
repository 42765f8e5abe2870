import { afterAll, beforeAll, expect, test } from 'vitest'
import { webServer } from '../../../../tests/asking.ts'
import { world, type World } from '../../../../tests/world.ts'
import { nobody } from '../../../base/access.ts'
import { asSystem, perform } from '../../../platform/action.ts'
import { newWebhookSecret, webhookSignature } from '../../../platform/webhook/send.ts'
import { listInbox } from './actions/inbox.ts'
import { configureTelephone, readTelephone } from './actions/telephone/gateway.ts'
import { confirm, readMine, sendCode } from './actions/telephone/numbers.ts'
import { report } from './actions/telephone/outside.ts'
import { deliveryJob } from './jobs/deliver-messages.ts'
import { tell } from './public.ts'
import { deliveryBell } from './rules/delivery.ts'

let small: World
let clock = Date.parse('2026-03-01T02:00:00Z')
/** What either gateway was asked, in order: which one, and the id of the message. */
const asked: {
  readonly which: string
  readonly id: string
  readonly words: string
  readonly reportUrl: string
}[] = []
const secrets: string[] = []
/** How each answers now. */
const answers: Record<string, number | 'breaks'> = { first: 201, second: 201 }
let server: Awaited<ReturnType<typeof webServer>>

beforeAll(async () => {
  small = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
  small.house.services.wake.on(deliveryBell, async () => undefined)
  server = await webServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const which = (request.url ?? '').slice(1)
      const sent = JSON.parse(Buffer.concat(parts).toString()) as Omit<(typeof asked)[number], 'which'> // the port
      asked.push({ ...sent, which })
      const said = answers[which] ?? 500
      if (said === 'breaks') answer.destroy()
      else answer.writeHead(said).end('{}')
    })
  })
  small.setNow(new Date(clock))
  for (const rank of [1, 2] as const) {
    secrets.push(newWebhookSecret())
    await small.perform(configureTelephone, small.owner, {
      ...{ rank, provider: 'own', address: `${server.address}/${rank === 1 ? 'first' : 'second'}` },
      ...{ secret: secrets.at(-1), sender: 'Muster', hasCalls: true, mostPerHour: 60 },
    })
    await prove(small.owner)
  }
  await prove(small.lead)
})
afterAll(async () => {
  await small.close()
  await server.stop()
})

async function prove(actor: typeof small.lead): Promise<void> {
  await small.perform(sendCode, actor, { number: '+436649990001' })
  const code = /code is (\d+)/.exec(asked.at(-1)?.words ?? '')?.[1] ?? ''
  await small.perform(confirm, actor, { code })
}

async function later(minutes: number): Promise<void> {
  clock += minutes * 60_000
  small.setNow(new Date(clock))
  await asSystem(small.house, small.tenantId, 'Job', (context) => deliveryJob.run(context, small.house))
  await deliveryJob.after?.(small.house, small.tenantId)
}

/** A text that is due now, with the gateways in this mood. @returns whom it went to, until it ended */
async function textedWhile(first: number | 'breaks', second: number | 'breaks'): Promise<string[]> {
  Object.assign(answers, { first, second })
  await later(61)
  asked.length = 0
  await asSystem(small.house, small.tenantId, 'Test', (context) =>
    tell(context, {
      ...{ memberIds: [small.lead.memberId], kind: 'severity.raised', title: 'T', path: '/people' },
      insists: true,
    }),
  )
  await later(8)
  return asked.map(({ which }) => which)
}

async function standing() {
  const [newest] = (await small.perform(listInbox, small.lead, { limit: 1 })).items
  return newest?.reached.map(({ channel, state }) => [channel, state])
}

test('U12 each gateway is proved by its own code, and a person gets theirs by the first', async () => {
  expect(asked.map(({ which }) => which)).toEqual(['first', 'second', 'first'])
  expect(await small.perform(readTelephone, small.owner, {})).toMatchObject({
    gateway: { confirmedAt: expect.any(String) },
    second: { confirmedAt: expect.any(String) },
  })
  expect(await small.perform(readMine, small.lead, {})).toMatchObject({ gateway: 'on', hasUnproved: false })
})

test('U12 what the first gateway does not take goes by the second at once, under the same id, and what it took goes once', async () => {
  expect(await textedWhile(201, 201)).toEqual(['first'])
  expect(await textedWhile(503, 201)).toEqual(['first', 'second'])
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
  expect((await standing())?.[0]).toEqual(['text', 'reached'])
  const [message] = (await small.perform(readTelephone, small.owner, {})).messages
  expect(message).toMatchObject({ gateway: 2, state: 'reached' })
  // Wrong there, and barred by its account alone.
  expect(await textedWhile(400, 201)).toEqual(['first', 'second'])
  expect(await textedWhile(402, 201)).toEqual(['first', 'second'])
  const { gateway, second } = await small.perform(readTelephone, small.owner, {})
  expect([gateway?.lastError, second?.lastError]).toEqual([expect.stringContaining('no credit'), null])
})

test('U12 nobody is texted a third time where it is not known whether a gateway took it', async () => {
  expect(await textedWhile('breaks', 201)).toEqual(['first', 'second'])
  expect(await textedWhile('breaks', 'breaks')).toEqual(['first', 'second'])
  await later(2)
  expect(asked).toHaveLength(2)
  // The first may have taken it, and the second says clearly that it did not: that is the end of it all the same.
  for (const clean of [503, 400]) {
    expect(await textedWhile('breaks', clean)).toEqual(['first', 'second'])
    Object.assign(answers, { first: 201, second: 201 })
    await later(2)
    await later(10)
    expect(asked).toHaveLength(2)
    expect((await small.perform(readTelephone, small.owner, {})).messages[0]).toMatchObject({
      state: 'not reached',
    })
  }
})

test('U12 a person who presses the key of the call that the first gateway made is heard, though the second has it by now', async () => {
  expect(await textedWhile('breaks', 201)).toEqual(['first', 'second'])
  const token = /phone-reports\/([\w-]{22})/.exec(asked.at(-1)?.reportUrl ?? '')?.[1] ?? ''
  const body = '{"state":"reached"}'
  const at = new Date(clock)
  const said = (secret: string) => {
    const headers = {
      'webhook-id': 'r1',
      'webhook-timestamp': String(clock / 1000),
      'webhook-signature': webhookSignature({ id: 'r1', at, body, secrets: [secret] }),
    }
    return perform(small.house, report, nobody, {
      input: { token },
      webhook: { body: Buffer.from(body), headers },
    })
  }
  await expect(said(newWebhookSecret())).rejects.toMatchObject({ kind: 'unauthenticated' })
  for (const secret of secrets) expect(await said(secret)).toMatchObject({ heard: true })
})

test('U12 with both down it is tried again in the minutes after, the first one first', async () => {
  expect(await textedWhile(503, 503)).toEqual(['first', 'second'])
  answers['second'] = 201
  await later(1)
  expect(asked.map(({ which }) => which)).toEqual(['first', 'second', 'first', 'second'])
  expect((await standing())?.[0]).toEqual(['text', 'reached'])
})
