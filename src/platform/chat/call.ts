/**
 * Promises that a chat server is asked over a judged connection, follows no redirect and answers in bounds, and that
 * what goes wrong has a name of a closed list. Of an answer that is no success nothing but such a name leaves this folder.
 */
import type { IncomingMessage } from 'node:http'
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'
import { judgedRequest } from '../judged-request.ts'

export type ChatTrouble =
  | EgressTrouble
  | 'broken_off'
  /** Its fault, or too many requests: it is tried again. */
  | 'later'
  /** The token counts no more. */
  | 'login'
  /** The token may not do this. */
  | 'rights'
  | 'gone'
  /** The name of the channel is taken. */
  | 'taken'
  /** This person cannot be let in. */
  | 'person'
  | 'refused'
  | 'unreadable'
  | 'too_big'
  /** The server encrypts the room, and whoever cannot read it takes no commands. */
  | 'encrypted'

export type Called<T> =
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'failed'; readonly trouble: ChatTrouble; readonly retryAfterSeconds?: number }

export interface ChatRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly token: string
  readonly json?: unknown
  /** Longer for a server that is asked to wait for news. */
  readonly timeoutMillis?: number
}

/** What came back, whatever its status; `json` is undefined where the bytes are none. */
export interface ChatAnswer {
  readonly status: number
  readonly raw: Buffer
  readonly json: unknown
  readonly retryAfterSeconds?: number
}

const usualMillis = 15_000
const mostBytes = 16 * 2 ** 20

/** Never throws for what the network or the other side does. */
export async function askChat(egress: Egress, wanted: ChatRequest): Promise<Called<ChatAnswer>> {
  const { method, url, token, json, timeoutMillis = usualMillis } = wanted
  try {
    const value = await judgedRequest(
      egress,
      {
        method,
        url,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          authorization: `Bearer ${token}`,
          'user-agent': 'Muster',
          ...(json !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
        connectMillis: usualMillis,
        deadline: () => AbortSignal.timeout(timeoutMillis),
      },
      readAnswer,
    )
    return value === undefined ? failed('too_big') : { state: 'done', value }
  } catch (error) {
    return failed(error instanceof EgressRefused ? error.trouble : 'broken_off')
  }
}

export function failed(trouble: ChatTrouble, retryAfterSeconds?: number): Called<never> {
  return { state: 'failed', trouble, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
}

/** What a status says by itself, where the server has no better word for it. */
export function failedBy({ status, retryAfterSeconds }: ChatAnswer): Called<never> {
  if (status === 401) return failed('login')
  if (status === 403) return failed('rights')
  if (status === 404 || status === 410) return failed('gone')
  if (status === 408 || status === 429 || status >= 500) return failed('later', retryAfterSeconds)
  return failed('refused')
}

/** A field of what a server sent, when it is text. */
export function textIn(json: unknown, name: string): string {
  const value = fieldIn(json, name)
  return typeof value === 'string' ? value : ''
}

export function fieldIn(json: unknown, name: string): unknown {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return undefined
  return (json as Record<string, unknown>)[name] // an object that has it
}

export function listIn(json: unknown, name: string): readonly unknown[] {
  const value = fieldIn(json, name)
  return Array.isArray(value) ? value : []
}

async function readAnswer(answer: IncomingMessage): Promise<ChatAnswer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  // No encoding was set, so that the parts are bytes.
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > mostBytes) return undefined
    parts.push(part)
  }
  if (!answer.complete) throw new Error('The answer was cut off')
  const raw = Buffer.concat(parts)
  const after = answer.headers['retry-after'] ?? ''
  return {
    status: answer.statusCode ?? 0,
    raw,
    json: jsonOf(raw),
    ...(/^\d{1,6}$/.test(after) && { retryAfterSeconds: Number(after) }),
  }
}

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown // looked at field by field
  } catch {
    return undefined
  }
}
