/** Promises one request over a judged connection: no redirect is followed, and no connection is kept. */
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import type { Socket } from 'node:net'
import type { Egress } from './egress.ts'

export interface JudgedRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `https:`; with `http:` only what the operator listed is reached. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly connectMillis: number
  /** Ends the exchange, which begins once there is a connection. */
  readonly deadline: () => AbortSignal
}

/**
 * @param read takes from the answer what it wants; the connection ends with it
 * @throws EgressRefused where there is no connection; any other error where it broke off or took too long
 */
export async function judgedRequest<T>(
  egress: Egress,
  wanted: JudgedRequest,
  read: (answer: IncomingMessage) => Promise<T>,
): Promise<T> {
  const { url, connectMillis: timeoutMillis } = wanted
  const isTls = url.protocol === 'https:'
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port)
  const destination = { host: url.hostname, port, timeoutMillis }
  const socket = isTls
    ? await egress.connectTls({ ...destination, ports: [443] })
    : await egress.connect({ ...destination, ports: [], onlyListed: true })
  try {
    return await read(await answerOver(socket, wanted))
  } finally {
    socket.destroy()
  }
}

function answerOver(socket: Socket, { method, url, headers, body, deadline }: JudgedRequest) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestTls : requestPlain
    const sent = request(url, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      createConnection: () => socket,
      maxHeaderSize: 32 * 1024,
      signal: deadline(),
    })
    sent.once('response', resolve)
    // A 101 that nobody asked for ends in this alone: no response, no error.
    sent.once('close', () => reject(new Error('The connection ended without an answer')))
    // Stays for good: destroying the socket may report once more.
    sent.on('error', reject)
    sent.end(body)
  })
}
