/** The HTTP server: one Fastify instance with its headers, limits and body rules; what it serves is handed in. */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import Fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify'
import { Refusal } from '../../base/refusal.ts'
import type { Action, House } from '../action.ts'
import { mountSessions } from '../sessions/mount.ts'
import { networkOf } from '../sessions/network.ts'
import { answerUnreadable, answerUnroutable, mountErrors } from './errors.ts'
import { mountAssistants, type AssistantDoor } from '../assistants/serve.ts'
import { mountScim, type ScimDoor } from '../scim/serve.ts'
import { mountLive } from './live.ts'
import { mountActions } from './mount.ts'
import { openApiDocument } from './open-api.ts'
import { mountReady } from './ready.ts'
import { mountSecurityContact } from './security-contact.ts'

export interface AppOptions {
  readonly house: House
  readonly actions: readonly Action[]
  readonly version: string
  /** What assistants may ask for; absent in tests that have none. */
  readonly assistants?: AssistantDoor
  /** Where directories bring people in; absent in tests that have none. */
  readonly scim?: ScimDoor
  /** `dist/web`; absent in tests that need no pages. */
  readonly webFolder?: string
  /** Requests a minute from one network before 429; a page of the product makes some twenty. */
  readonly requestsPerMinute?: number
}

/** Builds the server; `listen` is the caller's. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { house, actions } = options
  const { config, log } = house.services
  const app: FastifyInstance = Fastify({
    loggerInstance: log,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    bodyLimit: 256 * 1024,
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200, ignoreDuplicateSlashes: false, caseSensitive: true },
    exposeHeadRoutes: false,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable,
    logController: new LogController({ disableRequestLogging: true }),
    ...(config.tls === undefined
      ? {}
      : { https: { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) } }),
  }) as unknown as FastifyInstance // http or https: the routes do not care
  const endpoints = actions.map((action) => action.endpoint)
  mountErrors(app, endpoints)
  await app.register(helmet, securityHeaders(config.url.startsWith('https:')))
  await app.register(rateLimit, limits(options))
  refuseStrangeJson(app)
  app.get('/healthz', { config: { rateLimit: false } }, async () => ({ status: 'ok' }))
  mountReady(app, house)
  // Made for the first who asks, since half a thousand schemas are a work that most starts can do without.
  let document: string | undefined
  app.get('/api/v1/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(endpoints, options.version))
    return reply.type('application/json').send(document)
  })
  mountSecurityContact(app, house)
  mountSessions(app, house.services.sessions)
  mountLive(app, house)
  mountActions(app, house, actions)
  if (options.assistants !== undefined)
    mountAssistants(app, { house, version: options.version, door: options.assistants })
  if (options.scim !== undefined) mountScim(app, house, options.scim)
  if (options.webFolder !== undefined && existsSync(options.webFolder))
    await mountPages(app, options.webFolder)
  return app
}

function securityHeaders(isHttps: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' as const },
    xFrameOptions: { action: 'deny' as const },
  }
}

function limits(options: AppOptions) {
  return {
    max: options.requestsPerMinute ?? 3000,
    timeWindow: 60_000,
    keyGenerator: (request: { ip: string }) => networkOf(request.ip),
    // Tools are limited by what the store can take, people by this.
    allowList: (request: { url: string }) =>
      request.url.startsWith('/api/v1/intake/') || ['/healthz', '/readyz'].includes(request.url),
    errorResponseBuilder: (_request: unknown, context: { ttl: number }) =>
      new Refusal('too_many', 'Too many requests from your network. Wait a moment.', {
        retryAfterSeconds: context.ttl / 1000,
      }),
  }
}

/** Only `application/json`, exactly: odd content types have bypassed validation in Fastify before (CVE-2026-25223). */
function refuseStrangeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const type = request.headers['content-type'] ?? ''
    if (!/^application\/json(; ?charset=utf-8)?$/i.test(type)) {
      done(new Refusal('invalid', 'Send the body as application/json.', { status: 415 }))
      return
    }
    if (body === '') done(null, undefined)
    else void parse(request, String(body), done)
  })
}

/** The built pages: files by name, and for every page address of ours its HTML. */
async function mountPages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(serveStatic, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  const page = (name: string) => async (_request: unknown, reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      // Links are given to people; no search engine is to list what lies behind them.
      .header('x-robots-tag', 'noindex, nofollow, noarchive')
      .send(createReadStream(join(folder, name)))
  const pages = existsSync(join(folder, 'report.html')) ? 'report.html' : 'index.html'
  app.get('/report/:token', page(pages))
  for (const url of [
    '/',
    '/setup',
    '/sign-in',
    '/sign-in/return',
    '/second-factor',
    '/invitation/:token',
    '/reach/:token',
    '/notice/:token',
    '/shared/:token',
    '/proved/:token',
    '/public/:token',
    '/follow/:token',
    '/unfollow/:token',
    '/was-this-you/:token',
    '/phone/:token',
    '/account',
    '/api-reference',
    '/plan-check',
    '/t/:slug',
    '/t/:slug/*',
  ]) {
    app.get(url, page('index.html'))
  }
}
