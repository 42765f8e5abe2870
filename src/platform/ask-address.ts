/**
 * Promises that an address is asked over a judged connection and answers in bounds, that no redirect leads to another
 * server, and that what goes wrong has a name of a closed list. Nothing else that the server said leaves this file.
 */
import type { IncomingMessage } from 'node:http'
import { EgressRefused, type Egress, type EgressTrouble } from './egress.ts'
import { judgedRequest } from './judged-request.ts'

export interface Question {
  /** As {@link plainAddress} spells it. */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  /** Of the body; a larger one is not read to its end. */
  readonly bytes: number
}

export type AddressTrouble =
  | EgressTrouble
  | 'login'
  | 'gone'
  | 'refused'
  | 'busy'
  /** It wanted to send us to another server, or round in circles. */
  | 'elsewhere'
  | 'too_big'
  | 'unreadable'
  | 'broken_off'

export type Answer =
  | {
      readonly state: 'answered'
      readonly body: Buffer
      readonly mediaType: string
      /** What the server calls this answer; both are empty where it says none. */
      readonly etag: string
      readonly lastModified: string
    }
  | { readonly state: 'unchanged' }
  | { readonly state: 'failed'; readonly trouble: AddressTrouble; readonly retryAfterSeconds?: number }

/** The one spelling of such an address, or undefined when it is none that we would ask: http or https, no login, no fragment. */
export function plainAddress(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined
  const url = new URL(text)
  const isPlain =
    ['https:', 'http:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  return isPlain ? url.href : undefined
}

/** A name and text that may stand in the head of a request (RFC 9110 section 5), and is not ours to write. */
export function isPlainHeader(name: string, value: string): boolean {
  return (
    /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/i.test(name) &&
    !/^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|accept-encoding|proxy-.*)$/i.test(
      name,
    ) &&
    /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)
  )
}

const mostRedirects = 3
const connectMillis = 15_000
const answerMillis = 45_000

/** One GET. Never throws for what the network or the other side does. */
export async function askAddress(egress: Egress, { address, headers, bytes }: Question): Promise<Answer> {
  const signal = AbortSignal.timeout(answerMillis)
  try {
    let url = new URL(address)
    for (let turn = 0; turn <= mostRedirects; turn += 1) {
      const found = await ask(egress, url, { headers, bytes, signal })
      if (!('to' in found)) return found
      // The same server by the same protocol and port: the headers hold a secret that is for it alone.
      if (!URL.canParse(found.to, url.href) || new URL(found.to, url.href).origin !== url.origin) break
      url = new URL(found.to, url.href)
    }
    return { state: 'failed', trouble: 'elsewhere' }
  } catch (error) {
    return { state: 'failed', trouble: error instanceof EgressRefused ? error.trouble : 'broken_off' }
  }
}

interface Bounds {
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: number
  readonly signal: AbortSignal
}

async function ask(egress: Egress, url: URL, bounds: Bounds): Promise<Answer | { readonly to: string }> {
  const headers = { ...bounds.headers, 'accept-encoding': 'identity', 'user-agent': 'Muster' }
  const deadline = () => bounds.signal
  const wanted = { method: 'GET', url, headers, connectMillis, deadline } as const
  return judgedRequest(egress, wanted, (answer) => read(answer, bounds))
}

async function read(answer: IncomingMessage, { bytes }: Bounds): Promise<Answer | { readonly to: string }> {
  const status = answer.statusCode ?? 0
  const said = (name: 'etag' | 'last-modified' | 'content-type' | 'location') =>
    (answer.headers[name] ?? '').slice(0, 2000)
  if (status === 304) return { state: 'unchanged' }
  if ([301, 302, 303, 307, 308].includes(status)) return { to: said('location') }
  if (status < 200 || status > 299) return failed(status, answer.headers['retry-after'])
  if (![undefined, '', 'identity'].includes(answer.headers['content-encoding']))
    return { state: 'failed', trouble: 'unreadable' }
  const parts: Buffer[] = []
  let size = 0
  // No encoding was set, so that the parts are bytes.
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bytes) return { state: 'failed', trouble: 'too_big' }
    parts.push(part)
  }
  // A body that was cut off ends like a whole one where it was not counted.
  if (!answer.complete) return { state: 'failed', trouble: 'broken_off' }
  return {
    state: 'answered',
    body: Buffer.concat(parts),
    mediaType: said('content-type').slice(0, 100),
    etag: said('etag'),
    lastModified: said('last-modified'),
  }
}

function failed(status: number, retryAfter: string | undefined): Answer {
  const trouble: AddressTrouble =
    status === 401 || status === 403
      ? 'login'
      : status === 404 || status === 410
        ? 'gone'
        : status === 408 || status === 429 || status >= 500
          ? 'busy'
          : 'refused'
  const seconds = /^\d{1,7}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined
  return { state: 'failed', trouble, ...(seconds !== undefined && { retryAfterSeconds: seconds }) }
}
