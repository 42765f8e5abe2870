import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startFail2ban, startRsyslog, whyNo } from '../../../../tests/log-tools.ts'
import { world, type World } from '../../../../tests/world.ts'
import { createApp } from '../../../platform/http/app.ts'
import { create } from './actions/manage-sources.ts'
import { receive } from './actions/receive-signals.ts'
import { list } from './actions/triage-signals.ts'
import { fail2banAction, lineSender } from './content/connect.ts'

const stops: (() => Promise<void>)[] = []
let small: World
let port: number

beforeAll(async () => {
  small = await world()
  const app = await createApp({ house: small.house, actions: [receive], version: 'test' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port // a server that listens on TCP has a port
  stops.push(
    async () => app.close(),
    () => small.close(),
  )
})
afterAll(async () => {
  for (const stop of stops) await stop()
})

async function connect(kind: 'fail2ban' | 'syslog') {
  const { id, secret } = await small.perform(create, small.owner, { kind, name: kind })
  const seen = async () => (await small.perform(list, small.lead, { sourceId: id })).items
  return { url: `http://127.0.0.1:${port}/api/v1/intake/${id}`, secret, seen }
}

const patience = { timeout: 120_000, interval: 100 }

test('a real fail2ban with the action file of the setup page reports a ban, and its end when it stops', async (context) => {
  const why = whyNo('fail2ban')
  if (why !== undefined) return context.skip(why)
  const { url, secret, seen } = await connect('fail2ban')
  const tool = await startFail2ban((file) => fail2banAction(url, file), secret)
  try {
    await vi.waitUntil(() => tool.said().includes("Jail 'door' started"), patience)
    await tool.log(`${new Date().toISOString()} sshd: Failed password for "o'hara" $(id) from 192.0.2.77`)
    const [ban] = await vi.waitUntil(async () => {
      const found = await seen()
      return found.length > 0 && found
    }, patience)

    expect(ban).toMatchObject({
      title: 'fail2ban blocked 192.0.2.77 (door)',
      state: 'firing',
      severityWord: 'ban',
      labels: { 'source.ip': '192.0.2.77', jail: 'door', failures: '1', 'ban seconds': '600' },
      summary: expect.stringContaining(`"o'hara" $(id)`) as unknown, // a matcher, which has no type of its own
    })
    expect(ban?.saidAt).not.toBeNull()
  } finally {
    await tool.stop()
  }
  expect(await seen()).toMatchObject([{ state: 'resolved', count: 2 }])
})

test('a real rsyslog with the sender of the setup page reports a line that is an error', async (context) => {
  const why = whyNo('rsyslog')
  if (why !== undefined) return context.skip(why)
  const { url, secret, seen } = await connect('syslog')
  const tool = await startRsyslog((file) => lineSender(url).replace('/etc/muster/header', file), secret)
  try {
    await tool.log('nightly run failed: disk full')
    const [line] = await vi.waitUntil(async () => {
      const found = await seen()
      return found.length > 0 && found
    }, patience)

    expect(line).toMatchObject({
      title: 'nightly run failed: disk full',
      severity: 'high',
      severityWord: 'error',
      labels: { program: 'backup' },
    })
    expect(line?.saidAt).not.toBeNull()
  } finally {
    await tool.stop()
  }
})
