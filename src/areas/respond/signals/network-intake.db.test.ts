import { once } from 'node:events'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { selfSigned } from '../../../../tests/certificate.ts'
import { startForwarding, whyNo } from '../../../../tests/log-tools.ts'
import { world, type World } from '../../../../tests/world.ts'
import { startMailListener } from '../../../platform/listeners/mail-server.ts'
import { startSyslog, type Listener } from '../../../platform/listeners/syslog-server.ts'
import { create, remove } from './actions/manage-sources.ts'
import { groups } from './actions/read-groups.ts'
import { list } from './actions/triage-signals.ts'
import { test as testSource } from './actions/set-up-sources.ts'
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

const patience = { timeout: 30_000, interval: 100 }
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
