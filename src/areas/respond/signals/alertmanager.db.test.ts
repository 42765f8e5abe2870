import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startAlertmanager, whyNoAlertmanager, type Alertmanager } from '../../../../tests/alertmanager.ts'
import { world, type World } from '../../../../tests/world.ts'
import { createApp } from '../../../platform/http/app.ts'
import { create } from './actions/manage-sources.ts'
import { receive } from './actions/receive-signals.ts'
import { get, list } from './actions/triage-signals.ts'

const why = whyNoAlertmanager()
const stops: (() => Promise<void>)[] = []
let small: World
let alertmanager: Alertmanager

beforeAll(async () => {
  if (why !== undefined) return
  small = await world()
  const app = await createApp({ house: small.house, actions: [receive], version: 'test' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  // A server that listens on TCP has a port.
  const { port } = app.server.address() as AddressInfo
  const { id, secret } = await small.perform(create, small.owner, {
    kind: 'alertmanager',
    name: 'Prometheus',
  })
  alertmanager = await startAlertmanager({
    intakeUrl: `http://127.0.0.1:${port}/api/v1/intake/${id}`,
    secret,
  })
  stops.push(
    () => alertmanager.stop(),
    async () => app.close(),
    () => small.close(),
  )
})
afterAll(async () => {
  for (const stop of stops) await stop()
})

test('a real Alertmanager reports an alert and later its end, and both are one signal', async (context) => {
  if (why !== undefined) context.skip(why)
  const startsAt = new Date()
  const labels = { alertname: 'InstanceDown', instance: 'till03.example.org', severity: 'critical' }
  const annotations = { summary: 'Till 3 does not answer' }

  await alertmanager.send([{ labels, annotations, startsAt }])
  const fired = await vi.waitUntil(async () => signal('firing'), { timeout: 120_000, interval: 50 })
  await alertmanager.send([{ labels, annotations, startsAt, endsAt: new Date() }])
  const ended = await vi.waitUntil(async () => signal('resolved'), { timeout: 120_000, interval: 50 })

  expect(fired).toMatchObject({ title: 'Till 3 does not answer', severity: 'critical', labels })
  expect(ended.id).toBe(fired.id)
  expect(ended.resolvedAt).not.toBeNull()
  const { payload } = await small.perform(get, small.lead, { id: fired.id })
  expect(JSON.parse(payload)).toMatchObject({ version: '4', status: 'firing', receiver: 'muster' })
})

async function signal(state: 'firing' | 'resolved') {
  const { items } = await small.perform(list, small.lead, { state })
  return items[0]
}
