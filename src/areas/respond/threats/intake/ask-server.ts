/** One request to a server of others: with its key, in bounds, and what goes wrong has a name of a closed list. */
import type { Egress } from '../../../../platform/egress.ts'
import { exchange, type Exchanged } from '../../../../platform/exchange.ts'
import type { ExchangeTrouble } from '../contract/exchanges.ts'
import type { ExchangeRow } from '../store/exchanges.ts'

export interface Server {
  readonly egress: Egress
  readonly row: Pick<ExchangeRow, 'kind' | 'address' | 'login' | 'loginName' | 'wanted'>
  readonly secret: string
}

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** On the server itself; an address elsewhere is never asked with its key. */
  readonly url: URL
  readonly body?: unknown
}

export type Said =
  | { readonly state: 'said'; readonly json: unknown; readonly head: string }
  /** `isAsked`: it went out, and nobody knows what became of it. */
  | { readonly state: 'failed'; readonly trouble: ExchangeTrouble; readonly isAsked: boolean }

const pageBytes = 16 * 1024 * 1024
const answerMillis = 60_000

export async function askServer({ egress, row, secret }: Server, question: Question): Promise<Said> {
  const { method = 'GET', url, body } = question
  const type = row.kind === 'misp' ? 'application/json' : 'application/taxii+json;version=2.1'
  const found = await exchange(egress, {
    ...{ method, url, bytes: pageBytes, timeoutMillis: answerMillis, head: 'x-taxii-date-added-last' },
    headers: {
      accept: type,
      ...loginOf(row, secret),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return judged(found)
}

/** An address below that of the server, which may itself stand in a folder. */
export function below({ address }: Pick<ExchangeRow, 'address'>, path: string): URL {
  return new URL(path, address.endsWith('/') ? address : `${address}/`)
}

function loginOf(
  { login, loginName }: Pick<ExchangeRow, 'login' | 'loginName'>,
  secret: string,
): Record<string, string> {
  switch (login) {
    case 'key':
      return { authorization: secret }
    case 'bearer':
      return { authorization: `Bearer ${secret}` }
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${loginName}:${secret}`).toString('base64')}` }
    case 'none':
      return {}
  }
}

function judged(found: Exchanged): Said {
  if (found.state === 'unsent') return { state: 'failed', trouble: found.trouble, isAsked: false }
  if (found.state === 'broken_off') return { state: 'failed', trouble: 'broken_off', isAsked: true }
  const trouble = troubleOf(found.status)
  if (trouble !== undefined) return { state: 'failed', trouble, isAsked: trouble === 'busy' }
  if (found.isCut) return { state: 'failed', trouble: 'too_big', isAsked: true }
  try {
    return { state: 'said', json: JSON.parse(new TextDecoder().decode(found.body)), head: found.head }
  } catch {
    return { state: 'failed', trouble: 'unreadable', isAsked: true }
  }
}

function troubleOf(status: number): ExchangeTrouble | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) return 'elsewhere'
  if (status === 401 || status === 403) return 'login'
  if (status === 404 || status === 410) return 'gone'
  return status === 408 || status === 429 || status >= 500 ? 'busy' : 'refused'
}
