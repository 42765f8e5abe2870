/**
 * The door for directories: SCIM 2.0 over HTTP beneath one address (RFC 7644). Promises that whoever comes in has a
 * provisioning key, that a page of another site gets nothing, and that every failure is told in the words of the protocol.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, refuse } from '../../base/refusal.ts'
import { scimPath } from '../../base/scim-path.ts'
import type { House } from '../action.ts'
import { isDatabaseLost } from '../database/lost.ts'

/** One request, its key not yet judged. */
export interface ScimAsked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** What follows the address of the door: `['Users', '<id>']`. */
  readonly path: readonly string[]
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly secret: string
  /** The one version that may be changed; absent for any. */
  readonly ifMatch?: string
}

export interface ScimAnswer {
  readonly status: number
  readonly body?: object
}

export interface ScimDoor {
  answer(house: House, asked: ScimAsked): Promise<ScimAnswer>
}

/** A thousand members of a group in one message. */
const mostBytes = 512 * 1024
/** From one network: a first run sends some requests for each person. */
const perMinute = 1500
const secretShape = /^Bearer (mp_[A-Za-z0-9_-]{43})$/i

export function mountScim(app: FastifyInstance, house: House, door: ScimDoor): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      ['application/scim+json', 'application/json'],
      { parseAs: 'string' },
      scope.getDefaultJsonParser('error', 'error'),
    )
    scope.setErrorHandler<FastifyError | Refusal>(async (error, request, reply) =>
      sendError(request, reply, error),
    )
    scope.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${scimPath}/*`,
      bodyLimit: mostBytes,
      config: { rateLimit: { max: perMinute, timeWindow: 60_000 } },
      handler: async (request, reply) => {
        const { status, body } = await door.answer(house, askedIn(house, request))
        void reply.code(status).header('cache-control', 'no-store')
        if (body === undefined) return reply.send()
        const { version, location } = metaOf(body)
        if (version !== undefined) void reply.header('etag', version)
        if (location !== undefined && status === 201) void reply.header('location', location)
        if (request.method === 'GET' && version !== undefined && request.headers['if-none-match'] === version)
          return reply.code(304).send()
        return reply.type('application/scim+json; charset=utf-8').send(JSON.stringify(body))
      },
    })
  })
}

function askedIn(house: House, request: FastifyRequest): ScimAsked {
  const { origin, authorization = '' } = request.headers
  if (origin !== undefined && origin !== house.services.config.url)
    refuse('forbidden', 'This request came from another site and was not carried out.')
  const secret = secretShape.exec(authorization)?.[1]
  if (secret === undefined)
    refuse('unauthenticated', 'Send a provisioning key as "Authorization: Bearer mp_…".')
  const path = new URL(request.url, 'http://localhost').pathname
  const ifMatch = request.headers['if-match']
  return {
    // the methods of the route
    method: request.method as ScimAsked['method'],
    path: path
      .slice(scimPath.length + 1)
      .split('/')
      .map(decodeURIComponent),
    query: textsOf(request.query),
    body: request.body,
    secret,
    ...(ifMatch !== undefined && ifMatch !== '*' && { ifMatch }),
  }
}

/** Whatever was sent twice is not read: nobody knows which is meant. */
function textsOf(query: unknown): Record<string, string> {
  const entries = typeof query === 'object' && query !== null ? Object.entries(query) : []
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value]] : [])),
  )
}

function metaOf(body: object): { version?: string; location?: string } {
  const meta: unknown = 'meta' in body ? body.meta : undefined
  if (typeof meta !== 'object' || meta === null) return {}
  return {
    ...('version' in meta && typeof meta.version === 'string' && { version: meta.version }),
    ...('location' in meta && typeof meta.location === 'string' && { location: meta.location }),
  }
}

function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: FastifyError | Refusal,
): FastifyReply {
  const { status, scimType, detail, retryAfter } = toldOf(request, error)
  if (retryAfter !== undefined) void reply.header('retry-after', Math.ceil(retryAfter))
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="muster"')
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/scim+json; charset=utf-8')
    .send(
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: String(status),
        ...(scimType !== undefined && { scimType }),
        detail,
      }),
    )
}

interface Told {
  readonly status: number
  readonly detail: string
  readonly scimType?: string
  readonly retryAfter?: number
}

/** RFC 7644, table 9, as far as it is used here. */
const scimTypes: ReadonlySet<string> = new Set([
  'invalidFilter',
  'invalidPath',
  'invalidSyntax',
  'invalidValue',
  'mutability',
  'noTarget',
  'tooMany',
  'uniqueness',
])

function toldOf(request: FastifyRequest, error: FastifyError | Refusal): Told {
  if (error instanceof Refusal) {
    const { reason, faults = [], retryAfterSeconds } = error.detail
    const more = faults.map(({ path, message }) => `${path}: ${message}`)
    return {
      status: error.status,
      detail: [error.message, ...more].join(' ').slice(0, 1000),
      ...(reason !== undefined && scimTypes.has(reason) && { scimType: reason }),
      ...(retryAfterSeconds !== undefined && { retryAfter: retryAfterSeconds }),
    }
  }
  if (isDatabaseLost(error))
    return { status: 503, detail: 'The database does not answer at the moment. Try again.', retryAfter: 2 }
  const { statusCode = 500 } = error
  if (statusCode >= 400 && statusCode < 500)
    return { status: statusCode, detail: 'This request cannot be read.', scimType: 'invalidSyntax' }
  const id = randomUUID()
  request.log.error({ err: error, id }, 'a request of a directory failed unexpectedly')
  return {
    status: 500,
    detail: `Something went wrong here, and nothing was changed. Quote this number to whoever runs Muster: ${id}`,
  }
}
