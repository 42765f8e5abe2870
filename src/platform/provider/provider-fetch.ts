/** Promises a provider's library the one way out of the house: judged connections, no redirect, answers in bounds. */
import type { IncomingMessage } from 'node:http'
import type { Egress } from '../egress.ts'
import { judgedRequest } from '../judged-request.ts'

/** Keys of a large provider are some ten kilobytes. */
const mostBytes = 512 * 1024
const patienceMillis = 15_000

interface Asked {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: unknown
}

/** @returns `fetch`, as far as such a library uses it */
export function providerFetch(egress: Egress) {
  return async (address: string, { method, headers, body }: Asked): Promise<Response> => {
    if (method !== 'GET' && method !== 'POST') throw new Error(`a provider is not asked with ${method}`)
    const text = typeof body === 'string' || body instanceof URLSearchParams ? body.toString() : undefined
    return judgedRequest(
      egress,
      {
        ...{ method, url: new URL(address) },
        headers: { ...headers, 'accept-encoding': 'identity', 'user-agent': 'Muster' },
        ...(text !== undefined && { body: text }),
        connectMillis: patienceMillis,
        deadline: () => AbortSignal.timeout(patienceMillis),
      },
      read,
    )
  }
}

async function read(answer: IncomingMessage): Promise<Response> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  // No encoding was set, so that the parts are bytes.
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > mostBytes) throw new Error('a provider answers with more than fits')
    parts.push(new Uint8Array(part))
  }
  const status = answer.statusCode ?? 502
  const headers = new Headers()
  for (const name of ['content-type', 'www-authenticate', 'cache-control'] as const) {
    const value = answer.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  // A redirect is an answer like any other, and none that the library takes.
  const isEmpty = status === 204 || status === 205 || status === 304
  return new Response(isEmpty ? null : new Blob(parts), { status, headers })
}
