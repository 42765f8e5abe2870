import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { later, threatDesk, wishFor } from '../../../../tests/threat-desk.ts'
import { attribute, mispServer } from '../../../../tests/threat-servers.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem, perform } from '../../../platform/action.ts'
import { markTlp } from '../incidents/actions/mark-incident.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import { create } from '../signals/actions/manage-sources.ts'
import { receive } from '../signals/actions/receive-signals.ts'
import { list as listSignals } from '../signals/actions/triage-signals.ts'
import * as exchanges from './actions/keep-exchanges.ts'
import { read, share, takeBack } from './actions/share-case.ts'
import { indicatorsOf } from './store/indicators.ts'
import { endSharing } from './store/sharing.ts'

let w: World
beforeAll(async () => {
  w = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterAll(() => w.close())
afterEach(() => w.setNow(undefined))

const { connect, minute, watched, takeOff, caseToTell } = threatDesk(() => w)

async function greenCase(name: string) {
  const told = await caseToTell(name)
  await w.perform(markTlp, w.lead, { id: told.id, tlp: 'green' })
  const send = async (change: object = {}) => {
    const { digest } = await w.perform(share, w.lead, { ...told.wish, ...change })
    return (await w.perform(share, w.lead, { ...told.wish, ...change, seen: digest })).shared
  }
  return { ...told, send }
}

test('U67 a lead takes a trace out of an event although a sending between was refused', async () => {
  const { misp, idsOf, send } = await greenCase('Refusing')
  expect(await send()).toMatchObject({ state: 'sent' })
  const less = { observables: idsOf('www.known-bad.test') }
  const both = idsOf('www.known-bad.test', '45.8.148.9').toSorted()
  misp.state.isClosed = true
  const refused = await send(less)
  expect(refused).toMatchObject({ state: 'failed', trouble: 'login' })
  expect(refused?.observables.toSorted()).toEqual(both)
  misp.state.isClosed = false
  // Not even asked: what stood there stands as it did.
  misp.state.isBusy = true
  expect((await send(less))?.observables.toSorted()).toEqual(both)
  misp.state.isBusy = false
  expect(await send(less)).toMatchObject({ state: 'sent', observables: less.observables })
  expect(JSON.stringify([...misp.events.values()])).toMatch(/"value":"45\.8\.148\.9"[^}]*"deleted":true/)
})

test('U67 an owner neither moves nor takes off a server while an event stands there', async () => {
  const { id, misp, exchange, send } = await greenCase('Moving')
  misp.state.isBusy = true
  // Nothing got there: nothing has to be taken back.
  expect(await send()).toMatchObject({ state: 'failed', observables: [] })
  const back = () => w.perform(takeBack, w.lead, { id, exchange })
  misp.state.isBusy = false
  await send()
  const stands = { kind: 'conflict', detail: { reason: 'stands' } }
  const change = { ...wishFor(misp.base, 'Moving'), id: exchange, version: 1 }
  const elsewhere = { ...change, address: 'https://other.test', isOn: false }
  await expect(w.perform(exchanges.change, w.owner, elsewhere)).rejects.toMatchObject(stands)
  await expect(takeOff(exchange)).rejects.toMatchObject(stands)
  // No longer one that is sent to: the way back stays.
  await w.perform(exchanges.change, w.owner, { ...change, sends: false })
  const { exchanges: shown } = await w.perform(read, w.lead, { id })
  expect(shown.find((one) => one.id === exchange)).toMatchObject({ isOn: false })
  misp.state.isClosed = true
  expect(await back()).toMatchObject({ state: 'sent', trouble: 'login' })
  misp.state.isClosed = false
  // Closed to the owner, the case still has its event there.
  await w.perform(restrict, w.lead, { id, reason: 'Named people only' })
  await expect(takeOff(exchange)).rejects.toMatchObject(stands)
  expect(await back()).toMatchObject({ state: 'withdrawn', trouble: null })
  expect(misp.events.size).toBe(0)
  await takeOff(exchange)
})

test('U67 of two leads who send a case at the same moment one sends it', async () => {
  const { id, misp, exchange, wish } = await greenCase('Twice')
  const { digest } = await w.perform(share, w.lead, wish)
  const both = [1, 2].map(() => w.perform(share, w.lead, { ...wish, seen: digest }))
  const ended = await Promise.allSettled(both)
  expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(misp.taken.filter(({ url }) => url === '/events/add')).toHaveLength(1)
  // How an older act ended is no word about the newer one.
  const act = { state: 'sending', changedAt: later(-30), sends: 1 } as const
  const place = { incidentId: id, exchangeId: exchange }
  const late = await asSystem(w.house, w.tenantId, 'Muster', (context) =>
    endSharing(context, { place, act }, { state: 'failed' }),
  )
  expect(late).toBeUndefined()
})

test('U67 nothing that others warn of is passed over where more was named than is raised at once', async () => {
  const values = Array.from({ length: 120 }, (_, at) => `w${at}.evil.test`)
  const misp = await mispServer(values.map((value) => attribute({ type: 'domain', value })))
  const { id, secret } = await w.perform(create, w.owner, { kind: 'generic', name: 'Proxy' })
  const send = (names: readonly string[]) => {
    const parts = [0, 1, 2, 3, 4, 5, 6].map((at) => [`p${at}`, names.slice(at * 10, at * 10 + 10).join(' ')])
    const body = { title: `Seen ${names[0]}`, ...Object.fromEntries(parts) }
    return perform(w.house, receive, w.nobody, {
      input: { source: id, token: secret },
      webhook: { body: Buffer.from(JSON.stringify(body)), headers: {} },
    })
  }
  for (const from of [0, 30]) await send(values.slice(from, from + 30))
  await send(values.slice(60))
  await connect('Many', misp.base)
  await minute(later(1))
  await minute(later(2))
  const seen = await watched({ seen: 'true' })
  expect(seen.map(({ value }) => value).toSorted()).toEqual(values.toSorted())
  expect(seen.every(({ hit }) => hit?.count === 1)).toBe(true)
  // One delivery that names 60 by itself: the last of its 50 alerts tells of the others.
  expect(new Set(seen.map(({ hit }) => hit?.signalId)).size).toBe(110)
  const { items } = await w.perform(listSignals, w.lead, { limit: 200 })
  expect(items.filter(({ summary }) => summary?.includes('It named 10 more at once'))).toHaveLength(1)
})

test('U67 a look for more things than one page of warnings holds finds each of them', async () => {
  const values = Array.from({ length: 2050 }, (_, at) => `p${at}.paged.test`)
  const misp = await mispServer(values.map((value) => attribute({ type: 'domain', value })))
  await connect('Paged', misp.base)
  await minute(later(1))
  const found = await asSystem(w.house, w.tenantId, 'Muster', (context) => indicatorsOf(context, { values }))
  expect(new Set(found.map(({ value }) => value)).size).toBe(values.length)
  expect(found).toHaveLength(values.length)
})
