import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../../tests/world.ts'
import { perform } from '../../../../platform/action.ts'
import { createApp } from '../../../../platform/http/app.ts'
import { tenantStreams } from '../../../../platform/ledger/read.ts'
import { create, list as listSources, quarantine, remove, rotate } from '../actions/manage-sources.ts'
import { receive } from '../actions/receive-signals.ts'
import { get, groups, list } from '../actions/triage-signals.ts'
import { drainIntake } from '../public.ts'
import { batchRoot } from './write-batch.ts'

let small: World
let app: FastifyInstance
beforeAll(async () => {
  small = await world()
  app = await createApp({ house: small.house, actions: [receive], version: 'test' })
})
afterAll(async () => {
  await app.close()
  await small.close()
})

type Made = { id: string; secret: string; intakeUrl: string }
/** As the operator at the database console could. */
async function asAdministrator(statement: string): Promise<void> {
  const client = new Client(small.config.databaseUrl)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

const newSource = (kind: 'alertmanager' | 'generic' = 'generic', who = small.owner): Promise<Made> =>
  small.perform(create, who, { kind, name: `Tool ${kind}` })

const post = (source: { id: string; secret?: string }, body: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/intake/${source.id}`,
    headers: {
      'content-type': 'application/json',
      ...(source.secret === undefined ? {} : { authorization: `Bearer ${source.secret}` }),
      ...headers,
    },
    payload: Buffer.isBuffer(body) ? body : JSON.stringify(body),
  })

const signalsOf = async (source: Made) =>
  (await small.perform(list, small.lead, { sourceId: source.id, limit: 200 })).items

const intakeLeaves = async () => {
  const stream = await small.house.wall.inTenant(small.tenantId, async ({ $client }) =>
    tenantStreams($client),
  )
  return small.leaves({ stream: stream.intake })
}

const firing = (over: Record<string, unknown> = {}) => ({
  version: '4',
  groupKey: '{}:{alertname="DiskFull"}',
  groupLabels: { alertname: 'DiskFull' },
  status: 'firing',
  receiver: 'muster',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'DiskFull', instance: 'file01.example.org', severity: 'warning' },
      annotations: { summary: 'Disk almost full', description: 'Two per cent left on /srv' },
      startsAt: '2026-03-01T08:00:00.123456789Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example.org/graph',
      fingerprint: '0123456789abcdef',
      ...over,
    },
  ],
})
const resolved = () => firing({ status: 'resolved', endsAt: '2026-03-01T09:00:00Z' })

test('a tool sends an alert and a responder reads it with its payload byte for byte', async () => {
  const source = await newSource('alertmanager')
  const sent = Buffer.from(JSON.stringify(firing(), null, 3))

  const answer = await post(source, sent)

  expect(answer.statusCode).toBe(202)
  expect(answer.json()).toEqual({ accepted: 1, quarantined: 0 })
  const [signal] = await signalsOf(source)
  expect(signal).toMatchObject({
    title: 'Disk almost full',
    summary: 'Two per cent left on /srv',
    state: 'firing',
    status: 'new',
    severity: 'medium',
    severityWord: 'warning',
    count: 1,
    saidAt: '2026-03-01T08:00:00.123Z',
    saidAtText: '2026-03-01T08:00:00.123456789Z',
  })
  const whole = await small.perform(get, small.responder, { id: signal?.id ?? '' })
  expect(whole.payload).toBe(sent.toString())
  expect(whole.payloadSha256).toBe(createHash('sha256').update(sent).digest('hex'))
})

test('a tool that says the same again is counted and makes no news', async () => {
  const source = await newSource('alertmanager')

  for (let turn = 0; turn < 3; turn += 1) await post(source, firing())

  const found = await signalsOf(source)
  expect(found.map(({ count }) => count)).toEqual([3])
})

test('a resolved message ends the firing one, and firing again is a new episode', async () => {
  const source = await newSource('alertmanager')

  await post(source, firing())
  await post(source, resolved())
  const [ended] = await signalsOf(source)
  await post(source, firing({ startsAt: '2026-03-02T08:00:00Z' }))

  expect(ended).toMatchObject({ state: 'resolved', resolvedAt: '2026-03-01T09:00:00.000Z', count: 2 })
  expect((await signalsOf(source)).map(({ state }) => state)).toEqual(['firing', 'resolved'])
})

test('a firing message that arrives after its end does not start anew', async () => {
  const source = await newSource('alertmanager')

  await post(source, resolved())
  await post(source, firing())

  expect(await signalsOf(source)).toMatchObject([{ state: 'resolved', count: 2 }])
})

test('a tool without episodes has its end belong to its beginning, also a late one', async () => {
  const source = await newSource()
  const said = (state: string, at: string) => post(source, { title: 'Backup', id: 'backup-1', state, at })

  await said('firing', '2026-03-01T08:00:00Z')
  await said('ok', '2026-03-01T10:00:00Z')
  await said('firing', '2026-03-01T09:00:00Z')
  await said('firing', '2026-03-01T11:00:00Z')

  expect(await signalsOf(source)).toMatchObject([
    { state: 'firing', count: 1, saidAt: '2026-03-01T11:00:00.000Z' },
    { state: 'resolved', count: 3, resolvedAt: '2026-03-01T10:00:00.000Z' },
  ])
})

test('a thousand equal deliveries at once are one signal with a count of a thousand', async () => {
  const source = await newSource('alertmanager')

  const answers = await Promise.all(Array.from({ length: 1000 }, () => post(source, firing())))

  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202]))
  expect((await signalsOf(source)).map(({ count }) => count)).toEqual([1000])
  const [group] = (await small.perform(groups, small.lead, { q: 'DiskFull', limit: 1 })).items
  expect(group).toMatchObject({ signals: 1, count: 1000, firing: 1 })
})

test('a source is refused with every secret but its own, always in the same words', async () => {
  const source = await newSource()
  const other = await newSource('generic', small.stranger)
  const wrong = ['', 'x', source.secret.slice(0, -1), `${source.secret}0`, 'ä'.repeat(900), other.secret]

  const answers = await Promise.all([
    ...wrong.map((secret) => post({ ...source, secret }, { title: 'x' })),
    post({ id: source.id }, { title: 'x' }),
    post(
      {
        id: '01900000-0000-7000-8000-000000000000',
        secret: source.secret,
      },
      { title: 'x' },
    ),
    post({ id: other.id, secret: source.secret }, { title: 'x' }),
    post({ id: source.id }, { title: 'x' }, { authorization: 'Basic %%%' }),
  ])

  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([401]))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect(await signalsOf(source)).toEqual([])
})

test('a tool may send its secret as a basic password or in the address', async () => {
  const source = await newSource()
  const basic = Buffer.from(`anyone:${source.secret}`).toString('base64')

  const first = await post({ id: source.id }, { title: 'one' }, { authorization: `Basic ${basic}` })
  const second = await app.inject({
    method: 'POST',
    url: `/api/v1/intake/${source.id}?token=${source.secret}`,
    payload: { title: 'two' },
  })

  expect([first.statusCode, second.statusCode]).toEqual([202, 202])
})

test('an old secret stops working at once, the new one works, and a removed source has none', async () => {
  const source = await newSource()
  await post(source, { title: 'before' })

  const rotated = await small.perform(rotate, small.owner, { id: source.id })
  const old = await post(source, { title: 'old' })
  const fresh = await post(rotated, { title: 'fresh' })
  await small.perform(remove, small.owner, { id: source.id })
  const removed = await post(rotated, { title: 'removed' })

  expect([old.statusCode, fresh.statusCode, removed.statusCode]).toEqual([401, 202, 401])
  expect((await signalsOf(source)).map(({ title }) => title)).toEqual(['fresh', 'before'])
})

test('a secret changed by another process is refused even while this one still remembers it', async () => {
  const source = await newSource()
  await post(source, { title: 'before' })
  await small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    await $client.query('update app.source set secret_hash = $2 where id = $1', [
      source.id,
      Buffer.alloc(32, 7),
    ])
  })

  const answer = await post(source, { title: 'after' })

  expect(answer.statusCode).toBe(401)
  expect((await signalsOf(source)).map(({ title }) => title)).toEqual(['before'])
})

test('what cannot be read is kept with a reason and its bytes, beside what can', async () => {
  const source = await newSource()
  const broken = Buffer.from([0xff, 0xfe, 0x00, 0x7b])

  const unreadable = await post(source, broken, { 'content-type': 'text/plain' })
  const mixed = await post(source, [{ title: 'fine' }, 7, {}])

  expect(unreadable.json()).toEqual({ accepted: 0, quarantined: 1 })
  expect(mixed.json()).toEqual({ accepted: 1, quarantined: 2 })
  const { items } = await small.perform(quarantine, small.auditor, { id: source.id })
  expect(items.map(({ part }) => part).toSorted()).toEqual([0, 2, 3])
  const kept = items.find(({ part }) => part === 0)
  expect(kept).toMatchObject({
    reason: 'The body is not valid JSON.',
    payload: broken.toString('base64'),
    payloadEncoding: 'base64',
  })
  const sources = await small.perform(listSources, small.lead, {})
  expect(sources.items.find(({ id }) => id === source.id)).toMatchObject({ received: 1, quarantined: 3 })
})

test('a sender of hostile JSON gets an answer that is never a failure of ours', async () => {
  const source = await newSource()
  const bodies = [
    '{"title":"nul \\u0000 inside","labels":{"a\\u0000":"\\u0000"}}',
    '{"title":"half \\ud800 pair","id":"\\udfff"}',
    '{"title":"huge","value":1e400,"minus":-0,"big":9007199254740993}',
    '{"title":"first","title":"second","__proto__":{"x":1},"constructor":{"prototype":{"y":2}}}',
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    `{"title":"deep","a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    `{"title":"wide","labels":{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join()}}}`,
    `{"title":"${'long '.repeat(100_000)}","id":"${'i'.repeat(100_000)}"}`,
    '{"title":"said badly","at":"2026-02-30T25:61:61","severity":{"a":[]}}',
    '',
    'null',
    '"text"',
  ]

  const answers = await Promise.all(bodies.map((body) => post(source, Buffer.from(body))))

  expect(answers.map(({ statusCode }) => statusCode)).toEqual(bodies.map(() => 202))
  const found = await signalsOf(source)
  expect(found.find(({ title }) => title === 'said badly')).toMatchObject({
    saidAt: null,
    saidAtText: '2026-02-30T25:61:61',
  })
  expect(found.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['nul inside', 'half � pair', 'second', 'wide']),
  )
  expect(Object.keys(found.find(({ title }) => title === 'wide')?.labels ?? {})).toHaveLength(200)
})

test('a body of more than four megabytes is refused with 413', async () => {
  const source = await newSource()

  const answer = await post(source, Buffer.alloc(4 * 1024 * 1024 + 1, 0x20))

  expect(answer.statusCode).toBe(413)
})

test('deliveries that come together share one leaf, whose root stands for their payloads in order', async () => {
  const source = await newSource()
  const before = (await intakeLeaves()).length

  await Promise.all(Array.from({ length: 40 }, (_, index) => post(source, { title: `Event ${index}` })))

  const leaves = (await intakeLeaves()).slice(before)
  expect(leaves.map(({ kind }) => kind)).toEqual(leaves.map(() => 'batch'))
  expect(leaves.length).toBeLessThan(20)
  const stored = await small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    const { rows } = await $client.query<{ id: string; hashes: Buffer }>(
      'select id, hashes from app.intake_batch',
    )
    return new Map(rows.map(({ id, hashes }) => [id, hashes]))
  })
  const counted = leaves.map(({ fields }) => {
    const hashes = stored.get(fields['batch'] ?? '') ?? Buffer.alloc(0)
    const parts = Array.from({ length: hashes.length / 32 }, (_, i) => hashes.subarray(i * 32, i * 32 + 32))
    expect(fields['root']).toBe(batchRoot(parts))
    expect(fields['deliveries']).toBe(String(parts.length))
    return Number(fields['count'])
  })
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(40)
})

test('a delivery that the database refuses goes to quarantine and does not touch its neighbours', async () => {
  const source = await newSource()
  await asAdministrator(`alter table app.signal add constraint poison check (title <> 'poison')`)

  const answers = await Promise.all(
    ['good one', 'poison', 'good two'].map((title) => post(source, { title })),
  )

  await asAdministrator('alter table app.signal drop constraint poison')
  expect(answers.map((answer): unknown => answer.json())).toEqual([
    { accepted: 1, quarantined: 0 },
    { accepted: 0, quarantined: 1 },
    { accepted: 1, quarantined: 0 },
  ])
  expect((await signalsOf(source)).map(({ title }) => title).toSorted()).toEqual(['good one', 'good two'])
  const { items } = await small.perform(quarantine, small.lead, { id: source.id })
  expect(items.map(({ payload }) => payload)).toEqual(['{"title":"poison"}'])
})

test('a tool is told to come again when the disk is full, and nothing is half-stored', async () => {
  const source = await newSource()
  const leavesBefore = (await intakeLeaves()).length
  await asAdministrator(`
    create function app.no_space() returns trigger language plpgsql as
      $$ begin raise exception 'no space left' using errcode = '53100'; end $$;
    create trigger no_space before insert on app.quarantine execute function app.no_space()`)

  const answers = await Promise.all([post(source, { title: 'fine' }), post(source, [{ title: 'half' }, 1])])

  await asAdministrator('drop trigger no_space on app.quarantine; drop function app.no_space')
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 503])
  expect(answers[0]?.headers['retry-after']).toBe('2')
  expect(await signalsOf(source)).toEqual([])
  expect((await intakeLeaves()).length).toBe(leavesBefore)
  const sources = await small.perform(listSources, small.lead, {})
  expect(sources.items.find(({ id }) => id === source.id)).toMatchObject({ received: 0, quarantined: 0 })
})

test('a stranger and a staff member do not see signals, and a stranger gets 404 for one', async () => {
  const source = await newSource()
  await post(source, { title: 'Ours alone' })
  const [signal] = await signalsOf(source)

  const refusals = await Promise.all(
    [small.perform(get, small.stranger, { id: signal?.id ?? '' }), small.perform(list, small.staff, {})].map(
      (asked) => asked.catch((error: unknown) => error),
    ),
  )

  expect((await small.perform(list, small.stranger, {})).items).toEqual([])
  expect(refusals).toMatchObject([{ kind: 'not_found' }, { kind: 'forbidden' }])
})

test('what was acknowledged is there after the process that took it has stopped', async () => {
  const source = await newSource('alertmanager')
  await post(source, firing())
  await drainIntake(small.house)
  const again = { ...small.house, services: { ...small.house.services } }

  const answer = await perform(again, receive, small.nobody, {
    input: { source: source.id },
    webhook: {
      body: Buffer.from(JSON.stringify(firing())),
      headers: { authorization: `Bearer ${source.secret}` },
    },
  })

  expect(answer).toEqual({ accepted: 1, quarantined: 0 })
  expect((await signalsOf(source)).map(({ count }) => count)).toEqual([2])
})
