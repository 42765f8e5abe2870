import * as z from 'zod'
import type { Endpoint } from '../base/endpoint.ts'
import { CallError, callErrorOf } from './call-error.ts'
import { askForIdentity, identityNeedOf } from './identity.ts'
import { kept } from './kept.ts'
import { wireRequest, type WireRequest } from './request.ts'
import { currentTenant } from './tenant.ts'
import { textOf } from './text.ts'

// Zod compiles schemas with `new Function` where it may; our CSP forbids that and would report each try.
z.config({ jitless: true })

export interface CallOptions {
  readonly signal?: AbortSignal
  /** The tenant asked about; the one in the page's address unless said. `null` for none. */
  readonly tenant?: string | null
  /** False for pages that handle a missing sign-in themselves. */
  readonly asksForIdentity?: boolean
  /** Milliseconds without a whole answer that count as none (`offline`); has no meaning beside `signal`. */
  readonly patienceMs?: number
  /** True where, without a connection, what this browser kept is better than nothing. */
  readonly mayBeKept?: boolean
}

/** An answer as it came, for whoever keeps it. */
export interface HeardAnswer {
  readonly endpoint: Endpoint
  readonly input: object
  readonly tenant: string | undefined
  readonly url: string
  readonly body: string
}

let hear: ((answer: HeardAnswer) => void) | undefined

/** Hears every answer to a question (GET). Returns how to stop. */
export function onAnswer(listener: (answer: HeardAnswer) => void): () => void {
  hear = listener
  return () => {
    if (hear === listener) hear = undefined
  }
}

/**
 * Calls an endpoint and gives its output, checked against the contract.
 * @throws CallError with the server's sentence, `offline` when no answer came, `error` when it made no sense
 */
export async function call<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  options: CallOptions = {},
): Promise<z.output<O>> {
  const tenant = tenantFor(options)
  const request = wireRequest(endpoint, input, tenant)
  const { url } = request
  // A browser that keeps nothing, as before anybody signed in, need not look.
  if (options.mayBeKept === true && kept('offline') !== undefined) {
    const { answeredOrKept } = await import('./offline/answered-or-kept.ts')
    const ask = (signal: AbortSignal) => answered(request, { ...options, signal })
    const found = await answeredOrKept({ tenant: tenant ?? '', url, ask, signal: options.signal })
    if (found) return found.isKept ? readOutput(endpoint, found.body) : heard(found.body)
  }
  return heard(await answered(request, options))

  function heard(body: string): z.output<O> {
    const output = readOutput(endpoint, body)
    if (request.method === 'GET') hear?.({ endpoint, input, tenant, url, body })
    return output
  }
}

/** Like {@link call} for answers that are a file made on demand (POST); gives the bytes and the server's name. */
export async function callForFile<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  options: CallOptions = {},
): Promise<{ readonly name: string | undefined; readonly bytes: Blob }> {
  const request = wireRequest(endpoint, input, tenantFor(options))
  const answer = await identified(
    () => sent({ ...request, headers: { ...request.headers, accept: '*/*' } }, options),
    options,
  )
  try {
    return { name: fileNameOf(answer.headers.get('content-disposition')), bytes: await answer.blob() }
  } catch {
    throw offline()
  }
}

/**
 * Calls the sign-in routes under `/api/auth`, which are no endpoints of a room: POST with a body, GET without.
 * @throws CallError as `call` does; never asks the person to sign in, since that is what is going on
 */
export async function callSignIn(path: `/${string}`, body?: object): Promise<unknown> {
  const url = `/api/auth${path}`
  const accept = 'application/json'
  const answer = await (body === undefined
    ? sent({ method: 'GET', url, headers: { accept } })
    : sent({
        method: 'POST',
        url,
        headers: { accept, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }))
  return jsonOf(await bodyOf(answer))
}

/** Runs a call; when it was turned away for want of identity, asks the person and runs it once more. */
export async function identified<T>(run: () => Promise<T>, options: CallOptions = {}): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const need = error instanceof CallError ? identityNeedOf(error) : undefined
    if (need === undefined || options.asksForIdentity === false) throw error
    if (!(await askForIdentity(need))) throw error
    return run()
  }
}

/** Checks an answer's JSON against the contract. */
export function readOutput<O extends z.ZodType>(
  endpoint: Endpoint<z.ZodObject, O>,
  body: string,
): z.output<O> {
  const read = endpoint.output.safeParse(jsonOf(body))
  if (read.success) return read.data
  console.error(`The answer of ${endpoint.name} does not fit its contract`, read.error)
  throw new CallError('error', textOf('ui', 'failure.contract'))
}

export function offline(): CallError {
  return new CallError('offline', textOf('ui', 'failure.offline'))
}

export function tenantFor(options: CallOptions): string | undefined {
  return options.tenant === null ? undefined : (options.tenant ?? currentTenant())
}

async function answered(request: WireRequest, options: CallOptions): Promise<string> {
  const answer = await identified(() => sent(request, options), options)
  // The page that a hotel's network puts before every address is no answer of ours.
  if (answer.headers.get('content-type')?.startsWith('text/html') === true) throw offline()
  return bodyOf(answer)
}

async function sent(request: WireRequest, options: CallOptions = {}): Promise<Response> {
  const { patienceMs } = options
  // A new one for each try: to sign in meanwhile may take a person minutes.
  const signal = options.signal ?? (patienceMs === undefined ? undefined : AbortSignal.timeout(patienceMs))
  let answer: Response
  try {
    answer = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      credentials: 'same-origin',
      cache: 'no-store',
      // An API that redirects is a proxy's login page or a mistake; neither is an answer.
      redirect: 'error',
      ...(request.body !== undefined && { body: request.body }),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw offline()
  }
  if (answer.ok) return answer
  // The session has ended, and what was kept for it with it. Waited for: the page may be left at once for the one that signs in.
  if (answer.status === 401 && kept('offline') !== undefined)
    await (await import('./offline/kept-answers.ts')).forgetAnswers()
  throw callErrorOf({
    status: answer.status,
    body: await bodyOf(answer),
    retryAfter: answer.headers.get('retry-after'),
    fallback: textOf('ui', answer.status >= 502 ? 'failure.unavailable' : 'failure.unknown'),
  })
}

async function bodyOf(answer: Response): Promise<string> {
  try {
    return await answer.text()
  } catch {
    throw offline()
  }
}

function jsonOf(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

/** The name in a Content-Disposition, without any folder; `filename*` (RFC 8187) wins. */
function fileNameOf(disposition: string | null): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]
  try {
    return (extended === undefined ? plain : decodeURIComponent(extended))?.replaceAll(/[/\\]/g, '_')
  } catch {
    return plain?.replaceAll(/[/\\]/g, '_')
  }
}
