import { afterAll, beforeAll, expect, test } from 'vitest'
import { intakeWorld, type IntakeWorld } from '../../../../tests/intake.ts'
import { asSystem, perform } from '../../../platform/action.ts'
import { list as listSources, quarantine } from './actions/manage-sources.ts'
import { receive } from './actions/receive-signals.ts'
import { importTable, map, sample, sign, test as testAlert, watch } from './actions/set-up-sources.ts'
import { groups } from './actions/read-groups.ts'
import { list } from './actions/triage-signals.ts'
import { sampleOf } from './content/samples.ts'
import { sourceKinds } from './contract/signals.ts'
import { hearSources } from './intake/hear-sources.ts'
import { readWith } from '../../prepare/readiness/actions/read-readiness.ts'
import { add as addAsset } from '../../register/assets/actions/manage-assets.ts'
import { add as addFunction } from '../../register/assets/actions/manage-functions.ts'
import * as coverage from './actions/watch-assets.ts'
import { keyOfSecret, sign as signature } from './rules/signatures.ts'
import { drainIntake } from './public.ts'

let small: IntakeWorld
beforeAll(async () => {
  small = await intakeWorld()
})
afterAll(() => small.close())

const at = '2026-03-01T08:00:00Z'

test('U2 a tool of every kind sends one delivery in its own form, and it stands in the list with an explained group', async () => {
  for (const kind of sourceKinds.filter((each) => each !== 'standard-webhooks')) {
    const source = await small.newSource(kind)
    const { body, mediaType } = sampleOf(kind, at)

    const answer = await small.post(source, Buffer.from(body), { headers: { 'content-type': mediaType } })

    expect([kind, answer.status, answer.json]).toEqual([kind, 202, { accepted: 1, quarantined: 0 }])
    expect(await small.signalsOf(source)).toMatchObject([
      { severity: 'low', saidAt: '2026-03-01T08:00:00.000Z' },
    ])
  }
  await drainIntake(small.house)
  const found = (await small.perform(groups, small.lead, { limit: 200 })).items
  const counted = found.reduce((total, { signals }) => total + signals, 0)
  expect(counted).toBeGreaterThanOrEqual(sourceKinds.length - 1)
  expect(found.filter(({ because }) => because === '')).toEqual([])
})

test('a tool that was made for TheHive, IRIS or PagerDuty sends to the path it knows and reads the answer it knows', async () => {
  const of = async (kind: 'thehive' | 'iris' | 'pagerduty', path: string) => {
    const source = await small.newSource(kind)
    const answer = await small.post(source, Buffer.from(sampleOf(kind, at).body), { path })
    expect(await small.signalsOf(source)).toHaveLength(1)
    return answer
  }

  expect(await of('thehive', '/api/alert')).toMatchObject({ status: 201, json: { status: 'New' } })
  expect(await of('thehive', '/api/v1/alert')).toMatchObject({ status: 201, json: { _type: 'Alert' } })
  expect(await of('iris', '/alerts/add')).toMatchObject({ status: 200, json: { status: 'success' } })
  expect(await of('pagerduty', '/v2/enqueue')).toMatchObject({
    status: 202,
    json: { message: 'Event processed' },
  })
})

test('a stranger with the address of a drop-in path and no secret is refused', async () => {
  const { id } = await small.newSource('thehive')

  const answer = await small.post({ id }, { title: 'x' }, { path: '/api/alert' })

  expect(answer.status).toBe(401)
})

test('a sender that signs is believed by its signature alone, and a replay of its message is refused', async () => {
  const source = await small.newSource('standard-webhooks')
  const body = Buffer.from(sampleOf('standard-webhooks', at).body)
  const seconds = String(Math.floor(Date.now() / 1000))
  const signed = (over: { secret?: string; id?: string; timestamp?: string } = {}) => {
    const { secret = source.secret, id = 'msg_1', timestamp = seconds } = over
    const key = keyOfSecret(secret)
    if (key === undefined) throw new Error('no key')
    return {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${'A'.repeat(43)}= v1,${signature(key, id, timestamp, body)}`,
    }
  }
  const send = (headers: Record<string, string>) => small.post({ id: source.id }, body, { headers })
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

  const first = await send(signed())
  const replayed = await send(signed())
  const both = await Promise.all([send(signed({ id: 'msg_2' })), send(signed({ id: 'msg_2' }))])
  const late = await send(signed({ id: 'msg_3', timestamp: String(Number(seconds) - 301) }))
  const forged = await send(signed({ id: 'msg_4', secret: other }))
  const bearer = await small.post(source, body)

  expect(first).toMatchObject({ status: 202, json: { accepted: 1 } })
  expect(replayed.status).toBe(409)
  expect(both.map(({ status }) => status).toSorted()).toEqual([202, 409])
  expect([late.status, forged.status, bearer.status]).toEqual([401, 401, 401])
  expect(late.text).toContain('five minutes')
  expect(await small.signalsOf(source)).toMatchObject([{ count: 2 }])

  await small.perform(sign, small.owner, { id: source.id, secret: other })
  const renewed = await send(signed({ id: 'msg_5', secret: other }))
  const former = await send(signed({ id: 'msg_6' }))
  expect([renewed.status, former.status]).toEqual([202, 202])
  const [shown] = (await small.perform(listSources, small.lead, {})).items.filter(
    ({ id }) => id === source.id,
  )
  expect(shown).toMatchObject({ received: 4 })
})

test('an owner draws what the fields of a tool mean, sees at once how it reads, and the next message is read so', async () => {
  const source = await small.newSource('generic')
  const body = { meldung: { name: 'Tür offen', stufe: 'arg' }, wo: 'Lager' }
  await small.post(source, body)

  const shown = await small.perform(sample, small.owner, { id: source.id })
  const drawn = await small.perform(map, small.owner, {
    id: source.id,
    mapping: {
      title: 'meldung.name',
      severity: 'meldung.stufe',
      severities: [{ word: 'arg', means: 'high' }],
    },
  })
  await small.post(source, body)
  await small.post(source, { ohne: 'Titel' })

  expect(JSON.parse(shown.text ?? '')).toEqual(body)
  expect(drawn.reads).toMatchObject([{ title: 'Tür offen', severity: 'high', severityWord: 'arg' }])
  const [newest] = await small.signalsOf(source)
  expect(newest).toMatchObject({ title: 'Tür offen', severity: 'high', labels: { wo: 'Lager' } })
  const { items } = await small.perform(quarantine, small.owner, { id: source.id })
  expect(items).toMatchObject([{ reason: expect.stringContaining('meldung.name') as unknown }]) // a matcher, which has no type of its own
})

test('an owner presses "test my alert": it stands in the list as a test and is no sign of life of the tool', async () => {
  const source = await small.newSource('wazuh')

  const made = await small.perform(testAlert, small.owner, { id: source.id })
  await small.perform(testAlert, small.owner, { id: source.id })

  const found = await small.signalsOf(source)
  expect(found).toHaveLength(2)
  expect(found.map(({ id }) => id)).toContain(made.signalId)
  expect(found[0]).toMatchObject({ title: 'Test from Muster', labels: { test: 'yes' } })
  const [shown] = (await small.perform(listSources, small.lead, {})).items.filter(
    ({ id }) => id === source.id,
  )
  expect(shown?.lastSignalAt).toBeNull()

  await small.post(source, Buffer.from(sampleOf('wazuh', at).body))
  const lastOf = async () =>
    (await small.perform(listSources, small.lead, {})).items.find(({ id }) => id === source.id)?.lastSignalAt
  const alive = await lastOf()
  await small.perform(testAlert, small.owner, { id: source.id })
  expect(alive).toEqual(expect.any(String))
  expect(await lastOf()).toBe(alive)
})

test('an owner hands in a table, and each row is a signal or kept aside', async () => {
  const source = await small.newSource('csv')

  const answer = await small.perform(importTable, small.owner, {
    id: source.id,
    csv: 'title,severity,host\r\n"Disk, full",high,till03\r\nBackup failed,low,nas\r\n,,\r\n',
  })

  expect(answer).toEqual({ accepted: 2, quarantined: 1 })
  expect((await small.signalsOf(source)).map(({ title }) => title).toSorted()).toEqual([
    'Backup failed',
    'Disk, full',
  ])
})

test('U5 R27 a source that falls silent raises one alarm and one when it is back, and the leaders hear of both', async () => {
  const heard: string[] = []
  small.house.announcer.on('source.silent', async (_context, { name }) => void heard.push(`silent ${name}`))
  small.house.announcer.on('source.returned', async (_context, { name }) => void heard.push(`back ${name}`))
  const source = await small.newSource('suricata')
  await small.post(source, Buffer.from(sampleOf('suricata', at).body))
  await small.perform(watch, small.owner, { id: source.id, mode: 'chosen', minutes: 60 })
  const hear = (minutes: number) => {
    const now = new Date(Date.now() + minutes * 60_000)
    return asSystem({ ...small.house, now: () => now }, small.tenantId, 'Muster', hearSources)
  }
  const alarms = async () =>
    (await small.signalsOf(source)).filter(({ labels }) => labels['raised'] === 'by Muster')

  await hear(30)
  expect(await alarms()).toEqual([])
  await hear(61)
  await hear(90)
  const during = await alarms()
  const [silent] = (await small.perform(listSources, small.lead, {})).items.filter(
    ({ id }) => id === source.id,
  )
  expect(during).toMatchObject([{ state: 'firing', status: 'new', severity: 'medium' }])
  expect(silent?.silence).toMatchObject({
    mode: 'chosen',
    minutes: 60,
    silentAt: expect.any(String) as unknown, // a matcher, which has no type of its own
  })

  // It speaks again, later than the silence was announced.
  await small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    await $client.query(
      `update app.source set last_signal_at = now() + interval '95 minutes' where id = $1`,
      [source.id],
    )
  })
  await hear(96)
  await hear(97)
  expect(await alarms()).toMatchObject([{ state: 'resolved' }])
  expect(heard).toEqual(['silent Tool suricata', 'back Tool suricata'])
  expect((await small.perform(list, small.lead, { sourceId: source.id })).items).toHaveLength(2)
})

test('what a house with another clock received before does not date what a tool sends now', async () => {
  const source = await small.newSource('generic')
  const then = { ...small.house, now: () => new Date('2024-01-01T00:00:00Z') }
  const sent = {
    input: { source: source.id },
    webhook: {
      body: Buffer.from('{"title":"Old"}'),
      headers: { authorization: `Bearer ${source.secret}` },
    },
  }

  await perform(then, receive, small.nobody, sent)
  await small.post(source, { title: 'New' })

  const found = await small.signalsOf(source)
  expect(found.map(({ title, firstAt }) => [title, firstAt.slice(0, 4) === '2024']).toSorted()).toEqual([
    ['New', false],
    ['Old', true],
  ])
  const shown = (await small.perform(listSources, small.lead, {})).items.find(({ id }) => id === source.id)
  expect(shown?.lastSignalAt?.slice(0, 4)).not.toBe('2024')
})

test('a reader cannot set a source up, and a stranger finds none', async () => {
  const { id } = await small.newSource('generic')
  const refusals = await Promise.all(
    [
      small.perform(watch, small.responder, { id, mode: 'learnt' }),
      small.perform(map, small.stranger, { id, mapping: null }),
      small.perform(watch, small.owner, { id, mode: 'chosen' }),
    ].map((asked) => asked.catch((error: unknown) => error)),
  )

  expect(refusals).toMatchObject([{ kind: 'forbidden' }, { kind: 'not_found' }, { kind: 'invalid' }])
})

test('R27 an asset that a tool spoke of is watched, an essential one that none spoke of would fail today', async () => {
  const asset = (name: string, kind: 'server' | 'computer' = 'server') =>
    small.perform(addAsset, small.owner, { name, kind })
  const [till, file] = [await asset('TILL01'), await asset('FILE01')]
  await small.perform(addFunction, small.owner, {
    name: 'Sales',
    priority: 1,
    assetIds: [till.id, file.id],
  })
  const source = await small.newSource('wazuh')
  await small.post(source, Buffer.from(sampleOf('wazuh', new Date().toISOString()).body))
  await small.post(await small.newSource('generic'), { title: 'Disk', host: 'file01.example.org' })
  await drainIntake(small.house)

  await small.perform(coverage.change, small.owner, { days: 14 })
  const seen = await small.perform(coverage.read, small.lead, {})
  const { failures } = await small.perform(
    readWith({
      lastExercise: async () => undefined,
      untestedStanding: async () => ({ parts: null, continuity: [], findings: [] }),
      unwatchedStanding: coverage.unwatchedStanding,
      pastCases: async () => [],
    }),
    small.owner,
    {},
  )

  expect(seen).toMatchObject({ days: 14, unheardCount: 1 })
  expect(seen.unheard).toMatchObject([{ name: 'TILL01', functions: ['Sales'], lastAt: null }])
  expect(seen.kinds).toMatchObject([
    { kind: 'server', assets: 2, heard: 1, sources: [{ name: 'Tool generic' }] },
  ])
  expect(failures.filter(({ kind }) => kind === 'asset_unwatched')).toMatchObject([
    { name: 'TILL01', count: 14, more: 'Sales' },
  ])
  await expect(small.perform(coverage.change, small.responder, { days: 3 })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  const away = await small.perform(coverage.read, small.stranger, {})
  expect(away).toMatchObject({ days: 30, unheard: [], kinds: [] })
})
