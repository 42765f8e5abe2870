/**
 * Promises that a text message or a call becomes the request that each provider documents, and that its answer becomes
 * one of a closed list of words. Nothing here touches the network.
 */
import { webhookSignature } from '../webhook/send.ts'

/** `own`: a program of the organisation's own, by the port described in `docs/telephone-port.md`. */
export const telephoneProviders = ['twilio', 'vonage', 'sipgate', 'seven', 'own'] as const
export type TelephoneProvider = (typeof telephoneProviders)[number]

/** What each is able to do by its public interface, and whether it reports what became of a message. */
export const abilities: Readonly<
  Record<TelephoneProvider, { readonly calls: boolean; readonly reports: boolean; readonly keys: boolean }>
> = {
  twilio: { calls: true, reports: true, keys: true },
  vonage: { calls: false, reports: true, keys: false },
  sipgate: { calls: false, reports: false, keys: false },
  seven: { calls: true, reports: false, keys: false },
  own: { calls: true, reports: true, keys: true },
}

export interface Gateway {
  readonly provider: TelephoneProvider
  /** Empty: where the provider stands. For `own` the whole address, else its origin. */
  readonly address: string
  /** Account SID, API key, or id of a token; empty where the secret is all that is needed. */
  readonly account: string
  readonly secret: string
  /** A number, a name, a messaging service, or at sipgate the web text extension. */
  readonly sender: string
}

export interface PhoneMessage {
  /** The same at every try. */
  readonly id: string
  readonly kind: 'text' | 'call'
  /** E.164, as `+436641234567`. */
  readonly to: string
  readonly words: string
  readonly language: 'en' | 'de'
  /** Said in a call before a key is waited for; empty where no key is asked for. */
  readonly keyWords: string
  /** Where the provider reports to; empty for a message nobody waits for, as a code. */
  readonly reportUrl: string
  readonly at: Date
  readonly keepSeconds: number
}

export interface GatewayRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type GatewayAnswer =
  | { readonly state: 'accepted' }
  /** Of this message: it is not tried again. */
  | { readonly state: 'refused'; readonly trouble: 'recipient' | 'content' }
  | { readonly state: 'waits'; readonly trouble: 'login' | 'credit' | 'sender' | 'busy' }

/** Where each stands, by its documentation of 2026. */
const places: Readonly<Record<TelephoneProvider, string>> = {
  twilio: 'https://api.twilio.com',
  vonage: 'https://rest.nexmo.com',
  sipgate: 'https://api.sipgate.com',
  seven: 'https://gateway.seven.io',
  own: '',
}

/** @throws Error for a call that this provider does not make */
export function requestFor(gateway: Gateway, message: PhoneMessage): GatewayRequest {
  if (message.kind === 'call' && !abilities[gateway.provider].calls)
    throw new Error(`${gateway.provider} makes no calls`)
  return makers[gateway.provider](gateway, message)
}

export function readAnswer(provider: TelephoneProvider, status: number, body: string): GatewayAnswer {
  return readers[provider](status, body)
}

type Maker = (gateway: Gateway, message: PhoneMessage) => GatewayRequest

const makers: Readonly<Record<TelephoneProvider, Maker>> = {
  // https://www.twilio.com/docs/messaging/api/message-resource, https://www.twilio.com/docs/voice/api/call-resource
  twilio(gateway, message) {
    const { account, sender } = gateway
    const common: [string, string][] = [['To', message.to]]
    const reported: [string, string][] =
      message.reportUrl === '' ? [] : [['StatusCallback', message.reportUrl]]
    const own: [string, string][] =
      message.kind === 'text'
        ? [
            [sender.startsWith('MG') ? 'MessagingServiceSid' : 'From', sender],
            ['Body', message.words],
            ['ValidityPeriod', String(Math.max(60, message.keepSeconds))],
          ]
        : [
            ['From', sender],
            ['Twiml', twimlOf(message)],
            ['Timeout', '40'],
          ]
    const what = message.kind === 'text' ? 'Messages' : 'Calls'
    const path = `/2010-04-01/Accounts/${encodeURIComponent(account)}/${what}.json`
    return form(gateway, path, basic(gateway), [...common, ...own, ...reported])
  },
  // https://developer.vonage.com/en/api/sms
  vonage(gateway, message) {
    const isPlain = isGsm(message.words)
    return form(gateway, '/sms/json', basic(gateway), [
      ['from', gateway.sender.replace(/^\+/, '')],
      ['to', message.to.slice(1)],
      ['text', message.words],
      ['type', isPlain ? 'text' : 'unicode'],
      ['ttl', String(Math.max(60, message.keepSeconds) * 1000)],
      ['client-ref', message.id],
      ...(message.reportUrl === '' ? [] : [pair('callback', message.reportUrl)]),
    ])
  },
  // https://api.sipgate.com/v2/doc
  sipgate(gateway, { to, words }) {
    return json(gateway, '/v2/sessions/sms', basic(gateway), {
      smsId: gateway.sender,
      recipient: to,
      message: words,
    })
  },
  // https://docs.seven.io/en/rest-api/endpoints/sms and .../voice
  seven(gateway, message) {
    const headers = { 'x-api-key': gateway.secret, accept: 'application/json' }
    const fields: [string, string][] = [
      ['to', message.to],
      ['text', message.words],
      ...(gateway.sender === '' ? [] : [pair('from', gateway.sender)]),
    ]
    if (message.kind === 'call') return form(gateway, '/api/voice', headers, fields)
    const minutes = String(Math.max(1, Math.round(message.keepSeconds / 60)))
    return form(gateway, '/api/sms', headers, [...fields, ['ttl', minutes], ['foreign_id', message.id]])
  },
  own(gateway, message) {
    const { id, kind, to, words, language, keyWords, reportUrl, at, keepSeconds } = message
    const body = JSON.stringify({
      type: kind === 'text' ? 'text.send' : 'call.place',
      ...{ id, to, words, language },
      from: gateway.sender,
      ...(keyWords !== '' && { key: { digit: '1', words: keyWords } }),
      ...(reportUrl !== '' && { reportUrl }),
      expiresAt: new Date(at.getTime() + keepSeconds * 1000).toISOString(),
    })
    const event = { id, at, body, secrets: [gateway.secret] }
    return {
      url: new URL(gateway.address),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': webhookSignature(event),
      },
      body,
    }
  },
}

/** Said once, then a key is waited for, then all of it once more: whoever wakes up misses the first words. */
function twimlOf({ words, language, keyWords, reportUrl }: PhoneMessage): string {
  const voice = language === 'de' ? 'de-DE' : 'en-GB'
  const say = (text: string) => `<Say language="${voice}">${xml(text)}</Say>`
  if (keyWords === '' || reportUrl === '') return `<Response>${say(words)}${say(words)}</Response>`
  const gather = `<Gather numDigits="1" timeout="8" action="${xml(`${reportUrl}?part=key`)}">${say(`${words} ${keyWords}`)}</Gather>`
  return `<Response>${gather}${gather}</Response>`
}

function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Letters of one text message of 160 (3GPP TS 23.038, without its extension): others halve it. */
function isGsm(text: string): boolean {
  return /^[@£$¥èéùìòÇ\nØø\rÅå\u0394_\u03A6\u0393\u039B\u03A9\u03A0\u03A8\u03A3\u0398\u039EÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/u.test(
    text,
  )
}

function pair(name: string, value: string): [string, string] {
  return [name, value]
}

function basic({ account, secret }: Gateway): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}` }
}

function form(
  gateway: Gateway,
  path: string,
  headers: Record<string, string>,
  fields: readonly (readonly [string, string])[],
): GatewayRequest {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return { url: placeOf(gateway, path), headers: { ...type, ...headers }, body }
}

function json(
  gateway: Gateway,
  path: string,
  headers: Record<string, string>,
  value: unknown,
): GatewayRequest {
  const type = { 'content-type': 'application/json', accept: 'application/json' }
  return { url: placeOf(gateway, path), headers: { ...type, ...headers }, body: JSON.stringify(value) }
}

function placeOf({ provider, address }: Gateway, path: string): URL {
  return new URL(path, address === '' ? places[provider] : address)
}

const accepted: GatewayAnswer = { state: 'accepted' }
const waits = (trouble: 'login' | 'credit' | 'sender' | 'busy'): GatewayAnswer => ({
  state: 'waits',
  trouble,
})
const refused = (trouble: 'recipient' | 'content'): GatewayAnswer => ({ state: 'refused', trouble })

/** What the status says where nothing else does. */
function byStatus(status: number): GatewayAnswer {
  if (status >= 200 && status < 300) return accepted
  if (status === 401 || status === 403) return waits('login')
  if (status === 402) return waits('credit')
  if (status === 408 || status === 425 || status === 429 || status >= 500) return waits('busy')
  return refused('content')
}

const readers: Readonly<Record<TelephoneProvider, (status: number, body: string) => GatewayAnswer>> = {
  // https://www.twilio.com/docs/api/errors
  twilio(status, body) {
    if (status !== 400) return byStatus(status)
    const code = Number(fieldOf(body, 'code'))
    if ([21211, 21214, 21215, 21217, 21408, 21608, 21610, 21612, 21614, 13224].includes(code))
      return refused('recipient')
    return [21212, 21210, 21603, 21606, 21659, 21660, 21703].includes(code)
      ? waits('sender')
      : refused('content')
  },
  // It answers 200 and says in the body how it ended; a long text is several messages, all of which have to be taken.
  vonage(status, body) {
    if (status !== 200) return byStatus(status)
    const messages = fieldOf(body, 'messages')
    const states = Array.isArray(messages)
      ? messages.map((one: unknown) => String(valueIn(one, 'status')))
      : []
    const bad = states.find((one) => one !== '0')
    if (states.length > 0 && bad === undefined) return accepted
    if (['4', '8', '14', '32', '33'].includes(bad ?? '')) return waits('login')
    if (bad === '9') return waits('credit')
    if (bad === '15' || bad === '11') return waits('sender')
    if (['6', '7', '29'].includes(bad ?? '')) return refused('recipient')
    return ['2', '3', '12', '22'].includes(bad ?? '') ? refused('content') : waits('busy')
  },
  sipgate: (status) => byStatus(status),
  // Codes: https://docs.seven.io/en/rest-api/endpoints/sms#return-codes
  seven(status, body) {
    if (status !== 200) return byStatus(status)
    const success = fieldOf(body, 'success')
    const code = typeof success === 'string' || typeof success === 'boolean' ? String(success) : body.trim()
    if (code === '100' || code === 'true') return accepted
    if (['900', '902', '903'].includes(code)) return waits('login')
    if (code === '500') return waits('credit')
    if (code === '201') return waits('sender')
    if (code === '101' || code === '202') return refused('recipient')
    return code === '600' ? waits('busy') : refused('content')
  },
  own: (status) => byStatus(status),
}

function fieldOf(body: string, name: string): unknown {
  try {
    return valueIn(JSON.parse(body), name)
  } catch {
    return undefined
  }
}

function valueIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name] // its own field, looked at as unknown
    : undefined
}
