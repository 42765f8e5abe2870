import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyOfSecret, sign, whyNotSigned } from './signatures.ts'

const bytes = Buffer.alloc(32, 5)
const key = keyOfSecret(`whsec_${bytes.toString('base64')}`) ?? new Uint8Array()
const body = Buffer.from('{"type":"test"}')
const now = new Date('2026-03-01T08:00:00Z')
const seconds = String(now.getTime() / 1000)
const headers = (over: object = {}) => ({
  id: 'msg_1',
  timestamp: seconds,
  signature: `v1,${sign(key, 'msg_1', seconds, body)}`,
  ...over,
})

test('the signature is the one that the specification describes', () => {
  const expected = createHmac('sha256', bytes).update(`msg_1.${seconds}.`).update(body).digest('base64')
  expect(sign(key, 'msg_1', seconds, body)).toBe(expected)
})

test('a sender is believed with one good signature among several, made with the present key or the one before', () => {
  const other = new Uint8Array(32)
  const several = headers({ signature: `v1a,x v1,AAAA ${headers().signature}` })
  expect(whyNotSigned(several, body, [key], now)).toBeUndefined()
  expect(whyNotSigned(headers(), body, [other, key], now)).toBeUndefined()
  expect(whyNotSigned(headers(), body, [other], now)).toBe('wrong')
})

test('a message that is changed, unsigned, or five minutes off is refused', () => {
  expect(whyNotSigned(headers(), Buffer.from('{"type":"tesT"}'), [key], now)).toBe('wrong')
  expect(whyNotSigned(headers({ id: 'msg_2' }), body, [key], now)).toBe('wrong')
  expect(whyNotSigned(headers({ signature: '' }), body, [key], now)).toBe('unsigned')
  expect(whyNotSigned(headers({ timestamp: 'soon' }), body, [key], now)).toBe('unsigned')
  const [late, early] = [301_000, -301_000].map((millis) => new Date(now.getTime() + millis))
  expect([late, early].map((at) => whyNotSigned(headers(), body, [key], at ?? now))).toEqual([
    'too old',
    'too old',
  ])
})

test('a secret is taken with its prefix and without, and a password is not one', () => {
  expect(keyOfSecret(bytes.toString('base64'))).toEqual(key)
  expect(keyOfSecret('hunter2')).toBeUndefined()
  expect(keyOfSecret(`whsec_${Buffer.alloc(16).toString('base64')}`)).toBeUndefined()
})
