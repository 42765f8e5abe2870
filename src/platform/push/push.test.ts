import { createECDH } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { pushBrowser, pushService, vapidOf } from '../../../tests/push-service.ts'
import { createEgress } from '../egress.ts'
import { arePushKeys, createPushSender, plainPushEndpoint } from './push.ts'

const pair = createECDH('prime256v1')
const publicKey = pair.generateKeys('base64url')
// A number with leading zeros comes shorter than it is.
const privateKey = Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url')
const keys = { publicKey, privateKey }
const message = { payload: '{"title":"Muster"}', isUrgent: true, keepSeconds: 600 }

async function start(allow?: readonly string[]) {
  const service = await pushService()
  onTestFinished(() => service.stop())
  const egress = createEgress({
    allow: allow ?? [`127.0.0.1:${service.port}`],
    trust: [service.certificate.cert],
  })
  const browser = pushBrowser()
  const device = { endpoint: `${service.origin}/send/abc`, p256dh: browser.p256dh, auth: browser.auth }
  return { service, browser, device, sender: createPushSender(egress, keys, 'mailto:push@muster.local') }
}

test('a browser reads what was sent to it, and the service knows the sender by its key', async () => {
  const { service, browser, device, sender } = await start()

  expect(await sender.send(device, message)).toEqual({ state: 'accepted' })

  const [got] = service.received
  expect(browser.decrypt(got?.body ?? Buffer.alloc(0))).toEqual({ title: 'Muster' })
  expect(() => pushBrowser().decrypt(got?.body ?? Buffer.alloc(0))).toThrow()
  expect(got?.headers).toMatchObject({ ttl: '600', urgency: 'high', 'content-encoding': 'aes128gcm' })
  const { key, claims } = vapidOf(got?.headers.authorization)
  expect(key).toBe(keys.publicKey)
  expect(claims).toMatchObject({ aud: service.origin, sub: 'mailto:push@muster.local' })
})

test.each([
  [200, 'accepted'],
  [404, 'gone'],
  [410, 'gone'],
  [400, 'refused'],
  [413, 'refused'],
  [429, 'waits'],
  [503, 'waits'],
])('the answer %i of a push service means %s', async (status, state) => {
  const { service, device, sender } = await start()
  service.answer(status)

  expect((await sender.send(device, message)).state).toBe(state)
})

test.each([301, 302, 307, 308])('a push service cannot send us elsewhere by %i', async (status) => {
  const { service, device, sender } = await start()
  service.answer(status, { location: `${service.origin}/inside` })

  expect(await sender.send(device, message)).toEqual({ state: 'refused' })
  expect(service.received.map(({ path }) => path)).toEqual(['/send/abc'])
})

test('a push address inside the network is not called', async () => {
  const { service, device, sender } = await start([])

  expect(await sender.send(device, message)).toEqual({ state: 'waits', trouble: 'forbidden_address' })
  expect(service.received).toEqual([])
})

test('a push service that is away or is not who it says keeps the message waiting', async () => {
  const { service, device, sender } = await start()
  const stranger = createPushSender(createEgress({ allow: ['127.0.0.1'] }), keys, 'mailto:push@muster.local')
  expect(await stranger.send(device, message)).toEqual({ state: 'waits', trouble: 'tls' })
  await service.stop()

  expect(await sender.send(device, message)).toEqual({ state: 'waits', trouble: 'unreachable' })
})

test.each([
  'http://push.example/x',
  'ftp://push.example/x',
  'https://user@push.example/x',
  'https://user:pass@push.example/x',
  'https://push.example\\@127.0.0.1/x',
  'https://push.example/x#y',
  'https://push.exa mple/x',
  'https://',
  'push.example/x',
  '',
])('the push address %j of a browser is refused', (endpoint) =>
  expect(plainPushEndpoint(endpoint)).toBeUndefined(),
)

test('push addresses and keys of browsers are taken', () => {
  expect(plainPushEndpoint('https://FCM.googleapis.com/fcm/send/a:b')).toBe(
    'https://fcm.googleapis.com/fcm/send/a:b',
  )
  expect(plainPushEndpoint('https://0x7f.1/x')).toBe('https://127.0.0.1/x')
  expect(arePushKeys(pushBrowser())).toBe(true)
})

test('keys that no browser makes are refused', () => {
  const { p256dh, auth } = pushBrowser()
  const offCurve = Buffer.alloc(65, 7)
  offCurve[0] = 4
  expect(arePushKeys({ p256dh: offCurve.toString('base64url'), auth })).toBe(false)
  expect(arePushKeys({ p256dh, auth: 'AAAA' })).toBe(false)
  expect(arePushKeys({ p256dh: `${p256dh}=`, auth })).toBe(false)
  expect(arePushKeys({ p256dh: '', auth: '' })).toBe(false)
})
