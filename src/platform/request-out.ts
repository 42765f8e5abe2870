/**
 * Promises one request over a judged connection that ends within its time: no redirect is followed, no connection is
 * kept, and of what the other side answers nothing but the status is looked at.
 */
import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import type { Egress } from './egress.ts'

export interface RequestOut {
  readonly method: 'POST' | 'PUT'
  /** `https:`; with `http:` only what the operator listed is reached. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** For the connection, and again for the whole of the exchange: an answer that trickles in is none. */
  readonly timeoutMillis: number
}

/**
 * @returns the status of the answer
 * @throws EgressRefused where there is no connection; any other error where it broke off or took too long
 */
export async function requestOut(egress: Egress, wanted: RequestOut): Promise<number> {
  const { method, url, headers, body, timeoutMillis } = wanted
  const isTls = url.protocol === 'https:'
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port)
  const destination = { host: url.hostname, port, timeoutMillis }
  const socket = isTls
    ? await egress.connectTls({ ...destination, ports: [443] })
    : await egress.connect({ ...destination, ports: [], onlyListed: true })
  const deadline = AbortSignal.timeout(timeoutMillis)
  try {
    return await new Promise<number>((resolve, reject) => {
      const sent = (isTls ? requestTls : requestPlain)(url, {
        method,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        createConnection: () => socket,
        signal: deadline,
      })
      sent.once('response', (answer) => {
        answer.on('error', () => undefined)
        resolve(answer.statusCode ?? 0)
      })
      // Stays for good: destroying the socket below may report once more.
      sent.on('error', reject)
      sent.end(body)
    })
  } finally {
    socket.destroy()
  }
}
