/** Promises that sign-in gets the client's address from the socket (or a trusted proxy) and never from a header sent to us. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../base/refusal.ts'
import { addressHeader } from './auth.ts'
import { responseToError, type Sessions } from './sessions.ts'
import { largestBodyBytes } from './visit.ts'

/** What sign-in reads of a request; the rest, Host and X-Forwarded-* among it, stays outside. */
const passedHeaders = ['cookie', 'origin', 'sec-fetch-site', 'user-agent', 'content-type'] as const

/** Puts everything under `/api/auth/` into the hands of {@link Sessions}, in a scope of its own. */
export function mountSessions(app: FastifyInstance, sessions: Sessions): void {
  app.register(async (scope) => {
    // The body goes through as it came: which types and shapes are taken is decided in one place.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: largestBodyBytes },
      (_request, body, done) => {
        done(null, body)
      },
    )
    scope.setErrorHandler<FastifyError>(async (error, request, reply) => {
      const status = error.statusCode ?? 500
      const refused = status < 500 ? new Refusal('invalid', messageFor(status), { status }) : error
      return send(reply, responseToError(refused, request.log))
    })
    scope.all('/api/auth/*', async (request, reply) =>
      send(reply, await sessions.handle(webRequest(request))),
    )
  })
}

function webRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const name of passedHeaders) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  headers.set(addressHeader, request.ip)
  // Only the path is read; the host is a fixed word, so that nothing can come to depend on the one that was sent.
  const sent = request.raw.url?.split('?', 1)[0] ?? '/'
  // Judged before any URL parser tidies it: dot segments, escapes and doubled slashes are nobody's address.
  const path = /^(?:\/[a-z-]+)+$/.test(sent) ? sent : '/'
  const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : undefined
  const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method)
    ? request.method
    : 'OPTIONS'
  return new Request(`http://sign-in.invalid${path}`, {
    method,
    headers,
    ...(body && method !== 'GET' && { body }),
  })
}

function messageFor(status: number): string {
  if (status === 413) return 'Send a smaller body.'
  if (status === 415) return 'Send the body as application/json.'
  return 'Send a well-formed request.'
}

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.status(response.status)
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') reply.header(name, value)
  })
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  const body = await response.text()
  return body === '' ? reply.send() : reply.send(body)
}
