import { expect, test } from 'vitest'
import { newWebhookSecret, plainWebhookAddress, webhookSignature } from './send.ts'

test('a program that follows the standard finds its own signature, by the example of the standard', () => {
  const event = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
  }
  const first = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  expect(webhookSignature({ ...event, secrets: [first] })).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
  const both = webhookSignature({ ...event, secrets: [newWebhookSecret(), first] }).split(' ')
  expect(both).toHaveLength(2)
  expect(both[1]).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('nobody guesses a secret, and an address with a login, a fragment or another scheme is none', () => {
  const secret = newWebhookSecret()
  expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32)
  expect(newWebhookSecret()).not.toBe(secret)
  expect(plainWebhookAddress('HTTPS://Hooks.Example/a?b=1')).toBe('https://hooks.example/a?b=1')
  for (const bad of [
    'ftp://a.example/',
    'https://u:p@a.example/',
    'https://a.example/#x',
    'a.example',
    'https://a .example',
  ])
    expect(plainWebhookAddress(bad)).toBeUndefined()
})
