import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webServer } from '../../../../tests/asking.ts'
import { world, type World } from '../../../../tests/world.ts'
import { nobody } from '../../../base/access.ts'
import { asSystem, perform } from '../../../platform/action.ts'
import { webhookSignature, newWebhookSecret } from '../../../platform/webhook/send.ts'
import { listInbox, readInboxItem } from './actions/inbox.ts'
import { trust } from './actions/release-statements.ts'
import { configureTelephone, readTelephone, setEscalation } from './actions/telephone/gateway.ts'
import { choose, confirm, sendCode } from './actions/telephone/numbers.ts'
import { answerLink, readLink, report } from './actions/telephone/outside.ts'
import { deliveryJob } from './jobs/deliver-messages.ts'
import { tell } from './public.ts'
import { deliveryBell } from './rules/delivery.ts'
import { open } from '../incidents/actions/open-incident.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'

let small: World
let clock = Date.parse('2026-03-01T02:00:00Z')
const secret = newWebhookSecret()

/** What the gateway was asked, and how it answers. */
interface Asked {
  readonly path: string
  readonly id: string
  readonly fields: Record<string, string>
}
const asked: Asked[] = []
let status = 201
let isBroken = false
let meanwhile = async (): Promise<unknown> => undefined
let server: Awaited<ReturnType<typeof webServer>>

beforeAll(async () => {
  small = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
  small.house.services.wake.on(deliveryBell, async () => undefined)
  server = await webServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8')
      const isJson = String(request.headers['content-type']).includes('json')
      const fields = isJson ? flat(JSON.parse(text)) : Object.fromEntries(new URLSearchParams(text))
      asked.push({ path: request.url ?? '', id: String(request.headers['webhook-id'] ?? ''), fields })
      void meanwhile().then(() =>
        isBroken
          ? answer.destroy()
          : answer.writeHead(status, { 'content-type': 'application/json' }).end('{}'),
      )
    })
  })
  small.setNow(new Date(clock))
})
afterAll(async () => {
  await small.close()
  await server.stop()
})

// What is sent as JSON here is an object.
const flat = (value: unknown) =>
  Object.fromEntries(Object.entries(Object(value)).map(([name, each]) => [name, String(each)]))

async function later(minutes: number): Promise<void> {
  clock += minutes * 60_000
  small.setNow(new Date(clock))
  await asSystem(small.house, small.tenantId, 'Job', (context) => deliveryJob.run(context, small.house))
  await deliveryJob.after?.(small.house, small.tenantId)
}

async function tellLead(path = '/people', memberIds = [small.lead.memberId]): Promise<void> {
  // What is told at one instant is one piece of news.
  await later(1)
  asked.length = 0
  await asSystem(small.house, small.tenantId, 'Test', (context) =>
    tell(context, { memberIds, kind: 'severity.raised', title: 'Secret title', path, insists: true }),
  )
}

const newest = async () => (await small.perform(listInbox, small.lead, { limit: 1 })).items[0]
const reached = async () => (await newest())?.reached.map(({ channel, state, why }) => [channel, state, why])
const tokenIn = (text: string | undefined) =>
  /\/(?:phone|phone-reports)\/([\w-]{22})/.exec(text ?? '')?.[1] ?? ''
const codeIn = (text: string | undefined) => /[Cc]ode(?: is)? (\d+)/.exec(text ?? '')?.[1] ?? ''

function reported(token: string, body: string, headers: Record<string, string>, part?: 'key') {
  const input = { token, ...(part && { part }) }
  return perform(small.house, report, nobody, { input, webhook: { body: Buffer.from(body), headers } })
}

function ownReport(token: string, state: string) {
  const body = JSON.stringify({ state })
  const at = new Date(clock)
  return reported(token, body, {
    'webhook-id': 'r1',
    'webhook-timestamp': String(clock / 1000),
    'webhook-signature': webhookSignature({ id: 'r1', at, body, secrets: [secret] }),
  })
}

const asks = (actor: typeof small.lead, number: string) => small.perform(sendCode, actor, { number })
const says = (actor: typeof small.lead, code: string) => small.perform(confirm, actor, { code })
const answers = (token: string, code: string) => small.perform(answerLink, nobody, { token, code })

async function prove(actor: typeof small.lead, number: string): Promise<void> {
  asked.length = 0
  await asks(actor, number)
  await says(actor, codeIn(asked[0]?.fields['words'] ?? asked[0]?.fields['Body']))
}

const own = () => ({
  provider: 'own' as const,
  address: `${server.address}/send`,
  ...{ secret, sender: 'Muster', hasCalls: true, mostPerHour: 60 },
})

test('U12 an owner proves the gateway with their own number, and nobody is woken before they proved theirs', async () => {
  await expect(asks(small.lead, '+43 664 1234567')).rejects.toMatchObject({ kind: 'conflict' })
  await small.perform(configureTelephone, small.owner, own())
  await expect(asks(small.lead, '+436641234567')).rejects.toMatchObject({ kind: 'conflict' })
  await expect(asks(small.owner, '0664 1234567')).rejects.toMatchObject({ kind: 'invalid' })
  await asks(small.owner, '0043 (0)664/999 00 01')
  expect(asked[0]?.fields).toMatchObject({ type: 'text.send', to: '+436649990001', from: 'Muster' })
  await expect(says(small.owner, '000000')).rejects.toMatchObject({ kind: 'invalid' })
  const proved = await says(small.owner, codeIn(asked[0]?.fields['words']))
  expect(proved).toMatchObject({ gateway: 'on', isVerified: true, texts: true, calls: false })

  await tellLead()
  expect(await reached()).toEqual([])
  await prove(small.lead, '+436641234567')
  await small.perform(choose, small.lead, { texts: true, calls: true })
  // What counts the codes is not taken away with the number, and four at once are not four firsts.
  await expect(
    small.perform(choose, small.lead, { texts: false, calls: false, isForgotten: true }),
  ).rejects.toThrow('take it away in an hour')
  const four = [1, 2, 3, 4].map((n) => asks(small.counsel, `+4366499900${n}0`))
  expect((await Promise.allSettled(four)).filter(({ status: how }) => how === 'rejected')).toHaveLength(1)
  const steps = { mailMinutes: 2, textMinutes: 4, callMinutes: 6, passOnMinutes: 9 }
  await expect(small.perform(setEscalation, small.owner, { ...steps, textMinutes: 1 })).rejects.toMatchObject(
    { kind: 'invalid', detail: { faults: [{ path: 'textMinutes' }] } },
  )
  await small.perform(setEscalation, small.owner, steps)
  // Whoever holds the page reads nobody's whole number, and no secret.
  const page = JSON.stringify(await small.perform(readTelephone, small.lead, {}))
  expect([page.includes(secret), page.includes('1234567')]).toEqual([false, false])
})

test('U12 what stays unread is texted, then said in a call, without a word of what happened, and ends with the answer', async () => {
  await tellLead()
  await later(3)
  expect(asked).toEqual([])
  await later(1)
  const text = asked[0]?.fields['words']
  expect(asked.map(({ fields }) => [fields['type'], fields['to']])).toEqual([['text.send', '+436641234567']])
  expect(text).toMatch(
    /^Muster: something for you\. Open http:\/\/localhost:8420\/phone\/[\w-]{22} Code \d{4}$/,
  )
  expect(await reached()).toMatchObject([
    ['text', 'reached', expect.any(String)],
    ['call', 'waiting', expect.any(String)],
  ])
  const token = tokenIn(text)
  await expect(reported(token, '{"state":"acknowledged"}', {})).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
  await ownReport(token, 'not_reached')
  expect((await reached())?.[0]?.slice(0, 2)).toEqual(['text', 'not reached'])
  // The text failed, so the call does not wait for its minute.
  await later(0)
  expect(asked[1]?.fields['type']).toBe('call.place')
  expect(asked[1]?.fields['words']).toContain('open Muster')
  await ownReport(tokenIn(asked[1]?.fields['reportUrl']), 'acknowledged')
  expect((await newest())?.readAt).not.toBeNull()
  await ownReport(tokenIn(asked[1]?.fields['reportUrl']), 'not_reached')
  expect((await reached())?.[1]?.[2]).toContain('they have it')
})

test('U12 the link of a text ends it with the four digits beside it, five tries and no more', async () => {
  await tellLead()
  await later(4)
  const text = asked[0]?.fields['words']
  const token = tokenIn(text)
  const seen = await small.perform(readLink, nobody, { token })
  expect(seen).toMatchObject({ number: '', isRead: false, path: `/t/${small.slug}/inbox` })
  const wrong = codeIn(text) === '0000' ? '0001' : '0000'
  await expect(answers(token, wrong)).rejects.toMatchObject({ kind: 'invalid' })
  await answers(token, codeIn(text))
  expect((await newest())?.readAt).not.toBeNull()
  await later(10)
  expect(asked).toHaveLength(1)

  await tellLead()
  await later(4)
  const second = tokenIn(asked[0]?.fields['words'])
  const codeOf = codeIn(asked[0]?.fields['words'])
  const other = codeOf === '0000' ? '0001' : '0000'
  for (let n = 0; n < 5; n++) await expect(answers(second, other)).rejects.toThrow()
  await expect(answers(second, codeOf)).rejects.toMatchObject({ kind: 'not_found' })
  await small.perform(readInboxItem, small.lead, { id: (await newest())?.id ?? '' })
})

test('U12 a gateway that is away or breaks off loses nothing, sends twice at most, and nobody is woken too late', async () => {
  status = 503
  await tellLead()
  await later(4)
  expect((await reached())?.[0]?.[2]).toContain('takes nothing at the moment')
  status = 201
  await later(1)
  expect(asked.map(({ id }) => id === asked[0]?.id)).toEqual([true, true])
  await small.perform(readInboxItem, small.lead, { id: (await newest())?.id ?? '' })

  isBroken = true
  await tellLead()
  for (let n = 0; n < 8; n++) await later(4)
  isBroken = false
  const texts = asked.filter(({ fields }) => fields['type'] === 'text.send')
  expect(texts).toHaveLength(2)
  expect((await reached())?.[0]?.[2]).toContain('not sent a third time')

  status = 503
  await tellLead()
  await later(4)
  await later(70)
  status = 201
  asked.length = 0
  await later(1)
  expect(asked).toEqual([])
  expect((await reached())?.[0]?.[2]).toContain('too late to be of use')
})

test('U12 limits, a telephone in other hands and a restricted case hold back what must not go', async () => {
  await small.perform(configureTelephone, small.owner, { ...own(), secret: undefined, mostPerHour: 1 })
  const { id, number } = await small.perform(open, small.owner, {
    ...{ title: 'Case', kind: 'other', severity: 'S3' },
  })
  await later(61)
  // What the gateway refuses costs nothing, so it takes nobody's turn.
  status = 400
  await tellLead()
  await later(4)
  status = 201
  await tellLead(`/incidents/${id}`)
  await later(4)
  expect(asked[0]?.fields['words']).toContain(`something for you, INC-${number}. Open`)
  await later(2)
  expect((await reached())?.[1]?.[2]).toContain('as the limit allows')

  await later(61)
  await tellLead(`/incidents/${id}`)
  const turn = (isHostile: boolean) =>
    small.perform(trust, small.owner, { id, way: 'telephone', isHostile, reason: 'The exchange.' })
  await turn(true)
  await later(4)
  expect([asked, (await reached())?.[0]?.[2]]).toEqual([[], expect.stringContaining('hostile or down')])
  await tellLead(`/incidents/${id}`)
  expect(await reached()).toEqual([])
  await turn(false)
  // What is on its way when it is marked went out, and says so; the call that stood by does not.
  await tellLead(`/incidents/${id}`)
  meanwhile = () => turn(true)
  await later(4)
  meanwhile = async () => undefined
  expect((await reached())?.map(([, state]) => state)).toEqual(['reached', 'not reached'])
  await turn(false)
  await later(61)
  await small.perform(restrict, small.owner, { id, reason: 'A suspect.', people: [small.lead.memberId] })
  await tellLead(`/incidents/${id}`)
  await later(4)
  expect(asked[0]?.fields['words']).toContain('something for you. Open')
})

test('U12 Twilio calls, and one key ends it, with its signature alone', async () => {
  const token = 'tw-secret'
  await small.perform(configureTelephone, small.owner, {
    ...{ provider: 'twilio', address: server.address, account: 'AC1', secret: token, sender: '+43720' },
    ...{ hasCalls: true, mostPerHour: 10 },
  })
  await tellLead()
  await later(4)
  expect(asked).toEqual([])
  await prove(small.owner, '+436649990001')
  await later(61)
  await tellLead()
  await later(4)
  await later(2)
  expect(asked.map(({ path }) => path)).toEqual([
    '/2010-04-01/Accounts/AC1/Messages.json',
    '/2010-04-01/Accounts/AC1/Calls.json',
  ])
  const link = tokenIn(asked[1]?.fields['Twiml'])
  const url = `http://localhost:8420/api/v1/phone-reports/${link}?part=key`
  const signature = createHmac('sha1', token).update(`${url}Digits1`).digest('base64')
  await expect(reported(link, 'Digits=1', { 'x-twilio-signature': 'x' }, 'key')).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
  const said = await reported(link, 'Digits=1', { 'x-twilio-signature': signature }, 'key')
  expect(said).toContain('<Say language="en-GB">Thank you.')
  expect((await newest())?.readAt).not.toBeNull()
})
