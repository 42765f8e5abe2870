import { expect, onTestFinished, test } from 'vitest'
import { mqttBroker, type BrokerTemper } from '../../../tests/mqtt-broker.ts'
import { createEgress } from '../egress.ts'
import { plainBusAddress, publishEvent, topicOf } from './publish.ts'
import { newWebhookSecret } from './send.ts'

const egress = createEgress({ allow: ['127.0.0.0/8'] })
const event = { id: 'one', at: new Date(0), body: '{"type":"x"}', secrets: [newWebhookSecret()] }

async function told(temper: BrokerTemper) {
  const broker = await mqttBroker(() => temper)
  onTestFinished(() => broker.stop())
  const address = `mqtt://127.0.0.1:${broker.port}`
  return publishEvent(egress, { address, user: '', password: '', topic: topicOf('bakery', 'a.b') }, event)
}

test('U43 an owner reads why a bus took nothing, and no odd answer of it holds us', async () => {
  expect(await told({})).toEqual({ state: 'accepted' })
  expect(await told({ publish: 0x10 })).toEqual({ state: 'accepted' })
  expect(await told({ connect: 0x86 })).toMatchObject({ trouble: 'login' })
  expect(await told({ connect: 0x88 })).toMatchObject({ trouble: 'refused' })
  expect(await told({ publish: 0x97 })).toMatchObject({ trouble: 'refused' })
  expect(await told({ noise: Buffer.alloc(100_000, 0x20) })).toMatchObject({ trouble: 'broken_off' })
  expect(await told({ noise: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') })).toMatchObject({
    trouble: 'broken_off',
  })
  const strict = createEgress({ allow: [] })
  const bus = { address: 'mqtt://127.0.0.1:1883', user: '', password: '', topic: 'x' }
  expect((await publishEvent(strict, bus, event)).state).toBe('not accepted')
})

test('U43 the address of a bus is a host and a port and nothing more', () => {
  expect(plainBusAddress('MQTTS://Bus.Example')).toBe('mqtts://bus.example:8883')
  expect(plainBusAddress('mqtt://10.0.0.5:1884/')).toBe('mqtt://10.0.0.5:1884')
  for (const bad of [
    'https://a.example',
    'mqtts://u:p@a.example',
    'mqtts://a.example/x',
    'mqtts://a.example?x',
    'a',
    '',
  ])
    expect(plainBusAddress(bad)).toBeUndefined()
  expect(topicOf('bakery', 'incident.declared')).toBe('muster/bakery/incident/declared')
})
