import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { mqttBroker } from '../../../../tests/mqtt-broker.ts'
import { world, type World } from '../../../../tests/world.ts'
import type { Announcement } from '../../../base/announcement.ts'
import { asSystem } from '../../../platform/action.ts'
import { listInbox } from '../communications/actions/inbox.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import * as hooks from './actions.ts'
import type { WebhookEvent } from './contract.ts'
import { webhookJob } from './jobs.ts'
import { updateWebhook } from './store.ts'

let w: World
beforeAll(async () => {
  w = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterAll(() => w.close())
afterEach(() => w.setNow(undefined))

interface Taken {
  readonly body: string
  readonly headers: IncomingMessage['headers']
  readonly type: string
}

/** A real program on this machine that answers as it is told. */
async function program(answer: (response: ServerResponse, taken: Taken) => void) {
  const taken: Taken[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const { type } = JSON.parse(body) as { type: string } // what we sent ourselves
      const one = { body, headers: request.headers, type }
      taken.push(one)
      answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // it listens
  return { taken, address: `http://127.0.0.1:${port}/hook?token=hidden-4711`, server }
}

const answers = (status: number) => (response: ServerResponse) => void response.writeHead(status).end()
const add = (name: string, address: string, events: readonly WebhookEvent[]) =>
  w.perform(hooks.addWebhook, w.owner, { name, address, events: [...events] })
const announce = (event: Announcement) =>
  asSystem(w.house, w.tenantId, 'Test', (context) => context.announce(event))
const silent = (name: string) =>
  announce({ kind: 'source.silent', sourceId: '0190a0a0-0000-7000-8000-00000000000a', name })
const idle = () => w.house.services.wake.idle()
const minute = async (at: Date) => {
  w.setNow(at)
  await asSystem(w.house, w.tenantId, 'Webhooks', (context) => webhookJob.run(context, w.house))
  await idle()
}
const deliveriesOf = async (id: string) =>
  (await w.perform(hooks.listWebhookDeliveries, w.lead, { id })).items
const isSigned = ({ headers, body }: Taken, secret: string) => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const wanted = `v1,${createHmac('sha256', key).update(content).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(wanted)
}

test('U43 a program gets signed events of what it chose, nothing of a restricted case, and both secrets sign while one takes the place of the other', async () => {
  const { taken, address } = await program(answers(204))
  const { webhook, secret } = await add('Tickets', address, ['incident.declared', 'source.silent'])
  const said = JSON.stringify([
    await w.perform(hooks.listWebhooks, w.lead, {}),
    (await w.leaves()).filter(({ kind }) => kind.startsWith('webhook.')),
  ])
  expect(said).not.toMatch(/hidden-4711|whsec_/)
  const plain = { title: 'Locked files', kind: 'ransomware', severity: 'S3' } as const
  const { id, number } = await w.perform(openIncident, w.lead, plain)
  await w.perform(openIncident, w.lead, { ...plain, title: 'About one of us', kind: 'insider-data-theft' })
  await announce({ kind: 'backup.failed' })
  await idle()
  expect(taken.map(({ type }) => type)).toEqual(['incident.declared'])
  expect(JSON.parse(taken[0]?.body ?? '')).toMatchObject({
    data: { severity: 'S3', incident: { id, number, mode: 'real', title: 'Locked files' } },
  })
  expect(taken.every((one) => isSigned(one, secret))).toBe(true)

  const { secret: next } = await w.perform(hooks.renewWebhookSecret, w.owner, { id: webhook.id })
  await silent('Firewall')
  await idle()
  const last = taken.at(-1)
  expect(last !== undefined && isSigned(last, secret) && isSigned(last, next)).toBe(true)
  w.setNow(new Date(Date.now() + 49 * 3_600_000))
  const tested = await w.perform(hooks.testWebhook, w.owner, { id: webhook.id })
  expect(tested).toMatchObject({ type: 'webhook.test', state: 'delivered', status: 204 })
  const test = taken.at(-1)
  expect(test !== undefined && isSigned(test, next) && !isSigned(test, secret)).toBe(true)
  await expect(w.perform(hooks.listWebhooks, w.staff, {})).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(w.perform(hooks.testWebhook, w.stranger, { id: webhook.id })).rejects.toMatchObject({
    kind: 'not_found',
  })
  // One whose address cannot be opened any more, as without its key folder, gets another.
  const { id: lost, name, events } = webhook
  await asSystem(w.house, w.tenantId, 'Test', (context) =>
    updateWebhook(context, lost, { address: Buffer.from('sealed elsewhere') }),
  )
  await w.perform(hooks.changeWebhook, w.owner, { id: lost, name, events, address })
  await w.perform(hooks.removeWebhook, w.owner, { id: lost })
})

test('U43 a program that never answers holds up no other, and what waits for it is not sent once its case is closed to most people', async () => {
  const held: ServerResponse[] = []
  const dead = await program((response) => void held.push(response))
  const quick = await program(answers(200))
  const { webhook: slow } = await add('Dead', dead.address, ['incident.declared', 'source.silent'])
  const { webhook: fast } = await add('Quick', quick.address, ['source.silent'])
  await silent('One')
  const { id } = await w.perform(openIncident, w.lead, { title: 'Odd', kind: 'other', severity: 'S3' })
  await expect.poll(() => [dead.taken.length, quick.taken.length]).toEqual([1, 1])
  await silent('Two')
  await expect.poll(() => [dead.taken.length, quick.taken.length]).toEqual([1, 2])
  await w.perform(restrict, w.lead, { id, people: [w.owner.memberId], suspects: [], reason: 'x' })
  dead.server.removeAllListeners('request').on('request', (_request, response: ServerResponse) => {
    response.writeHead(200).end()
  })
  for (const response of held.splice(0)) response.destroy()
  await idle()
  await minute(new Date(Date.now() + 120_000))
  const states = (await w.perform(hooks.listWebhookDeliveries, w.owner, { id: slow.id })).items
  expect(states.map(({ type, state }) => [type, state])).toEqual([
    ['source.silent', 'delivered'],
    ['incident.declared', 'failed'],
    ['source.silent', 'delivered'],
  ])
  expect(states[2]).toMatchObject({ tries: 2 })
  // Whoever is outside the case does not even see that there was something.
  expect((await deliveriesOf(slow.id)).map(({ type }) => type)).toContain('source.silent')
  for (const { id: one } of [slow, fast]) await w.perform(hooks.removeWebhook, w.owner, { id: one })
})

test('U43 a program that fails for three days is switched off with news to the owners, and an owner sends again what it missed', async () => {
  let status = 302
  const { taken, address } = await program((response) =>
    response.writeHead(status, { location: 'http://127.0.0.1:9/elsewhere' }).end(),
  )
  const { webhook } = await add('Monitor', address, ['backup.stale'])
  const { id } = webhook
  const start = Date.now()
  w.setNow(new Date(start))
  await announce({ kind: 'copy.told', what: 'late', copyId: id, name: 'Weekly', memberId: null })
  await idle()
  const [first] = await deliveriesOf(id)
  expect(first).toMatchObject({ state: 'waiting', status: 302, tries: 1 })
  expect(first?.why).toBe('redirect')
  status = 500
  for (const hours of [1, 24, 48, 71.9]) await minute(new Date(start + hours * 3_600_000))
  expect(taken).toHaveLength(5)
  expect(new Set(taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  const { items } = await w.perform(hooks.listWebhooks, w.lead, {})
  expect(items.find((one) => one.id === id)).toMatchObject({ isOn: false, last: { state: 'failed' } })
  const inbox = (await w.perform(listInbox, w.owner, {})).items
  expect(inbox.filter(({ kind }) => kind === 'webhook.off')).toHaveLength(1)
  await announce({ kind: 'backup.failed' })
  await idle()
  expect(await deliveriesOf(id)).toHaveLength(1)

  status = 200
  const again = { id, delivery: first?.id ?? '' }
  await expect(w.perform(hooks.repeatDelivery, w.owner, again)).rejects.toMatchObject({ kind: 'conflict' })
  const { name, events } = webhook
  await w.perform(hooks.changeWebhook, w.owner, { id, name, events, isOn: true })
  await w.perform(hooks.repeatDelivery, w.owner, again)
  await idle()
  expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered', tries: 1 }])
  // An address that says it is gone for good is not tried for three days.
  status = 410
  await announce({ kind: 'backup.failed' })
  await idle()
  expect((await w.perform(hooks.listWebhooks, w.lead, {})).items.find((one) => one.id === id)).toMatchObject({
    isOn: false,
    offWhy: 'gone',
  })
})

test('U43 a message bus gets the same events under the topic of the organisation, and keeps nothing from one that is closed to most people', async () => {
  let refusal = 0
  const bus = await mqttBroker(() => ({ publish: refusal }))
  onTestFinished(() => bus.stop())
  const { webhook, secret } = await w.perform(hooks.addWebhook, w.owner, {
    ...{ name: 'Bus', kind: 'mqtt', address: `mqtt://127.0.0.1:${bus.port}` },
    ...{ login: { user: 'muster', password: 'hidden-4712' }, events: ['incident.declared', 'source.silent'] },
  })
  expect(webhook).toMatchObject({ kind: 'mqtt', topic: `muster/${w.slug}`, host: '127.0.0.1' })
  await w.perform(openIncident, w.lead, { title: 'Plain', kind: 'other', severity: 'S3' })
  await w.perform(openIncident, w.lead, { title: 'About us', kind: 'insider-data-theft', severity: 'S3' })
  await idle()
  expect(bus.published.map(({ topic, qos, retain }) => [topic, qos, retain])).toEqual([
    [`muster/${w.slug}/incident/declared`, 1, false],
  ])
  expect(bus.greeted[0]).toMatchObject({ protocolVersion: 5, username: 'muster', clean: true })
  const [sent] = bus.published
  const headers = Object.fromEntries(Object.entries(sent?.properties?.userProperties ?? {}))
  const body = String(sent?.payload)
  expect(isSigned({ headers, body, type: '' }, secret)).toBe(true)
  expect(JSON.parse(body)).toMatchObject({
    type: 'incident.declared',
    data: { incident: { title: 'Plain' } },
  })
  // What it will not take waits, with the reason; another bus never gets the password of this one.
  refusal = 0x87
  await silent('Firewall')
  await idle()
  expect((await deliveriesOf(webhook.id))[0]).toMatchObject({ state: 'waiting', why: 'login', tries: 1 })
  const other = await mqttBroker()
  onTestFinished(() => other.stop())
  const { id, name, events } = webhook
  await w.perform(hooks.changeWebhook, w.owner, {
    id,
    name,
    events,
    address: `mqtt://127.0.0.1:${other.port}`,
  })
  await w.perform(hooks.testWebhook, w.owner, { id })
  expect(other.greeted.map(({ username }) => username)).toEqual([undefined])
  const leaves = await w.leaves()
  const change = leaves.findLast(({ kind }) => kind === 'webhook.change')
  expect(change?.fields).toMatchObject({ address: 'entered', login: 'none' })
  const said = JSON.stringify([await w.perform(hooks.listWebhooks, w.lead, {}), leaves])
  expect(said).not.toContain('hidden-4712')
  const bad = { name: 'Bad', kind: 'mqtt', address: 'https://a.example', events: ['source.silent'] } as const
  await expect(
    w.perform(hooks.addWebhook, w.owner, { ...bad, events: [...bad.events] }),
  ).rejects.toMatchObject({
    kind: 'invalid',
  })
})
