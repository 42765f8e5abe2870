/**
 * Promises that a push message reaches a push service encrypted for one device, over a judged connection, without
 * following redirects; what the service answers is read as a status and nothing more.
 */
import { createECDH } from 'node:crypto'
import { request } from 'node:https'
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'

/** The keys that a push service knows this installation by (VAPID, RFC 8292), in base64url. */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

export interface PushDevice {
  /** Where its push service takes messages, as {@link plainPushEndpoint} spells it. */
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

export interface PushMessage {
  readonly payload: string
  readonly isUrgent: boolean
  /** How long the service may keep it for a device that is off. */
  readonly keepSeconds: number
}

export type PushOutcome =
  /** The service took it; whether the device showed it is not known to anyone here. */
  | { readonly state: 'accepted' }
  /** The service says that this device is no longer subscribed. */
  | { readonly state: 'gone' }
  | { readonly state: 'waits'; readonly trouble: EgressTrouble | 'later' | 'broken_off' }
  | { readonly state: 'refused' }

export interface PushSender {
  readonly publicKey: string
  /** Never throws for what the network or the service does. */
  send(device: PushDevice, message: PushMessage): Promise<PushOutcome>
}

/** @param subject whom a push service may turn to: an `https:` or `mailto:` address */
export function createPushSender(egress: Egress, keys: PushKeys, subject: string): PushSender {
  return {
    publicKey: keys.publicKey,
    async send(device, message) {
      const sealed = await sealedFor(device, message, { subject, ...keys })
      if (sealed === undefined) return { state: 'refused' }
      try {
        return outcomeOf(await post(egress, new URL(device.endpoint), sealed))
      } catch (error) {
        return { state: 'waits', trouble: error instanceof EgressRefused ? error.trouble : 'broken_off' }
      }
    },
  }
}

/** The one spelling of a push address, or undefined when it is none that we would call: https, no login, no fragment. */
export function plainPushEndpoint(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined
  const url = new URL(text)
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '')
    return undefined
  return url.href
}

/** Whether these are keys of a browser's subscription: a point of P-256 and 16 bytes (RFC 8291 section 3.1). */
export function arePushKeys({ p256dh, auth }: Pick<PushDevice, 'p256dh' | 'auth'>): boolean {
  const [point, secret] = [bytesOf(p256dh), bytesOf(auth)]
  if (point?.length !== 65 || secret?.length !== 16) return false
  try {
    const trial = createECDH('prime256v1')
    trial.generateKeys()
    trial.computeSecret(point)
    return true
  } catch {
    return false
  }
}

function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

interface Sealed {
  readonly headers: Record<string, string | number>
  readonly body: Buffer
}

/** Undefined when the device's keys cannot be used after all: it must not keep the others waiting. */
async function sealedFor(
  { endpoint, p256dh, auth }: PushDevice,
  { payload, isUrgent, keepSeconds }: PushMessage,
  vapidDetails: PushKeys & { readonly subject: string },
): Promise<Sealed | undefined> {
  const { default: webPush } = await import('web-push')
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails,
      contentEncoding: 'aes128gcm',
      urgency: isUrgent ? 'high' : 'normal',
      TTL: keepSeconds,
    })
    return { headers: asHeaders(headers), body }
  } catch {
    return undefined
  }
}

const timeoutMillis = 15_000

/** One POST, no redirect, no agent that could keep or reuse a connection; the body of the answer is thrown away. */
async function post(egress: Egress, url: URL, { headers, body }: Sealed): Promise<number> {
  const port = url.port === '' ? 443 : Number(url.port)
  const socket = await egress.connectTls({ host: url.hostname, port, ports: [443], timeoutMillis })
  try {
    return await new Promise<number>((resolve, reject) => {
      const sent = request(url, {
        method: 'POST',
        headers,
        createConnection: () => socket,
        timeout: timeoutMillis,
      })
      sent.once('response', (answer) => resolve(answer.statusCode ?? 0))
      sent.once('timeout', () => sent.destroy(new Error('no answer in time')))
      // Stays for good: destroying the socket below may report once more.
      sent.on('error', reject)
      sent.end(body)
    })
  } finally {
    socket.destroy()
  }
}

function asHeaders(headers: object): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  )
}

/** RFC 8030 sections 5 and 7.3; a redirect is no acceptance. */
function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return { state: 'accepted' }
  if (status === 404 || status === 410) return { state: 'gone' }
  if (status === 429 || status >= 500) return { state: 'waits', trouble: 'later' }
  return { state: 'refused' }
}
