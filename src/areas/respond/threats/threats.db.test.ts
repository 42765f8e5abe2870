import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { later, threatDesk, wishFor } from '../../../../tests/threat-desk.ts'
import { attribute, mispKey, mispServer, taxiiServer } from '../../../../tests/threat-servers.ts'
import { world, type World } from '../../../../tests/world.ts'
import { perform } from '../../../platform/action.ts'
import { markTlp } from '../incidents/actions/mark-incident.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import { create } from '../signals/actions/manage-sources.ts'
import { receive } from '../signals/actions/receive-signals.ts'
import { list as listSignals } from '../signals/actions/triage-signals.ts'
import * as exchanges from './actions/keep-exchanges.ts'
import { indicators } from './actions/read-indicators.ts'
import { read, share, takeBack } from './actions/share-case.ts'

let w: World
beforeAll(async () => {
  w = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterAll(() => w.close())
afterEach(() => w.setNow(undefined))

const { connect, minute, watched, stateOf, takeOff, caseToTell } = threatDesk(() => w)

test('U67 an owner connects a MISP server, its warnings are taken page by page, and what it takes back ends', async () => {
  const many = Array.from({ length: 2345 }, (_, at) =>
    attribute({ type: 'domain', value: `bad-${at}.evil-host.test` }),
  )
  const others = [
    attribute({ type: 'domain', value: 'shop.example.org' }),
    attribute({ type: 'ip-dst', value: '192.168.7.7' }),
    attribute({ type: 'vulnerability', value: 'CVE-2026-1' }),
    attribute({ type: 'url', value: 'https://red.test/x', Tag: [{ name: 'tlp:red', colour: '#f00' }] }),
    attribute({ type: 'md5', value: 'a'.repeat(32), to_ids: false }),
  ]
  const misp = await mispServer([...many, ...others])
  await expect(
    w.perform(exchanges.add, w.lead, { ...wishFor(misp.base, 'Sector'), kind: 'misp' }),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(connect('Sector', misp.base, { secret: '' })).rejects.toMatchObject({ kind: 'invalid' })
  const { id } = await connect('Sector', misp.base, { isOn: false })
  await expect(connect('sector', misp.base)).rejects.toMatchObject({ kind: 'conflict' })
  // Off it is asked who it is, and nothing more.
  expect(await w.perform(exchanges.ask, w.owner, { id })).toEqual({
    ...{ said: 'MISP 2.4.190', collections: [], trouble: null, taken: 0 },
  })
  await minute()
  expect(misp.taken.map(({ url }) => url)).toEqual(['/servers/getVersion'])

  await w.perform(exchanges.change, w.owner, { ...wishFor(misp.base, 'Sector'), id, version: 1 })
  await minute()
  const asked = misp.taken
    .filter(({ url }) => url === '/attributes/restSearch')
    .map(({ body }) => JSON.parse(body))
  expect(asked).toHaveLength(3)
  expect(asked[0]).toEqual({
    ...{
      returnFormat: 'json',
      page: 1,
      limit: 1000,
      published: true,
      publish_timestamp: '30d',
      to_ids: true,
    },
    ...{ includeEventTags: true, enforceWarninglist: true },
  })
  expect(asked.map(({ page }) => page)).toEqual([1, 2, 3])
  expect(await stateOf(id)).toMatchObject({
    ...{ indicators: 2345, isReading: false, trouble: null, hasSecret: true },
    counts: { taken: 2345, leftHarmless: 2, leftKind: 1, leftTlp: 1, leftOld: 0, leftUnread: 0, ended: 0 },
  })
  const first = await w.perform(indicators, w.auditor, { limit: 200 })
  const second = await w.perform(indicators, w.auditor, { limit: 200, cursor: first.next ?? '' })
  expect(new Set([...first.items, ...second.items].map(({ value }) => value)).size).toBe(400)
  expect(await watched({ value: 'bad-77[.]evil-host[.]test' })).toMatchObject([
    {
      value: 'bad-77.evil-host.test',
      exchange: 'Sector',
      tlp: 'green',
      state: 'watched',
      title: 'Fake invoices',
    },
  ])

  // Taken back there, it ends here; nothing else is taken twice.
  const [gone] = many
  if (gone !== undefined) gone.deleted = true
  await minute(later(61))
  const again = misp.taken.findLast(({ url }) => url === '/attributes/restSearch')
  expect(JSON.parse(again?.body ?? '{}')).toMatchObject({ deleted: [0, 1], page: 3 })
  expect(await stateOf(id)).toMatchObject({ indicators: 2344 })
  expect(await watched({ value: 'bad-0.' })).toMatchObject([{ state: 'ended' }])
  // Too old, it is watched no more.
  w.setNow(later(95 * 24 * 60))
  expect(await watched({ value: 'bad-1.' })).toMatchObject([{ state: 'old' }])
  await takeOff(id)
  w.setNow(undefined)
  expect(await watched()).toEqual([])
  expect(await w.perform(indicators, w.stranger, {})).toEqual({ items: [], next: null })
})

test('U67 an owner reads why a server was not read, and its key goes to no other one', async () => {
  const misp = await mispServer([attribute({ type: 'domain', value: 'bad-7.test' })])
  const { id } = await connect('Moody', misp.base)
  await minute(later(1))
  expect(await stateOf(id)).toMatchObject({ trouble: null, indicators: 1 })
  misp.state.isBusy = true
  await minute(later(130))
  expect(await stateOf(id)).toMatchObject({ trouble: 'busy', indicators: 1 })
  misp.state.isBusy = false
  await minute(later(200))
  expect(await stateOf(id)).toMatchObject({ trouble: null })
  const kinds = (await w.leaves()).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['exchange.add', 'exchange.take', 'exchange.fail']))
  expect(JSON.stringify([await w.leaves(), await stateOf(id), w.logged])).not.toContain(mispKey)
  // Another server gets neither its key nor its warnings.
  const elsewhere = wishFor('https://other.test', 'Moody')
  await expect(w.perform(exchanges.change, w.owner, { ...elsewhere, id, version: 1 })).rejects.toMatchObject({
    kind: 'invalid',
  })
  await w.perform(exchanges.change, w.owner, { ...elsewhere, isOn: false, id, version: 1 })
  expect(await stateOf(id)).toMatchObject({ hasSecret: false, indicators: 0 })
  await takeOff(id)
})

test('U67 what others warn of raises an alert where a signal names it, and its server hears of it once', async () => {
  const c2 = attribute({ type: 'domain', value: 'evil-c2.test' })
  const misp = await mispServer([c2, attribute({ type: 'ip-dst', value: '45.9.148.3' })])
  const { id, secret } = await w.perform(create, w.owner, { kind: 'generic', name: 'Firewall' })
  const send = (body: object) =>
    perform(w.house, receive, w.nobody, {
      input: { source: id, token: secret },
      webhook: { body: Buffer.from(JSON.stringify(body)), headers: {} },
    })
  await send({ title: 'Connection allowed', url: 'https://login.evil-c2.test/pay', host: 'PC7' })
  await send({ title: 'Connection allowed', to: '45.9.148.3', host: 'PC8' })
  const exchange = await connect('Warners', misp.base)
  await w.perform(exchanges.harmless, w.lead, { version: 0, lines: ['45.9.148.0/24'] })
  await expect(w.perform(exchanges.harmless, w.lead, { version: 0, lines: [] })).rejects.toMatchObject({
    kind: 'conflict',
  })
  await minute(later(1))
  const raised = async () =>
    (await w.perform(listSignals, w.lead, { limit: 200 })).items.filter(
      ({ labels }) => labels['rule'] === 'watched_indicator',
    )
  const [alert, ...more] = await raised()
  expect(more).toEqual([])
  expect(alert).toMatchObject({ severity: 'high', sourceName: 'Firewall', state: 'firing' })
  expect(alert?.title).toContain('evil-c2[.]test')
  expect(alert?.summary).toContain('Warners: Fake invoices (TLP:GREEN)')
  expect(await watched({ seen: 'true' })).toMatchObject([
    { value: 'evil-c2.test', hit: { count: 1, signalId: alert?.id, sighting: 'sent' } },
  ])
  expect(misp.sightings).toEqual([
    { uuid: c2.uuid, body: { type: '0', timestamp: expect.stringMatching(/^\d{10}$/) } },
  ])
  // Looked at once; seen again the same day it is counted, and told no second time.
  await minute(later(2))
  await send({ title: 'Connection allowed', url: 'https://evil-c2.test/again', host: 'PC7' })
  await minute(later(5))
  expect((await watched({ seen: 'true' }))[0]?.hit).toMatchObject({ count: 2, sighting: 'sent' })
  expect(misp.sightings).toHaveLength(1)
  await takeOff(exchange.id)
})

test('U67 a lead looks at exactly what goes out of a case, and only what may leave goes', async () => {
  const { id, misp, exchange, idsOf, wish } = await caseToTell('Community')
  const { traces } = await w.perform(read, w.responder, { id })
  expect(traces.map(({ value, mayLeave }) => `${value} ${mayLeave}`)).toEqual(
    expect.arrayContaining(['www.known-bad.test true', 'own.example.org false', '10.0.0.4 false']),
  )
  const [known] = traces.filter(({ value }) => value === 'www.known-bad.test')
  expect(known?.known).toMatchObject([{ exchange: 'Community', value: 'known-bad.test', isWatched: true }])
  await expect(w.perform(share, w.responder, wish)).rejects.toMatchObject({ kind: 'forbidden' })
  // The case is AMBER: wider is refused, and so is a trace of our own.
  await expect(w.perform(share, w.lead, wish)).rejects.toMatchObject({ kind: 'invalid' })
  await w.perform(markTlp, w.lead, { id, tlp: 'green' })
  const refused = (change: object) => w.perform(share, w.lead, { ...wish, ...change })
  await expect(refused({ observables: idsOf('own.example.org') })).rejects.toMatchObject({
    detail: { reason: 'stays' },
  })
  const look = await w.perform(share, w.lead, wish)
  expect(look.shared).toBeNull()
  expect(look.body).not.toContain('Berg')
  expect(JSON.parse(look.body)).toMatchObject({
    Event: {
      ...{ info: 'Invoice fraud', distribution: '1', published: false, Tag: [{ name: 'tlp:green' }] },
      Attribute: [{ value: 'www.known-bad.test', comment: '', to_ids: true }, { value: '45.8.148.9' }],
    },
  })
  await expect(refused({ hasNotes: true, seen: look.digest })).rejects.toMatchObject({
    detail: { reason: 'other_words' },
  })
  expect(misp.taken.filter(({ url }) => url?.startsWith('/events'))).toEqual([])
  const never = { detail: { reason: 'never_shared' } }
  await w.perform(markTlp, w.lead, { id, tlp: 'red' })
  await expect(refused({})).rejects.toMatchObject(never)
  await w.perform(markTlp, w.lead, { id, tlp: 'green' })
  await w.perform(restrict, w.lead, { id, reason: 'Named people only' })
  await expect(refused({})).rejects.toMatchObject(never)
  await expect(w.perform(read, w.responder, { id })).rejects.toMatchObject({ kind: 'not_found' })
  await takeOff(exchange)
})

test('U67 a lead sends a case once, whatever breaks off, sends it anew with what changed, and takes it back', async () => {
  const { id, misp, exchange, idsOf, wish } = await caseToTell('Partners')
  await w.perform(markTlp, w.lead, { id, tlp: 'green' })
  const send = async (change: object = {}) => {
    const { digest } = await w.perform(share, w.lead, { ...wish, ...change })
    return (await w.perform(share, w.lead, { ...wish, ...change, seen: digest })).shared
  }
  // It broke off on the way: nobody knows, and the next time the server is asked before anything is sent.
  misp.state.breaksOff = true
  expect(await send()).toMatchObject({ state: 'unclear', trouble: 'broken_off', sends: 1 })
  misp.state.breaksOff = false
  const sent = await send()
  expect(sent).toMatchObject({ state: 'sent', trouble: null, sends: 2 })
  expect([...misp.events.keys()]).toEqual([sent?.eventUuid])
  expect(misp.published).toEqual([sent?.eventUuid])
  const asked = misp.taken.map(({ method, url }) => `${method} ${url?.split('/').slice(1, 3).join('/')}`)
  expect(asked.filter((one) => one.includes('events/'))).toEqual([
    ...['GET events/view', 'POST events/add', 'GET events/view', 'PUT events/edit', 'POST events/publish'],
  ])
  // One trace less, one more: the one that went is marked as deleted there.
  await send({ observables: idsOf('www.known-bad.test', 'evil-new.test') })
  const event = JSON.stringify([...misp.events.values()][0])
  expect(event).toMatch(/"value":"45\.8\.148\.9"[^}]*"deleted":true/)
  expect(event).toContain('evil-new.test')
  const back = () => w.perform(takeBack, w.lead, { id, exchange })
  expect(await back()).toMatchObject({ state: 'withdrawn' })
  expect(misp.events.size).toBe(0)
  await expect(back()).rejects.toMatchObject({ kind: 'conflict' })
  expect(await send({ isPublished: false })).toMatchObject({ state: 'sent', sends: 4 })
  await back()
  const kinds = (await w.leaves({ stream: id })).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['sharing.send', 'sharing.end', 'sharing.withdraw']))
  await takeOff(exchange)
})

test('U67 an owner finds the collections of a TAXII 2.1 server, and one is read page after page', async () => {
  const one = (at: number, change: object = {}) => ({
    ...{ type: 'indicator', spec_version: '2.1', id: `indicator--00000000-0000-4000-8000-00000000000${at}` },
    ...{ created: '2026-03-01T00:00:00Z', modified: new Date().toISOString(), pattern_type: 'stix' },
    ...{ pattern: `[domain-name:value = 'feed-${at}.test']`, valid_from: '2026-03-01T00:00:00Z', ...change },
  })
  const taxii = await taxiiServer([
    [one(1), { type: 'identity', id: 'identity--x' }],
    [one(2), one(3, { pattern: '[process:name = 1]' })],
    [one(4), one(1, { revoked: true })],
  ])
  const login = {
    kind: 'taxii',
    login: 'basic',
    loginName: 'reader',
    secret: 'sesame',
    sends: false,
  } as const
  const address = `${taxii.base}/taxii2/`
  await expect(connect('Feeds', address, login)).rejects.toMatchObject({ kind: 'invalid' })
  const made = await connect('Feeds', address, { ...login, isOn: false })
  const found = await w.perform(exchanges.ask, w.owner, { id: made.id })
  expect(found).toMatchObject({
    ...{ said: 'Sector feeds', trouble: null },
    collections: [{ title: 'Feed c1', address: taxii.collection }],
  })
  expect(taxii.taken.every(({ headers }) => headers.host === new URL(taxii.base).host)).toBe(true)
  const { secret: _secret, kind: _kind, ...rest } = login
  const change = { ...wishFor(address, 'Feeds'), ...rest, id: made.id, version: 1 }
  const elsewhere = { ...change.wanted, collection: 'https://elsewhere.example/c/' }
  await expect(w.perform(exchanges.change, w.owner, { ...change, wanted: elsewhere })).rejects.toMatchObject({
    kind: 'invalid',
  })
  await w.perform(exchanges.change, w.owner, {
    ...change,
    wanted: { ...change.wanted, collection: taxii.collection },
  })
  const { taken } = await w.perform(exchanges.ask, w.owner, { id: made.id })
  expect(taken).toBe(3)
  expect(
    (await watched({ exchange: made.id })).map(({ value, state }) => `${value} ${state}`).toSorted(),
  ).toEqual([...['feed-1.test ended', 'feed-2.test watched', 'feed-4.test watched']])
  const urls = taxii.taken.flatMap(({ url = '' }) =>
    url.includes('/objects/') ? [new URL(url, 'http://x')] : [],
  )
  expect(urls.map(({ searchParams }) => searchParams.get('next'))).toEqual([null, '1', '2'])
  expect(new Set(urls.map(({ searchParams }) => searchParams.get('added_after'))).size).toBe(1)
  // The next look begins where the last one ended.
  await minute(later(61))
  const [, , , after] = taxii.taken.flatMap(({ url = '' }) => (url.includes('/objects/') ? [url] : []))
  expect(after).toContain('added_after=2026-03-03')
  await takeOff(made.id)
})
