import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../../../../tests/data.ts'
import { sampleOf } from '../content/samples.ts'
import { sourceKinds } from '../contract/signals.ts'
import { readDelivery } from './read-delivery.ts'
import { limits, type Reading } from './reading.ts'

const read = (kind: string, body: unknown) => readDelivery(kind, Buffer.from(JSON.stringify(body)))
const samples = testData('alert-webhooks')

/** What the database would refuse, or a screen could not bear. */
function breaches({ signals, faults }: Reading): string[] {
  const texts = signals.flatMap((signal) => [
    signal.title,
    signal.summary,
    signal.fingerprint,
    signal.severityWord,
    signal.said.text,
    ...Object.values(signal.group),
    ...Object.entries(signal.labels).flat(),
  ])
  return [
    ...texts.filter((text) => /[\0\p{Surrogate}]/u.test(text)).map(() => 'a character PostgreSQL refuses'),
    ...texts.filter((text) => text.length > limits.summary).map(() => 'a text that is too long'),
    ...signals
      .filter(({ fingerprint, group }) => Math.max(fingerprint.length, group.key.length) > 200)
      .map(() => 'a key too long for its index'),
    ...signals.filter(({ title }) => title.trim() === '').map(() => 'no title'),
    ...signals
      .filter(({ labels }) => Object.keys(labels).length > limits.labels)
      .map(() => 'too many labels'),
    ...(signals.length + faults.length === 0 ? ['neither a signal nor a fault'] : []),
  ]
}

test('no bytes of a sender make a parser throw or give what cannot be stored', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sourceKinds, 'unknown'),
      fc.uint8Array({ maxLength: 400 }),
      (kind, bytes) => {
        expect(breaches(readDelivery(kind, bytes))).toEqual([])
      },
    ),
  )
})

test('no JSON of a sender makes a parser throw or give what cannot be stored', () => {
  const names = [
    'alerts',
    'labels',
    'annotations',
    'groupLabels',
    'groupKey',
    'status',
    'startsAt',
    'endsAt',
    'title',
  ]
  const moreNames = ['id', 'state', 'at', 'group', 'tags', 'severity', '__proto__', 'constructor', 'toString']
  const ofTools = [
    'rule',
    'alert',
    'data',
    'event',
    'events',
    'detail',
    'findings',
    'message',
    'value',
    'scenario',
  ]
  const ofMore = [
    'source',
    'type',
    'specversion',
    'actor',
    'payload',
    'event_action',
    'finding_info',
    'category_uid',
  ]
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('list'), tie('record')),
    leaf: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('\0', '\ud800', '0001-01-01T00:00:00Z', 'resolved', Number.POSITIVE_INFINITY),
    ),
    list: fc.array(tie('tree'), { maxLength: 6 }),
    record: fc.dictionary(
      fc.oneof(fc.constantFrom(...names, ...moreNames, ...ofTools, ...ofMore), fc.string()),
      tie('tree'),
      {
        maxKeys: 8,
      },
    ),
  }))
  fc.assert(
    fc.property(fc.constantFrom(...sourceKinds), tree, (kind, body) => {
      expect(breaches(read(kind, body))).toEqual([])
    }),
    { numRuns: 800 },
  )
})

test('no text of a sender, whole or cut off, makes a parser throw, and each of its entries ends as a signal or a fault', () => {
  const pieces = fc.constantFrom(
    '<34>1 ',
    '<0>',
    'Mar  1 08:00:00 ',
    '2026-03-01T08:00:00Z ',
    'host app - - ',
    '[a b="c"]',
    '[a b="',
    '"',
    ',',
    ';',
    '\n',
    '\r\n',
    '{"a":',
    '}',
    'event=ban&jail=a&ip=b',
    '%00%ff',
    '\u0000',
    '\ud800',
  )
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 40 })
  fc.assert(
    fc.property(fc.constantFrom(...sourceKinds), text, fc.boolean(), (kind, parts, isCut) => {
      const whole = isCut ? sampleOf(kind, '2026-03-01T08:00:00Z').body.slice(0, parts.length * 9) : ''
      expect(breaches(readDelivery(kind, Buffer.from(whole + parts.join(''))))).toEqual([])
    }),
    { numRuns: 800 },
  )
})

test('a hostile body of great size does not hang a parser', () => {
  // Work that grew with the square of it would take longer than any test may.
  const size = 200_000
  const bodies = [
    `${'['.repeat(size)}`,
    `<34>1 a b c d e ${'[a b="c"]'.repeat(size / 10)}`,
    `<34>1 a b c d e [a ${'b="\\\\"'.repeat(size / 10)}`,
    `Mar  1 08:00:00 ${'a'.repeat(size)}`,
    'a,b\n'.repeat(size / 4),
    `a,"${'""'.repeat(size / 2)}`,
    `${'<1>x\n'.repeat(size / 5)}`,
    `event=ban&jail=${'%25'.repeat(size / 3)}&ip=1`,
    `{"alerts":[${'{},'.repeat(size / 3)}{}]}`,
    `{"events":[{"meta":[${'{"key":"target_a","value":"b"},'.repeat(size / 40)}{}]}],"scenario":"a"}`,
    JSON.stringify({ message: { data: Buffer.from('['.repeat(size / 2)).toString('base64') } }),
  ]
  for (const body of bodies)
    for (const kind of sourceKinds) expect(breaches(readDelivery(kind, Buffer.from(body)))).toEqual([])
})

test('an Alertmanager of version 3 or 4 is read with its own words', (context) => {
  if (samples === undefined) return context.skip(noTestData('alert-webhooks'))
  const sample = (name: string) => readDelivery('alertmanager', readFileSync(join(samples, name))).signals[0]

  expect(sample('prometheus_v3_alert.json')).toMatchObject({
    title: 'Connect fail',
    summary: 'Connect to host2 fails',
    state: 'firing',
    severityWord: 'critical',
    episode: '2016-08-01T10:27:08.008Z',
    said: { text: '2016-08-01T13:27:08.008+03:00' },
    endedAt: null,
    labels: {
      __name__: 'ping_success',
      instance: 'host2',
      'generator: url': 'http://prometheus.host:9090/...',
    },
  })
  expect(sample('prometheus_v4_alert.json')).toMatchObject({
    title: 'No things for over 10 minutes',
    group: { key: '{}:{alertname=thing_dead}', title: 'thing_dead' },
    episode: '2017-08-03T19:17:37.804Z',
  })
})

test('every other recorded webhook is read as plain JSON or kept with a reason', (context) => {
  if (samples === undefined) return context.skip(noTestData('alert-webhooks'))
  const names = [
    'grafana_6.json',
    'grafana_alert_alerting.json',
    'cloudwatch_notification.json',
    'grafana_example.json',
  ]

  const readings = names.map((name) => readDelivery('generic', readFileSync(join(samples, name))))

  expect(readings.flatMap(breaches)).toEqual([])
})

test('alerts with the same labels in another order are the same thing', () => {
  const alert = (labels: Record<string, string>) =>
    read('alertmanager', { alerts: [{ labels }] }).signals[0]?.fingerprint

  expect(alert({ a: '1', b: '2' })).toBe(alert({ b: '2', a: '1' }))
  expect(alert({ a: '1', b: '2' })).not.toBe(alert({ a: '1', b: '3' }))
})

test('a sender cannot choose a fingerprint that reaches into our index', () => {
  const given = read('alertmanager', { alerts: [{ labels: { a: '1' }, fingerprint: 'x'.repeat(5000) }] })

  expect(given.signals[0]?.fingerprint).toMatch(/^[0-9a-f]{32}$/)
})

test('alerts beyond a thousand in one delivery are named as not read', () => {
  const alerts = Array.from({ length: 1003 }, (_, n) => ({ labels: { n: String(n) } }))

  const { signals, faults } = read('alertmanager', { alerts })

  expect(signals).toHaveLength(1000)
  expect(faults).toMatchObject([{ part: 1001, signals: 3 }])
})

test('an alert without labels is kept aside while its neighbours are read', () => {
  const { signals, faults } = read('alertmanager', {
    alerts: [{ labels: { alertname: 'A' } }, { status: 'firing' }],
  })

  expect(signals.map(({ title }) => title)).toEqual(['A'])
  expect(faults.map(({ part }) => part)).toEqual([2])
})

test('plain JSON is read under the names that tools use, the rest becomes labels', () => {
  const [signal] = read('generic', {
    Event_Id: 'e-1',
    subject: 'Login  failed\n5 times',
    description: 'Five tries',
    level: 'ERROR',
    timestamp: '2026-03-01T08:00:00+01:00',
    user: { name: 'zora', groups: ['a', 'b'] },
  }).signals

  expect(signal).toMatchObject({
    fingerprint: 'e-1',
    title: 'Login failed 5 times',
    summary: 'Five tries',
    severityWord: 'ERROR',
    said: { at: new Date('2026-03-01T07:00:00Z') },
    labels: { 'user.name': 'zora', 'user.groups.0': 'a', 'user.groups.1': 'b' },
  })
})

test('events without an id are the same only if their words are; a state may change its words', () => {
  const key = (body: Record<string, unknown>) => read('generic', body).signals[0]?.fingerprint

  expect(key({ title: 'Login failed', message: 'bob' })).not.toBe(
    key({ title: 'Login failed', message: 'eve' }),
  )
  expect(key({ title: 'Shop', state: 'down', message: 'no answer' })).toBe(
    key({ title: 'Shop', state: 'up', message: 'back again' }),
  )
})
