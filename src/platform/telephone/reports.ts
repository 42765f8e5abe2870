/**
 * Promises that what a gateway reports of a message is believed only with the proof that its provider documents, and is
 * one of four words. That the address of the report was a secret of this message is the caller's to see.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { webhookSignature } from '../webhook/send.ts'
import type { Gateway } from './gateways.ts'

export interface SentReport {
  /** The whole address that the report was sent to, as it was given to the gateway. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly now: Date
}

/** `on its way`: nothing that a person would want to know. */
export type Report = 'reached' | 'not reached' | 'acknowledged' | 'on its way'

const toleranceSeconds = 300

/** @returns undefined for one that lacks its proof, or that cannot be read */
export function readReport({ provider, secret }: Gateway, sent: SentReport): Report | undefined {
  switch (provider) {
    case 'twilio':
      return isTwilios(secret, sent) ? twilioReport(new URLSearchParams(sent.body)) : undefined
    case 'own':
      return isSignedByOwn(secret, sent) ? ownReport(sent.body) : undefined
    case 'vonage':
      // Its receipts bear no signature unless the account signs all it does; the address of each is its proof.
      return vonageReport(sent)
    default:
      return undefined
  }
}

/** https://www.twilio.com/docs/usage/security#validating-requests: HMAC-SHA1 over the address and the sorted fields. */
function isTwilios(secret: string, { url, headers, body }: SentReport): boolean {
  const fields = [...new URLSearchParams(body)].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const content = url + fields.map(([name, value]) => name + value).join('')
  const expected = createHmac('sha1', secret).update(content).digest('base64')
  return isSame(expected, headers['x-twilio-signature'])
}

function twilioReport(fields: URLSearchParams): Report {
  if (fields.has('Digits')) return fields.get('Digits') === '1' ? 'acknowledged' : 'on its way'
  const state = fields.get('MessageStatus') ?? fields.get('CallStatus') ?? ''
  if (state === 'delivered' || state === 'read') return 'reached'
  // A call that ended without a key may have been taken by a mailbox: nobody said that they heard it.
  const isLost = ['undelivered', 'failed', 'busy', 'no-answer', 'canceled', 'completed'].includes(state)
  return isLost ? 'not reached' : 'on its way'
}

/** Standard Webhooks: `v1,` and HMAC-SHA256 over id, time and body, not older than five minutes. */
function isSignedByOwn(secret: string, { headers, body, now }: SentReport): boolean {
  const id = headers['webhook-id']
  const seconds = Number(headers['webhook-timestamp'])
  if (typeof id !== 'string' || !Number.isSafeInteger(seconds)) return false
  if (Math.abs(now.getTime() / 1000 - seconds) > toleranceSeconds) return false
  const given = headers['webhook-signature']
  const expected = webhookSignature({ id, at: new Date(seconds * 1000), body, secrets: [secret] })
  return typeof given === 'string' && given.split(' ').some((one) => isSame(expected, one))
}

function ownReport(body: string): Report | undefined {
  const state = fieldsOf(body)['state']
  if (state === 'reached' || state === 'acknowledged') return state
  return state === 'not_reached' ? 'not reached' : undefined
}

/** Its receipts come as a form or as JSON, as the account is set. */
function vonageReport({ headers, body }: SentReport): Report | undefined {
  const isJson = String(headers['content-type']).includes('json')
  const status = isJson ? fieldsOf(body)['status'] : new URLSearchParams(body).get('status')
  if (typeof status !== 'string') return undefined
  if (status === 'delivered') return 'reached'
  return ['expired', 'failed', 'rejected', 'undeliverable'].includes(status) ? 'not reached' : 'on its way'
}

function fieldsOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function isSame(expected: string, given: string | string[] | undefined): boolean {
  if (typeof given !== 'string') return false
  const [one, other] = [Buffer.from(expected), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}
