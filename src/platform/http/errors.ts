/** Every failure on the wire is a problem detail (RFC 9457): a refusal says what to do, anything else is an opaque id. */
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '../../base/endpoint.ts'
import { problemOf, Refusal, type Problem } from '../../base/refusal.ts'
import { isDatabaseLost } from '../database/lost.ts'

export function mountErrors(app: FastifyInstance, endpoints: readonly Endpoint[]): void {
  app.setErrorHandler<FastifyError | Refusal>(async (error, request, reply) => {
    const refusal = error instanceof Refusal ? error : refusalOf(error)
    if (refusal !== undefined) return sendProblem(reply, problemOf(refusal), refusal.detail.retryAfterSeconds)
    if (isDatabaseLost(error)) return sendLost(request, reply, error)
    const id = randomUUID()
    request.log.error({ err: error, id }, 'a request failed unexpectedly')
    return sendProblem(reply, {
      type: 'urn:muster:error',
      title: 'Something went wrong here',
      status: 500,
      detail: 'Nothing was changed. Try again; if it happens again, tell whoever runs Muster this number.',
      kind: 'error',
      id,
    })
  })
  app.setNotFoundHandler(async (request, reply) => {
    const other = otherMethods(endpoints, request.url, request.method)
    if (other.length > 0) {
      reply.header('allow', other.join(', '))
      return sendProblem(reply, {
        ...problemOf(new Refusal('not_found', `This address takes ${other.join(' or ')}.`)),
        status: 405,
        title: 'Not this way',
      })
    }
    return sendProblem(reply, problemOf(new Refusal('not_found', nothingHere)))
  })
}

function sendLost(request: FastifyRequest, reply: FastifyReply, error: Error): FastifyReply {
  // only the sentence: the error may hold the whole connection
  request.log.warn({ message: error.message }, 'a request found the database away')
  const refusal = new Refusal(
    'unavailable',
    'The database does not answer at the moment. Nothing was changed; try again shortly.',
  )
  return sendProblem(reply, problemOf(refusal), 2)
}

/** What is refused before any route is found: an address whose escapes nobody can read, or with an endless part. */
export function answerUnroutable(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  // No hook has run yet, so what they add is added here.
  reply.header('x-content-type-options', 'nosniff')
  void sendProblem(reply, problemOf(new Refusal('not_found', nothingHere)))
}

/** What is no HTTP that anybody should read: one refusal on the bare socket, which is then closed. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const refusal = new Refusal(
    'invalid',
    'This request is not well-formed HTTP. Send it again with a browser or a common tool.',
    {
      status: 400,
    },
  )
  const body = JSON.stringify(problemOf(refusal))
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}

const nothingHere = 'There is nothing at this address.'

/** Which other methods the router knows for this path: then it is 405, not 404. */
function otherMethods(endpoints: readonly Endpoint[], url: string, asked: string): string[] {
  const path = url.split('?', 1)[0] ?? url
  const fits = (endpoint: Endpoint) =>
    new RegExp(`^/api/v1${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  return [
    ...new Set(
      endpoints
        .filter((endpoint) => endpoint.method !== asked && fits(endpoint))
        .map((endpoint) => endpoint.method),
    ),
  ]
}

function sendProblem(reply: FastifyReply, problem: Problem, retryAfterSeconds?: number): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(retryAfterSeconds))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="muster"')
  reply.header('cache-control', 'no-store')
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** Fastify's own refusals in our words; undefined means it is a failure of ours. */
function refusalOf(error: FastifyError): Refusal | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('invalid', 'That is more than this address takes. Send less at once.', {
        status: 413,
      })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('invalid', 'Send the body as application/json.', { status: 415 })
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('invalid', 'The body is not valid JSON.', { status: 400 })
    default:
      if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
        return new Refusal('invalid', 'This request cannot be read.', { status: error.statusCode })
      }
      return undefined
  }
}
