/** Promises that a request reaches sign-in only from our own pages, as JSON, and with nothing in it that we did not ask for. */
import type * as z from 'zod'
import { refuse, refuseUnless } from '../../base/refusal.ts'
import { addressHeader } from './auth.ts'
import { canonicalAddress } from './network.ts'

/** Holds the largest passkey answer, and a hostile password of a megabyte, which is then refused like any wrong one. */
export const largestBodyBytes = 2 * 1024 * 1024

/** What a handler may know about a request. */
export interface Visit {
  /** Canonical address of the client. */
  readonly address: string
  /** Headers for the library: address, user agent, and only the cookies that are named. */
  headers(...cookies: string[]): Headers
  /** What the browser sent under this name, as it was sent. */
  cookie(name: string): string | undefined
}

/** What a handler answers; the cookies are whole Set-Cookie lines. */
export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly cookies?: readonly string[]
}

export function visitOf(headers: Headers): Visit {
  const address = canonicalAddress(headers.get(addressHeader) ?? '')
  const userAgent = (headers.get('user-agent') ?? '').slice(0, 300)
  const cookies = cookiesIn(headers.get('cookie') ?? '')
  return {
    address,
    headers(...names) {
      const kept = names.flatMap((name) => {
        const value = cookies.get(name)
        return value === undefined ? [] : [`${name}=${value}`]
      })
      return new Headers({
        [addressHeader]: address,
        'user-agent': userAgent,
        ...(kept.length > 0 && { cookie: kept.join('; ') }),
      })
    },
    cookie: (name) => cookies.get(name),
  }
}

/** Refuses a request that another site made the browser send. Every change needs an Origin we know. */
export function refuseForeignOrigin(headers: Headers, origins: ReadonlySet<string>): void {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const isOurs = origin !== null && origins.has(origin) && site !== 'cross-site'
  refuseUnless(isOurs, 'forbidden', 'Open Muster at its own address and try again there.', {
    reason: 'foreign_origin',
  })
}

/** The JSON body, checked against its shape; unknown fields are faults. */
export async function readBody<T>(request: Request, shape: z.ZodType<T>): Promise<T> {
  const type = request.headers.get('content-type') ?? ''
  refuseUnless(
    /^application\/json(; ?charset=utf-8)?$/i.test(type),
    'invalid',
    'Send the body as application/json.',
    {
      status: 415,
    },
  )
  const bytes = Buffer.from(await request.arrayBuffer())
  refuseUnless(bytes.length <= largestBodyBytes, 'invalid', 'Send a smaller body.', { status: 413 })
  const result = shape.safeParse(parsedJson(bytes))
  if (result.success) return result.data
  const faults = result.error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join('.').slice(0, 100),
    message: issue.code === 'unrecognized_keys' ? 'has fields that are not known here' : issue.message,
  }))
  refuse('invalid', 'Correct what is marked and send it again.', { faults })
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    refuse('invalid', 'Send a body that is valid JSON in UTF-8.', { status: 400 })
  }
}

function cookiesIn(header: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim()
    // The first of a name is the one with the longer path: a later one may be planted.
    if (at > 0 && !found.has(name)) found.set(name, part.slice(at + 1).trim())
  }
  return found
}
