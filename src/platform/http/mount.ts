/** Mounts actions on HTTP: one route for each declaration, input gathered from path, query, body and header. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathFields, type Endpoint } from '../../base/endpoint.ts'
import { refuse } from '../../base/refusal.ts'
import { perform, type Action, type Download, type House, type Upload, type Webhook } from '../action.ts'
import { actorOf } from './actor.ts'

export const apiPrefix = '/api/v1'

/** Body bytes that a JSON request may have: notes and reports are long, files go another way. */
const jsonBodyBytes = 256 * 1024
/** What a tool may send at once. */
const webhookBodyBytes = 4 * 1024 * 1024

/** Mounts every action that speaks JSON, takes an upload or answers with a download. */
export function mountActions(app: FastifyInstance, house: House, actions: readonly Action[]): void {
  const raw = actions.filter(({ endpoint }) => endpoint.kind === 'webhook' || endpoint.kind === 'upload')
  const json = actions.filter((action) => !raw.includes(action))
  mountAll(app, house, json)
  // Bodies are read by kind: a scope of its own, so that JSON routes take JSON and nothing else.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    mountAll(
      scope,
      house,
      raw.filter(({ endpoint }) => endpoint.kind === 'webhook'),
    )
  })
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    mountAll(
      scope,
      house,
      raw.filter(({ endpoint }) => endpoint.kind === 'upload'),
    )
  })
}

function mountAll(app: FastifyInstance, house: House, actions: readonly Action[]): void {
  for (const action of actions) {
    const { endpoint } = action
    const inPath = new Set(pathFields(endpoint.path))
    app.route({
      method: endpoint.method,
      url: apiPrefix + endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      bodyLimit: endpoint.kind === 'webhook' ? webhookBodyBytes : (endpoint.bodyBytes ?? jsonBodyBytes),
      config: { kind: endpoint.kind },
      handler: (request, reply) => answer(house, action, inPath, { request, reply }),
    })
  }
}

async function answer(
  house: House,
  action: Action,
  inPath: ReadonlySet<string>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  const { endpoint } = action
  const actor = await actorOf(house, request, endpoint)
  const upload = endpoint.kind === 'upload' ? uploadOf(request) : undefined
  const webhook = endpoint.kind === 'webhook' ? webhookOf(request) : undefined
  const input = inputOf(endpoint, inPath, request)
  const result = await perform(house, action, actor, { input, address: request.ip, upload, webhook })
  reply.code(endpoint.status).header('cache-control', 'no-store')
  if (endpoint.kind === 'webhook' && typeof result === 'string') return sendText(reply, endpoint, result)
  if (endpoint.permission === 'public') reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
  if (endpoint.kind === 'download') return sendDownload(reply, result as Download) // what a download action answers
  return endpoint.status === 204 ? reply.send() : result
}

function inputOf(
  endpoint: Endpoint,
  inPath: ReadonlySet<string>,
  request: FastifyRequest,
): Record<string, unknown> {
  const carried = carriedBy(endpoint, request)
  for (const field of Object.keys(carried)) {
    if (inPath.has(field)) refuse('invalid', `The field ${field} belongs into the address only.`)
  }
  return { ...carried, ...asRecord(request.params) }
}

function carriedBy(endpoint: Endpoint, request: FastifyRequest): Record<string, unknown> {
  if (endpoint.kind === 'webhook') return asRecord(request.query)
  if (endpoint.kind === 'upload')
    return { ...asRecord(request.query), ...headerInput(endpoint, request), ...mediaTypeOf(request) }
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') {
    if (request.body !== undefined && request.body !== null) refuse('invalid', 'This request takes no body.')
    const query = asRecord(request.query)
    // Read by actorOf already: a link has no other way to name its organisation.
    if (endpoint.kind === 'download') delete query.tenant
    return query
  }
  if (Object.keys(asRecord(request.query)).length > 0)
    refuse('invalid', 'This request takes its fields in the body, not in the address.')
  return bodyOf(request.body)
}

function bodyOf(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {}
  if (typeof body !== 'object' || Array.isArray(body)) refuse('invalid', 'Send a JSON object.')
  return asRecord(body)
}

function mediaTypeOf(request: FastifyRequest): Record<string, unknown> {
  const type = request.headers['content-type']
  return type === undefined ? {} : { mediaType: type }
}

function headerInput(endpoint: Endpoint, request: FastifyRequest): Record<string, unknown> {
  if (endpoint.headerInput === undefined) return {}
  const { field, header } = endpoint.headerInput
  const text = request.headers[header]
  if (typeof text !== 'string') refuse('invalid', `Send the header ${header} as JSON.`)
  try {
    // Header bytes arrive as latin1; people write names in UTF-8.
    return { [field]: JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as unknown } // parsed by the schema next
  } catch {
    refuse('invalid', `The header ${header} is not valid JSON.`, { status: 400 })
  }
}

function webhookOf(request: FastifyRequest): Webhook {
  if (request.method === 'GET') return { body: Buffer.alloc(0), headers: request.headers }
  if (!Buffer.isBuffer(request.body))
    refuse('invalid', 'Send what the tool sends as the body.', { status: 415 })
  return { body: request.body, headers: request.headers }
}

function uploadOf(request: FastifyRequest): Upload {
  if (!(request.body instanceof Readable))
    refuse('invalid', 'Send the bytes of the file as the body.', { status: 415 })
  const abort = new AbortController()
  request.raw.once('aborted', () => abort.abort())
  return {
    body: request.body,
    expectedSha256: reprDigest(request.headers['repr-digest']),
    signal: abort.signal,
  }
}

/** RFC 9530 section 3: `sha-256=:<base64>:`, perhaps beside other algorithms. */
function reprDigest(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  const match = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(String(header))
  if (match?.[1] === undefined)
    refuse('invalid', 'Repr-Digest must hold sha-256=:<base64>: (RFC 9530).', { status: 400 })
  return Buffer.from(match[1], 'base64').toString('hex')
}

/** What a foreign tool wants back word for word, of the kind that its endpoint declares: never a page, whatever it says. */
function sendText(
  reply: FastifyReply,
  { mediaType = 'text/plain' }: Pick<Endpoint, 'mediaType'>,
  text: string,
): FastifyReply {
  reply.code(200).header('content-type', `${mediaType}; charset=utf-8`)
  reply.header('content-security-policy', "sandbox; default-src 'none'")
  reply.header('x-content-type-options', 'nosniff')
  return reply.send(text)
}

async function sendDownload(reply: FastifyReply, download: Download): Promise<FastifyReply> {
  const body = await download.open()
  // Nothing that was handed in is ever rendered from this origin: always an attachment, sandboxed, unsniffed.
  reply.header('content-type', download.mediaType)
  reply.header('content-disposition', attachment(download.name))
  reply.header('content-security-policy', "sandbox; default-src 'none'")
  reply.header('x-content-type-options', 'nosniff')
  if (download.size !== undefined) reply.header('content-length', download.size)
  return reply.send(body instanceof Readable ? body : Buffer.from(body))
}

/** RFC 6266 with the plain name reduced to safe letters and the full one as RFC 8187 text. */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9._ -]/g, '_').slice(0, 150) || 'file'
  const full = encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '_')).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
