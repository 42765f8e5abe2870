import { once } from 'node:events'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { askedSource, openedTo, webServer } from '../../../../tests/asking.ts'
import { selfSigned } from '../../../../tests/certificate.ts'
import { startDovecot, whyNoDovecot } from '../../../../tests/dovecot.ts'
import { startForwarding, whyNo } from '../../../../tests/log-tools.ts'
import { performIn, world, type World } from '../../../../tests/world.ts'
import { startMailListener } from '../../../platform/listeners/mail-server.ts'
import { startSyslog, type Listener } from '../../../platform/listeners/syslog-server.ts'
import { now as askNow } from './actions/ask-sources.ts'
import { create, list as listSources, quarantine, remove } from './actions/manage-sources.ts'
import { groups } from './actions/read-groups.ts'
import { list } from './actions/triage-signals.ts'
import { test as testSource } from './actions/set-up-sources.ts'
import { askDueSources } from './intake/asking/ask-source.ts'
import { drainIntake, knowsMailAddress, linesFor, takeMail } from './public.ts'

let small: World
const stops: (() => Promise<void>)[] = []
beforeAll(async () => {
  small = await world()
})
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop()
  await small.close()
})

const patience = { timeout: 120_000, interval: 100 }
const titles = async (sourceId: string) =>
  (await small.perform(list, small.lead, { sourceId, limit: 200 })).items.map(({ title }) => title)

async function port(protocol: 'udp' | 'tcp' | 'tls'): Promise<Listener & { id: string }> {
  const { id } = await small.perform(create, small.owner, { kind: 'syslog', name: `Port ${protocol}` })
  const listener = await startSyslog({
    protocol,
    host: '127.0.0.1',
    port: 0,
    log: small.house.services.log,
    take: linesFor(small.house, id),
    ...(protocol === 'tls' && { certificate: certificate() }),
  })
  stops.push(() => listener.stop())
  return { ...listener, id }
}

function certificate() {
  const { cert, key } = selfSigned('127.0.0.1')
  return { cert: Buffer.from(cert), key: Buffer.from(key) }
}

test.for(['udp', 'tcp'] as const)(
  'U4 a real rsyslog forwards a line by %s and it stands in the list',
  async (protocol, context) => {
    const why = whyNo('rsyslog')
    if (why !== undefined) return context.skip(why)
    const { port: at, id } = await port(protocol)
    const tool = await startForwarding(protocol, at)
    try {
      await tool.log('nightly run failed: disk full')
      await vi.waitUntil(async () => (await titles(id)).includes('nightly run failed: disk full'), patience)
      const [line] = (await small.perform(list, small.lead, { sourceId: id, q: 'nightly' })).items
      expect(line).toMatchObject({ severity: 'high', severityWord: 'error', labels: { program: 'backup' } })
    } finally {
      await tool.stop()
    }
  },
)

test('a sender may use the old form and the new, lines or counts, over TCP and TLS, and a datagram may hold a break', async () => {
  const [tcp, tls, udp] = await Promise.all([port('tcp'), port('tls'), port('udp')])
  const old = '<34>Oct 11 22:14:15 mymachine su: old form failed'
  const fresh = '<165>1 2026-03-01T22:14:15.003Z host app 12 - - new form\nsecond part'
  const plain = connect(tcp.port, '127.0.0.1')
  plain.write(`${old}\n${fresh.length} ${fresh}`)
  plain.end()
  const sealed = connectTls({ port: tls.port, host: '127.0.0.1', rejectUnauthorized: false })
  await once(sealed, 'secureConnect')
  sealed.end(`${fresh.length} ${fresh}`)
  const datagrams = createSocket('udp4')
  datagrams.send('<13>first part\nsecond part', udp.port, '127.0.0.1', () => datagrams.close())

  await vi.waitUntil(async () => (await titles(tcp.id)).length === 2, patience)
  await vi.waitUntil(async () => (await titles(tls.id)).length === 1, patience)
  await vi.waitUntil(async () => (await titles(udp.id)).length === 1, patience)
  expect((await titles(tcp.id)).toSorted()).toEqual(['new form#012second part', 'old form failed'])
  expect(await titles(udp.id)).toEqual(['first part#012second part'])
})

test('a port whose source was removed keeps nothing, and says so in the log', async () => {
  const { port: at, id } = await port('udp')
  await small.perform(remove, small.owner, { id })
  const datagrams = createSocket('udp4')
  datagrams.send('<13>for nobody', at, '127.0.0.1', () => datagrams.close())

  await vi.waitUntil(() => small.logged.some((line) => line.includes('could not be kept and wait')), patience)
  expect(small.logged.join('\n')).toContain('MUSTER_SYSLOG')
})

const mail = (number: number) =>
  [
    'From: Parcel <service@p0st-office.test>',
    'To: odd@bakery.test',
    `Subject: Your parcel ${number}`,
    `Message-ID: <${number}@p0st-office.test>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=B',
    '',
    '--B',
    'Content-Type: text/html',
    '',
    '<p>Pay at <a href="https://evil.test/x">https://bank.example</a></p>',
    '--B',
    'Content-Type: application/octet-stream',
    'Content-Disposition: attachment; filename="bill.pdf.exe"',
    'Content-Transfer-Encoding: base64',
    '',
    'TVqQAAMAAAAEAAAA',
    '--B--',
    '',
  ].join('\r\n')

test('U4 a mailbox turns mail into signals, its head and attachments kept, and takes mail for no other address', async () => {
  const { id, secret } = await small.perform(create, small.owner, { kind: 'mail', name: 'Phishing box' })
  const { house } = small
  const listener = await startMailListener({
    host: '127.0.0.1',
    port: 0,
    log: house.services.log,
    knows: (address) => knowsMailAddress(house, address),
    take: (addresses, bytes) => takeMail(house, addresses, bytes),
  })
  stops.push(() => listener.stop())
  const sender = createTransport({ host: '127.0.0.1', port: listener.port, secure: false, ignoreTLS: true })
  const send = (to: string, raw: string) => sender.sendMail({ envelope: { from: 'a@b.test', to: [to] }, raw })

  await send(`${secret.toUpperCase()}@muster.example`, mail(1))
  await send(`${secret}@muster.example`, mail(1))
  await send(`${secret}@muster.example`, mail(2))
  await expect(send('somebody@muster.example', mail(3))).rejects.toMatchObject({ responseCode: 550 })
  sender.close()

  const { items } = await small.perform(list, small.lead, { sourceId: id })
  expect(items.map(({ title, count }) => [title, count])).toEqual([
    ['Your parcel 2', 1],
    ['Your parcel 1', 2],
  ])
  expect(items[0]).toMatchObject({
    severity: 'high',
    severityWord: 'dangerous',
    labels: { from: 'Parcel <service@p0st-office.test>', 'attachment.1': 'bill.pdf.exe' },
  })
  expect(items[0]?.labels['attachment.1.sha256']).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(items)).not.toMatch(/https?:\/\//)
  await drainIntake(house)
  expect((await small.perform(groups, small.lead, { q: 'parcel' })).items).toMatchObject([{ signals: 2 }])
  const made = await small.perform(testSource, small.owner, { id })
  expect(made.title).toBe('Test from Muster')
})

test('U3 a real mailbox of ten thousand is asked for what is new, which is moved away, and a crash or new numbers bring nothing twice', async (context) => {
  const why = whyNoDovecot()
  if (why !== undefined) return context.skip(why)
  const box = await startDovecot()
  stops.push(() => box.stop())
  await Promise.all(['Odd mail', 'Done'].map((name) => box.makeFolder(name)))
  await box.deliver('Odd mail', [mail(100)])
  await box.multiply('Odd mail', 10_000)
  const { user, password: secret, plainPort, tlsPort } = box
  const plan = {
    ...{ host: '127.0.0.1', folder: 'Odd mail', user, secret },
    afterwards: 'move',
    moveTo: 'Done',
  } as const
  const house = openedTo(small.house, [box.trust])
  const source = await askedSource(small, { kind: 'mail', house, plan: { ...plan, port: tlsPort } })
  const large = Buffer.concat([
    Buffer.from(mail(104)),
    Buffer.alloc(11 * 1024 * 1024, `${'x'.repeat(70)}\r\n`),
  ])

  expect(await source.ask()).toMatchObject({ taken: 0, failures: 0, trouble: null, hasSecret: true })
  await source.rememberMark()
  await box.deliver('Odd mail', [mail(101), mail(102), large])
  expect(await source.ask()).toMatchObject({ taken: 3, trouble: null })
  const marked = await box.count('Done')
  await source.forgetMark()
  await box.deliver('Odd mail', [mail(101)])
  await source.change({ port: plainPort, security: 'starttls' })
  expect(await source.ask()).toMatchObject({ taken: 0, trouble: null })
  await box.makeFolder('Odd mail')
  await box.deliver('Odd mail', [mail(102), mail(103)])
  expect(await source.ask()).toMatchObject({ taken: 1, trouble: null })

  const { items } = await small.perform(list, small.lead, { sourceId: source.id })
  expect(items.map(({ title, count }) => [title, count]).toSorted()).toEqual([
    ['Your parcel 101', 1],
    ['Your parcel 102', 1],
    ['Your parcel 103', 1],
  ])
  const aside = await small.perform(quarantine, small.lead, { id: source.id })
  expect(aside.items).toMatchObject([{ reason: expect.stringContaining('12 MB') as unknown }]) // a matcher has no type
  expect([marked.all, (await box.count('Odd mail')).all]).toEqual([2, 0])
})

test('U3 R27 a mailbox that cannot be asked says why, is an alarm after the third time, and its end when it answers', async (context) => {
  const why = whyNoDovecot()
  if (why !== undefined) return context.skip(why)
  const box = await startDovecot()
  stops.push(() => box.stop())
  const { user, password: secret, tlsPort: port } = box
  const house = openedTo(small.house, [box.trust])
  const plan = { host: '127.0.0.1', port, user, secret }
  const source = await askedSource(small, { kind: 'mail', house, plan })
  const alarms = async () =>
    (await small.perform(list, small.lead, { sourceId: source.id })).items.map(({ title, state }) => [
      title,
      state,
    ])

  await source.change({ secret: 'another' })
  const first = await performIn(house)(askNow, small.owner, { id: source.id })
  expect(first).toMatchObject({ failures: 1, trouble: 'login', taken: 0 })
  expect(Date.parse(first.nextAt) - Date.parse(first.troubleAt ?? '')).toBe(5 * 60_000)
  await source.change({ folder: 'Nowhere', secret })
  expect(await source.ask()).toMatchObject({ failures: 2, trouble: 'folder' })
  expect(await source.ask(small.house)).toMatchObject({ failures: 3, trouble: 'forbidden_address' })
  expect(await alarms()).toEqual([['No signal comes from Asked mail any more', 'firing']])
  await source.change({ secret })
  expect(await source.ask()).toMatchObject({ failures: 0, trouble: null })
  expect(await alarms()).toEqual([['No signal comes from Asked mail any more', 'resolved']])
  await expect(source.change({ host: 'elsewhere.example', secret: undefined })).rejects.toMatchObject({
    kind: 'invalid',
    detail: { faults: [{ path: 'secret' }] },
  })
  expect(small.logged.join()).not.toContain(secret)
})

test('U3 an address is asked for what its list holds anew, by its own ids and from where it was left, and says when it is left alone', async () => {
  const alerts = [1, 2].map((id) => ({ id, title: `Alert ${id}`, age: 0, state: 'open' }))
  const heard: unknown[] = []
  let status = 200
  const server = await webServer(({ url, headers }, answer) => {
    heard.push([url, headers['x-key']])
    const body = JSON.stringify({ data: { alerts: alerts.map((each) => ({ ...each, age: heard.length })) } })
    answer.writeHead(status, status === 200 ? {} : { 'retry-after': '7200' }).end(body)
  })
  stops.push(() => server.stop())
  const house = openedTo(small.house)
  const plan = {
    address: `${server.address}/v1?a=b`,
    list: 'data.alerts',
    entryId: 'id',
    header: 'X-Key',
    secret: 'hush-hush',
  }
  const cursor = { cursorField: 'id', cursorParameter: 'after' }
  const source = await askedSource(small, { kind: 'generic', house, plan: { ...plan, ...cursor } })

  await source.change({ isOn: false })
  await askDueSources(house, [small.tenantId])
  expect(heard).toEqual([])
  await source.change({})
  await Promise.all([1, 2].map(() => askDueSources(house, [small.tenantId])))
  // Two processes, one turn: the list, and what comes after its newest entry.
  expect(heard).toHaveLength(2)
  await source.forgetMark()
  expect(await source.ask()).toMatchObject({ taken: 0, trouble: null })
  alerts.push({ id: 10, title: 'Alert 10', age: 0, state: 'open' })
  alerts[0] = { id: 1, title: 'Alert 1', age: 0, state: 'resolved' }
  expect(await source.ask()).toMatchObject({ taken: 2, trouble: null })
  alerts[0] = { id: 1, title: 'Alert 1', age: 0, state: 'open' }
  expect(await source.ask()).toMatchObject({ taken: 1, trouble: null })
  expect(await source.ask()).toMatchObject({ taken: 0, trouble: null })
  status = 429
  const failed = await source.ask()
  status = 200
  await source.change({ list: 'nothing', secret: 'hush-hush' })
  expect(await source.ask()).toMatchObject({ failures: 2, trouble: 'unreadable' })

  expect(failed).toMatchObject({ failures: 1, trouble: 'busy', taken: 0 })
  expect(Date.parse(failed.nextAt) - Date.parse(failed.troubleAt ?? '')).toBe(2 * 3_600_000)
  expect(heard).toContainEqual(['/v1?a=b&after=2', 'hush-hush'])
  expect(heard).toContainEqual(['/v1?a=b&after=10', 'hush-hush'])
  const { items } = await small.perform(list, small.lead, { sourceId: source.id })
  expect(items.map(({ title, count, state }) => [title, count, state]).toSorted()).toEqual([
    ['Alert 1', 1, 'firing'],
    ['Alert 1', 2, 'resolved'],
    ['Alert 10', 1, 'firing'],
    ['Alert 2', 1, 'firing'],
  ])
  const shown = await small.perform(listSources, small.responder, {})
  expect(JSON.stringify(shown)).not.toContain('hush-hush')
})
