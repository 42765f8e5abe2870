/** Promises tests of sign-in a real database, the real mount, a browser that keeps cookies, and a clock to turn. */
import Fastify, { type FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { Pool } from 'pg'
import { inject, vi } from 'vitest'
import { loginPasswords } from '../src/platform/database/login-passwords.ts'
import { connectionOf } from '../src/platform/database/connection.ts'
import { loadKeys } from '../src/platform/files/keys.ts'
import type { SessionEvent } from '../src/platform/sessions/events.ts'
import { mountSessions } from '../src/platform/sessions/mount.ts'
import { createSessions, type Sessions, type SessionsOptions } from '../src/platform/sessions/sessions.ts'
import { freshDatabase } from './database.ts'

export const goodPassword = 'lamp-orbit-cactus-71'

export interface Trial {
  readonly pool: Pool
  readonly sessions: Sessions
  readonly events: SessionEvent[]
  readonly logged: unknown[]
  /** A second process on the same database. */
  another(changes?: Partial<SessionsOptions>): {
    sessions: Sessions
    app: FastifyInstance
    browser(): Browser
  }
  /** A browser of its own, at an address of its own. */
  browser(address?: string): Browser
  /** A new user with a fresh address. */
  user(): Promise<{ userId: string; email: string }>
  /** A new user who has an authenticator app, and the browser in which it was set up. */
  enrolled(): Promise<Enrolled>
  advance(seconds: number): void
  stop(): Promise<void>
}

export interface Enrolled {
  readonly userId: string
  readonly email: string
  readonly browser: Browser
  readonly recoveryCodes: string[]
  /** What the authenticator app shows now. */
  code(): string
}

export interface Reply {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly cookies: string[]
  readonly text: string
  readonly body: ReplyBody
}

/** The members that tests look at in answers of many shapes; one that is not there fails the test that needs it. */
export interface ReplyBody {
  readonly id: string
  readonly status: string | number
  readonly kind: string
  readonly reason: string
  readonly challenge: string
  readonly uri: string
  readonly key: string
  readonly rpId: string
  readonly rp: { readonly id: string }
  readonly recoveryCodes: string[]
  readonly items: unknown[]
  readonly factors: unknown
  readonly faults: { readonly path: string }[]
}

export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  signIn(email: string, password?: string): Promise<Reply>
  readonly jar: Map<string, string>
  /** The cookies as a request header. */
  headers(): Headers
  /** Another browser, with the same cookies. */
  copy(): Browser
}

const origin = 'http://localhost:8420'

export async function startTrial(): Promise<Trial> {
  const database = await freshDatabase()
  const keys = await loadKeys(inject('keysFolder'))
  const { muster_auth: password } = loginPasswords(keys.authSecret)
  const pool = new Pool({
    ...connectionOf(database.url, 'muster_auth', password),
    options: '-c search_path=auth',
    max: 12,
  })
  // Its idle connections are cut when the database goes, which is nobody's failure.
  pool.on('error', () => {})
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T08:00:00Z') })
  const events: SessionEvent[] = []
  const logged: unknown[] = []
  const options: SessionsOptions = {
    pool,
    secret: 'a secret of the trial, which is long enough 7f3a',
    baseUrl: origin,
    trustedOrigins: [],
    onEvent: async (event) => {
      events.push(event)
    },
    log: { error: (...entry) => void logged.push(entry), warn: (...entry) => void logged.push(entry) },
  }
  let addresses = 0
  const apps: FastifyInstance[] = []
  const another = (changes: Partial<SessionsOptions> = {}) => {
    const sessions = createSessions({ ...options, ...changes })
    const app = Fastify({ trustProxy: false })
    mountSessions(app, sessions)
    apps.push(app)
    const browser = (address = `198.51.${Math.floor(++addresses / 250)}.${addresses % 250}`) =>
      browserOf(app, address, new Map(), changes.baseUrl ?? origin)
    return { sessions, browser, app }
  }
  const first = another()
  const trial: Trial = {
    pool,
    sessions: first.sessions,
    events,
    logged,
    another,
    browser: first.browser,
    async user() {
      const email = `person${++addresses}@example.org`
      const { userId } = await first.sessions.createUser({
        email,
        name: 'Zora Quell',
        password: goodPassword,
      })
      return { userId, email }
    },
    enrolled: () => enrol(trial),
    advance: (seconds) => void vi.setSystemTime(Date.now() + seconds * 1000),
    async stop() {
      vi.useRealTimers()
      await Promise.all(apps.map((app) => app.close()))
      await pool.end()
      await database.drop()
    },
  }
  return trial
}

async function enrol(trial: Trial): Promise<Enrolled> {
  const { userId, email } = await trial.user()
  const browser = trial.browser()
  await browser.signIn(email)
  const begun = await browser.post('/totp', { password: goodPassword })
  const app = new TOTP({ secret: Secret.fromBase32(begun.body.key) })
  const confirmed = await browser.post('/totp/confirmation', { code: app.generate() })
  if (confirmed.status !== 200) throw new Error(`enrolment failed: ${confirmed.text}`)
  trial.advance(60)
  return { userId, email, browser, recoveryCodes: begun.body.recoveryCodes, code: () => app.generate() }
}

function browserOf(app: FastifyInstance, address: string, jar: Map<string, string>, at: string): Browser {
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    payload?: string,
  ) => {
    const response = await app.inject({
      method,
      url: `/api/auth${path}`,
      remoteAddress: address,
      headers: { 'user-agent': 'trial', ...(jar.size > 0 && { cookie: cookie() }), ...headers },
      ...(payload !== undefined && { payload }),
    })
    const cookies = [response.headers['set-cookie'] ?? []].flat()
    for (const line of cookies) keep(jar, line)
    const isJson = String(response.headers['content-type']).includes('json')
    // Each test says what it expects of its answer.
    const body = (isJson ? response.json() : {}) as ReplyBody
    return { status: response.statusCode, headers: response.headers, cookies, text: response.body, body }
  }
  const browser: Browser = {
    jar,
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, body = {}, headers = {}) => {
      const payload = typeof body === 'string' ? body : JSON.stringify(body)
      return send('POST', path, { origin: at, 'content-type': 'application/json', ...headers }, payload)
    },
    signIn: (email, password = goodPassword) => browser.post('/sign-in', { email, password }),
    headers: () => new Headers(jar.size > 0 ? { cookie: cookie() } : {}),
    copy: () => browserOf(app, address, new Map(jar), at),
  }
  return browser
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/max-age=0/i.test(line)) jar.delete(name)
  else jar.set(name, value)
}
