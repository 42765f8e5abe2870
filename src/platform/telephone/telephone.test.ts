import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { newWebhookSecret, webhookSignature } from '../webhook/send.ts'
import {
  readAnswer,
  requestFor,
  type Gateway,
  type PhoneMessage,
  type TelephoneProvider,
} from './gateways.ts'
import { readReport } from './reports.ts'

const secret = newWebhookSecret()
const gateway = (provider: TelephoneProvider, over: Partial<Gateway> = {}): Gateway => ({
  ...{ provider, address: '', account: 'AC1', secret, sender: '+43720', ...over },
})
const message = (over: Partial<PhoneMessage> = {}): PhoneMessage => ({
  ...{ id: 'm1', kind: 'text', to: '+436641234567', words: 'Hello', language: 'en', keyWords: '' },
  ...{ reportUrl: 'https://m.example/r/1', at: new Date(0), keepSeconds: 600, ...over },
})
const fields = (body: string) => Object.fromEntries(new URLSearchParams(body))

test('U12 each provider is asked as its documentation says', () => {
  const twilio = requestFor(gateway('twilio'), message())
  expect(twilio.url.href).toBe('https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json')
  expect(twilio.headers['authorization']).toBe(`Basic ${Buffer.from(`AC1:${secret}`).toString('base64')}`)
  expect(fields(twilio.body)).toEqual({
    ...{ To: '+436641234567', From: '+43720', Body: 'Hello', ValidityPeriod: '600' },
    StatusCallback: 'https://m.example/r/1',
  })
  expect(fields(requestFor(gateway('twilio', { sender: 'MG9' }), message()).body)).toMatchObject({
    MessagingServiceSid: 'MG9',
  })
  const vonage = requestFor(gateway('vonage', { sender: 'Muster' }), message({ words: 'Grüße, é €' }))
  expect(vonage.url.href).toBe('https://rest.nexmo.com/sms/json')
  expect(fields(vonage.body)).toMatchObject({
    from: 'Muster',
    to: '436641234567',
    type: 'unicode',
    ttl: '600000',
  })
  const sipgate = requestFor(gateway('sipgate', { sender: 's0' }), message())
  expect(sipgate.url.href).toBe('https://api.sipgate.com/v2/sessions/sms')
  expect(JSON.parse(sipgate.body)).toEqual({ smsId: 's0', recipient: '+436641234567', message: 'Hello' })
  const seven = requestFor(gateway('seven', { sender: '' }), message())
  expect([seven.url.href, seven.headers['x-api-key']]).toEqual(['https://gateway.seven.io/api/sms', secret])
  expect(fields(seven.body)).toEqual({ to: '+436641234567', text: 'Hello', ttl: '10', foreign_id: 'm1' })
  expect(() => requestFor(gateway('sipgate'), message({ kind: 'call' }))).toThrow('no calls')
})

test('U12 a call says its words twice, waits for a key each time, and no words of anybody become its commands', () => {
  const call = message({ kind: 'call', words: 'A <Hangup/> & "b"', keyWords: 'Press 1.' })
  const { Twiml = '' } = fields(requestFor(gateway('twilio'), call).body)
  expect(Twiml.match(/<Gather numDigits="1"/g)).toHaveLength(2)
  expect(Twiml).toContain('action="https://m.example/r/1?part=key"')
  expect(Twiml).toContain('A &lt;Hangup/&gt; &amp; &quot;b&quot; Press 1.')
  expect(fields(requestFor(gateway('seven'), call).body)).toMatchObject({ to: '+436641234567' })
})

test('U12 an own program gets what it needs, signed as Standard Webhooks wants it', () => {
  const own = gateway('own', { address: 'https://sms.example/send' })
  const { url, headers, body } = requestFor(own, message({ kind: 'call', keyWords: 'Press 1.' }))
  expect(url.href).toBe('https://sms.example/send')
  expect(JSON.parse(body)).toEqual({
    ...{ type: 'call.place', id: 'm1', to: '+436641234567', from: '+43720', words: 'Hello', language: 'en' },
    key: { digit: '1', words: 'Press 1.' },
    reportUrl: 'https://m.example/r/1',
    expiresAt: '1970-01-01T00:10:00.000Z',
  })
  expect(headers['webhook-signature']).toBe(
    webhookSignature({ id: 'm1', at: new Date(0), body, secrets: [secret] }),
  )
})

test.each([
  ['twilio', 201, '{"sid":"SM1"}', 'accepted'],
  ['twilio', 400, '{"code":21211}', 'recipient'],
  ['twilio', 400, '{"code":21606}', 'sender'],
  ['twilio', 401, '', 'login'],
  ['twilio', 503, '<html>', 'busy'],
  ['vonage', 200, '{"messages":[{"status":"0"},{"status":"0"}]}', 'accepted'],
  ['vonage', 200, '{"messages":[{"status":"0"},{"status":"9"}]}', 'credit'],
  ['vonage', 200, '{"messages":[{"status":"4"}]}', 'login'],
  ['vonage', 200, 'no JSON', 'busy'],
  ['sipgate', 204, '', 'accepted'],
  ['sipgate', 402, '', 'credit'],
  ['seven', 200, '{"success":"100"}', 'accepted'],
  ['seven', 200, '{"success":"900"}', 'login'],
  ['seven', 200, '{"success":"500"}', 'credit'],
  ['seven', 200, '202', 'recipient'],
  ['own', 202, '', 'accepted'],
  ['own', 302, '', 'content'],
] as const)('what %s answers with %i %s is %s', (provider, status, body, word) => {
  const answer = readAnswer(provider, status, body)
  expect('trouble' in answer ? answer.trouble : answer.state).toBe(word)
})

test('U12 a report of Twilio counts with its signature alone, over the whole address and every field', () => {
  const twilio = gateway('twilio')
  const url = 'https://m.example/r/1?part=key'
  const body = 'MessageStatus=delivered&MessageSid=SM1'
  const sign = (text: string) => createHmac('sha1', secret).update(text).digest('base64')
  const signature = sign(`${url}MessageSidSM1MessageStatusdelivered`)
  const read = (headers: Record<string, string>, given = body) =>
    readReport(twilio, { url, headers, body: given, now: new Date() })
  expect(read({ 'x-twilio-signature': signature })).toBe('reached')
  expect(read({ 'x-twilio-signature': signature }, 'MessageStatus=failed&MessageSid=SM1')).toBeUndefined()
  expect(read({})).toBeUndefined()
  expect(read({ 'x-twilio-signature': sign(`${url}Digits1`) }, 'Digits=1')).toBe('acknowledged')
  expect(read({ 'x-twilio-signature': sign(`${url}Digits5`) }, 'Digits=5')).toBe('on its way')
  expect(read({ 'x-twilio-signature': sign(`${url}CallStatuscompleted`) }, 'CallStatus=completed')).toBe(
    'not reached',
  )
})

test('U12 a report of an own program is signed and fresh, one of Vonage has its own address, others report nothing', () => {
  const now = new Date('2026-03-01T10:00:00Z')
  const body = '{"state":"acknowledged"}'
  const headers = (at: Date) => ({
    'webhook-id': 'r1',
    'webhook-timestamp': String(at.getTime() / 1000),
    'webhook-signature': `v1,x ${webhookSignature({ id: 'r1', at, body, secrets: [secret] })}`,
  })
  const read = (provider: TelephoneProvider, given: Record<string, string>, text = body) =>
    readReport(gateway(provider), { url: '', headers: given, body: text, now })
  expect(read('own', headers(now))).toBe('acknowledged')
  expect(read('own', headers(new Date(now.getTime() - 600_000)))).toBeUndefined()
  expect(read('own', headers(now), '{"state":"reached"}')).toBeUndefined()
  expect(read('vonage', { 'content-type': 'application/json' }, '{"status":"delivered"}')).toBe('reached')
  expect(read('vonage', {}, 'status=rejected')).toBe('not reached')
  expect(read('seven', {}, '{"state":"reached"}')).toBeUndefined()
})
