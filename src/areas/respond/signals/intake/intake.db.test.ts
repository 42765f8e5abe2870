import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firing, intakeWorld, resolved, type IntakeWorld } from '../../../../../tests/intake.ts'
import { list as listSources, quarantine } from '../actions/manage-sources.ts'
import { groups } from '../actions/read-groups.ts'
import * as sigma from '../actions/sigma-rules.ts'
import { get, list } from '../actions/triage-signals.ts'
import { list as listRules } from '../actions/detection-rules.ts'
import { asSystem } from '../../../../platform/action.ts'
import { drainIntake } from '../public.ts'
import { runRules } from './run-rules.ts'

let small: IntakeWorld
beforeAll(async () => {
  small = await intakeWorld()
})
afterAll(() => small.close())

test('a tool sends an alert and a responder reads it with its payload byte for byte', async () => {
  const source = await small.newSource('alertmanager')
  const sent = Buffer.from(JSON.stringify(firing(), null, 3))

  const answer = await small.post(source, sent)

  expect(answer.status).toBe(202)
  expect(answer.json).toEqual({ accepted: 1, quarantined: 0 })
  const [signal] = await small.signalsOf(source)
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
  const source = await small.newSource('alertmanager')

  for (let turn = 0; turn < 3; turn += 1) await small.post(source, firing())

  const found = await small.signalsOf(source)
  expect(found.map(({ count }) => count)).toEqual([3])
})

test('a resolved message ends the firing one, and firing again is a new episode', async () => {
  const source = await small.newSource('alertmanager')

  await small.post(source, firing())
  await small.post(source, resolved())
  const [ended] = await small.signalsOf(source)
  await small.post(source, firing({ startsAt: '2026-03-02T08:00:00Z' }))

  expect(ended).toMatchObject({ state: 'resolved', resolvedAt: '2026-03-01T09:00:00.000Z', count: 2 })
  expect((await small.signalsOf(source)).map(({ state }) => state)).toEqual(['firing', 'resolved'])
})

test('a firing message that arrives after its end does not start anew', async () => {
  const source = await small.newSource('alertmanager')

  await small.post(source, resolved())
  await small.post(source, firing())

  expect(await small.signalsOf(source)).toMatchObject([{ state: 'resolved', count: 2 }])
})

test('a tool without episodes has its end belong to its beginning, also a late one', async () => {
  const source = await small.newSource()
  const said = (state: string, at: string) =>
    small.post(source, { title: 'Backup', id: 'backup-1', state, at })

  await said('firing', '2026-03-01T08:00:00Z')
  await said('ok', '2026-03-01T10:00:00Z')
  await said('firing', '2026-03-01T09:00:00Z')
  await said('firing', '2026-03-01T11:00:00Z')

  expect(await small.signalsOf(source)).toMatchObject([
    { state: 'firing', count: 1, saidAt: '2026-03-01T11:00:00.000Z' },
    { state: 'resolved', count: 3, resolvedAt: '2026-03-01T10:00:00.000Z' },
  ])
})

test('a thousand equal deliveries at once are one signal with a count of a thousand', async () => {
  const source = await small.newSource('alertmanager')

  const answers = await Promise.all(Array.from({ length: 1000 }, () => small.post(source, firing())))

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  expect((await small.signalsOf(source)).map(({ count }) => count)).toEqual([1000])
})

test('what cannot be read is kept with a reason and its bytes, beside what can', async () => {
  const source = await small.newSource()
  const broken = Buffer.from([0xff, 0xfe, 0x00, 0x7b])

  const unreadable = await small.post(source, broken, { headers: { 'content-type': 'text/plain' } })
  const mixed = await small.post(source, [{ title: 'fine' }, 7, {}])

  expect(unreadable.json).toEqual({ accepted: 0, quarantined: 1 })
  expect(mixed.json).toEqual({ accepted: 1, quarantined: 2 })
  const { items } = await small.perform(quarantine, small.auditor, { id: source.id })
  expect(items.map(({ part }) => part)).toEqual(expect.arrayContaining([0, 2, 3]))
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
  const source = await small.newSource()
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

  const answers = await Promise.all(bodies.map((body) => small.post(source, Buffer.from(body))))

  expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 202))
  const found = await small.signalsOf(source)
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
  const source = await small.newSource()

  const answer = await small.post(source, Buffer.alloc(4 * 1024 * 1024 + 1, 0x20))

  expect(answer.status).toBe(413)
})

test('a stranger and a staff member do not see signals, and a stranger gets 404 for one', async () => {
  const source = await small.newSource()
  await small.post(source, { title: 'Ours alone' })
  const [signal] = await small.signalsOf(source)

  const refusals = await Promise.all(
    [small.perform(get, small.stranger, { id: signal?.id ?? '' }), small.perform(list, small.staff, {})].map(
      (asked) => asked.catch((error: unknown) => error),
    ),
  )

  expect((await small.perform(list, small.stranger, {})).items).toEqual([])
  expect(refusals).toMatchObject([{ kind: 'not_found' }, { kind: 'forbidden' }])
})

test('a group knows how many of its signals fire, whatever order their ends come in', async () => {
  const source = await small.newSource('alertmanager')
  const send = (state: 'firing' | 'resolved', ...tills: string[]) =>
    small.post(source, {
      groupKey: 'tills of the test',
      alerts: tills.map((till) => ({ status: state, labels: { till }, startsAt: '2026-03-01T08:00:00Z' })),
    })

  await send('firing', 'a', 'b', 'c')
  await Promise.all([send('resolved', 'a', 'd'), send('firing', 'a', 'd', 'e'), send('resolved', 'a')])

  await drainIntake(small.house)
  const { items } = await small.perform(groups, small.lead, { limit: 200 })
  expect(items.filter(({ sourceId }) => sourceId === source.id)).toMatchObject([
    { signals: 5, firing: 3, count: 6 },
  ])
})

const whoami = `title: Whoami Execution
id: 5d2b4b0e-0000-4000-8000-000000000001
description: Detects a whoami.exe execution
author: An Author
tags: [attack.discovery, attack.t1033]
logsource: { category: process_creation, product: windows }
detection: { selection: { 'Image|re|i': '\\\\whoami\\.exe$' }, condition: selection }
level: high
`
let later = 0
async function lookAtWhatCame() {
  later += 60_000
  small.setNow(new Date(Date.now() + later))
  await asSystem(small.house, small.tenantId, 'Muster', (context) => runRules(context, async () => []))
  small.setNow(undefined)
}
const raisedBy = async (id: string) =>
  (await small.perform(list, small.lead, { limit: 200 })).items.filter(
    ({ labels }) => labels['rule'] === `sigma:${id}`,
  )

test('U15 a Sigma rule runs on the events as the tool sent them, and one that cannot says why', async () => {
  await expect(small.perform(sigma.add, small.staff, { text: whoami })).rejects.toThrow()
  const answer = await small.perform(sigma.add, small.lead, { text: `${whoami}---\nnot: a rule\n` })
  const { id = '' } = answer.items[0] ?? {}
  await small.perform(sigma.change, small.lead, { id, to: 'on' })
  const source = await small.newSource('generic')
  const event = (Image: string) => ({ title: 'Process', Event: { EventData: { Image }, Computer: 'PC-07' } })
  await small.post(source, [
    event(String.raw`C:\Windows\System32\WHOAMI.exe`),
    event(String.raw`C:\calc.exe`),
  ])
  await lookAtWhatCame()

  expect(answer.faults).toMatchObject([{ document: 2 }])
  expect(await raisedBy(id)).toMatchObject([
    {
      title: 'Whoami Execution: PC-07',
      severity: 'high',
      severityWord: 'high',
      labels: { technique: 'T1033', host: 'PC-07', rule: `sigma:${id}` },
    },
  ])
})

const guessing = `title: A sign-in failed
name: failed
detection: { selection: { outcome: FAILURE, 'actor|expand': '%accounts%' }, condition: selection }
level: informational
---
title: A sign-in worked
name: worked
detection: { selection: { outcome: SUCCESS }, condition: selection }
level: informational
---
title: Many failed sign-ins
correlation: { type: event_count, rules: [failed], group-by: [actor], timespan: 5m, condition: { gte: 3 } }
level: medium
---
title: A guessed password
correlation: { type: temporal_ordered, rules: [failed, worked], group-by: [actor], timespan: 5m }
level: high
`

test('U15 a correlation counts over several looks and in whatever order events arrive, once it has its list', async () => {
  const { items } = await small.perform(sigma.add, small.lead, { text: guessing })
  const [failed, , many, guessed] = items.map(({ id }) => id)
  const turn = (id = '', to: 'on' | 'removed' = 'on') => small.perform(sigma.change, small.lead, { id, to })
  await expect(turn(failed)).rejects.toThrow('informational')
  await expect(turn(many)).rejects.toThrow('"accounts"')
  await small.perform(sigma.keepList, small.lead, { name: 'Accounts', entries: ['eve', 'bob'] })
  await turn(many)
  await turn(guessed)
  const source = await small.newSource('generic')
  const began = Date.now()
  const event = (actor: string, minutes: number, outcome = 'FAILURE') =>
    small.post(source, {
      ...{ title: 'Sign-in', actor, outcome },
      timestamp: new Date(began + minutes * 60_000).toISOString(),
    })

  // Eve in the wrong order and in two looks; Bob too slowly; of Carol nobody asked.
  await event('eve', 4, 'SUCCESS')
  await event('eve', 3)
  await event('bob', 0)
  await event('carol', 0)
  await lookAtWhatCame()
  expect(await raisedBy(many ?? '')).toEqual([])
  await event('eve', 0)
  await event('Eve', 1)
  for (const minutes of [4, 8]) await event('bob', minutes)
  for (const minutes of [1, 2]) await event('carol', minutes)
  await lookAtWhatCame()
  await lookAtWhatCame()

  expect(await raisedBy(many ?? '')).toMatchObject([
    {
      title: 'Many failed sign-ins: eve',
      severity: 'medium',
      count: 1,
      summary: expect.stringContaining('3 events within 5 min') as unknown, // a matcher, which has no type of its own
    },
  ])
  expect(await raisedBy(guessed ?? '')).toMatchObject([{ title: 'A guessed password: eve' }])
  await turn(failed, 'removed')
  const shown = await small.perform(listRules, small.lead, {})
  expect(shown.sigma.find(({ id }) => id === many)?.whyNot).toContain('"failed", which is not here')
  expect(shown.sigmaLists).toEqual([{ name: 'accounts', entries: ['eve', 'bob'], isOwn: false }])
})
