/**
 * Promises that a program gets an event signed as Standard Webhooks 1.0 wants it (https://www.standardwebhooks.com),
 * over a judged connection without redirects, and says in a closed list of words how that ended.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'
import { requestOut } from '../request-out.ts'

export interface SentEvent {
  /** The same at every try, so that the program can see that it has it already. */
  readonly id: string
  readonly at: Date
  readonly body: string
  /** As {@link newWebhookSecret} makes them; while one takes the place of another, both sign. */
  readonly secrets: readonly string[]
}

export type WebhookTrouble =
  | EgressTrouble
  | 'broken_off'
  | 'redirect'
  | 'gone'
  | 'status'
  /** A message bus did not take the login, or the message. */
  | 'login'
  | 'refused'

export type WebhookOutcome =
  | { readonly state: 'accepted'; readonly status?: number }
  | { readonly state: 'not accepted'; readonly trouble: WebhookTrouble; readonly status?: number }

const timeoutMillis = 15_000
const prefix = 'whsec_'

/** The one spelling of such an address, or undefined when it is none that we would call: no login, no fragment. */
export function plainWebhookAddress(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined
  const url = new URL(text)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' && url.hash === '' ? url.href : undefined
}

/** 32 random bytes as the standard writes them: `whsec_` and base64. */
export function newWebhookSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`
}

/** The header `webhook-signature`: for each secret `v1,` and the HMAC-SHA256 over `<id>.<seconds>.<body>`, a blank between. */
export function webhookSignature({ id, at, body, secrets }: SentEvent): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64')
      const content = `${id}.${secondsOf(at)}.${body}`
      return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
    })
    .join(' ')
}

/** Never throws for what the network or the other side does. */
export async function sendWebhook(
  egress: Egress,
  address: string,
  event: SentEvent,
): Promise<WebhookOutcome> {
  try {
    const status = await requestOut(egress, {
      method: 'POST',
      url: new URL(address),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Muster',
        'webhook-id': event.id,
        'webhook-timestamp': String(secondsOf(event.at)),
        'webhook-signature': webhookSignature(event),
      },
      body: event.body,
      timeoutMillis,
    })
    return outcomeOf(status)
  } catch (error) {
    return { state: 'not accepted', trouble: error instanceof EgressRefused ? error.trouble : 'broken_off' }
  }
}

function outcomeOf(status: number): WebhookOutcome {
  if (status >= 200 && status < 300) return { state: 'accepted', status }
  const trouble = status === 410 ? 'gone' : status >= 300 && status < 400 ? 'redirect' : 'status'
  return { state: 'not accepted', trouble, status }
}

function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
