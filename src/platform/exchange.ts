/**
 * Promises one request and its whole answer, in bounds of time and size: no redirect is followed, what goes wrong has a
 * name of a closed list, and it says whether the other side may have acted on it.
 */
import type { IncomingMessage } from 'node:http'
import { EgressRefused, type Egress, type EgressTrouble } from './egress.ts'
import { judgedRequest, type JudgedRequest } from './judged-request.ts'

export interface ExchangeWish extends Pick<JudgedRequest, 'method' | 'url' | 'headers' | 'body'> {
  /** Of the answer that are kept; what comes behind them is not read. */
  readonly bytes: number
  /** For the connection, and again for the whole of the exchange. */
  readonly timeoutMillis: number
  /** A line of the answer's head that is kept, in small letters. */
  readonly head?: string
}

export type Exchanged =
  | {
      readonly state: 'answered'
      readonly status: number
      readonly mediaType: string
      /** What stands in the line that was asked for; '' where none is. */
      readonly head: string
      readonly body: Buffer
      /** There was more than is kept. */
      readonly isCut: boolean
    }
  /** Nothing was sent. */
  | { readonly state: 'unsent'; readonly trouble: EgressTrouble }
  /** It was sent, or a part of it, and no whole answer came: the other side may have done what it was asked. */
  | { readonly state: 'broken_off' }

/** Never throws for what the network or the other side does. */
export async function exchange(
  egress: Egress,
  { bytes, timeoutMillis, headers, head, ...wanted }: ExchangeWish,
): Promise<Exchanged> {
  const deadline = () => AbortSignal.timeout(timeoutMillis)
  const ours = { ...headers, 'accept-encoding': 'identity', 'user-agent': 'Muster' }
  try {
    return await judgedRequest(
      egress,
      { ...wanted, headers: ours, connectMillis: timeoutMillis, deadline },
      (answer) => read(answer, bytes, head),
    )
  } catch (error) {
    return error instanceof EgressRefused
      ? { state: 'unsent', trouble: error.trouble }
      : { state: 'broken_off' }
  }
}

async function read(answer: IncomingMessage, bytes: number, head?: string): Promise<Exchanged> {
  const parts: Buffer[] = []
  let size = 0
  // No encoding was set, so that the parts are bytes.
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size > bytes) break
  }
  const isCut = size > bytes
  // A body that was cut off ends like a whole one where it was not counted.
  if (!isCut && !answer.complete) return { state: 'broken_off' }
  const line = head === undefined ? undefined : answer.headers[head]
  return {
    state: 'answered',
    status: answer.statusCode ?? 0,
    head: typeof line === 'string' ? line.slice(0, 300) : '',
    mediaType: (answer.headers['content-type'] ?? '').slice(0, 100),
    body: Buffer.concat(parts).subarray(0, bytes),
    isCut,
  }
}
