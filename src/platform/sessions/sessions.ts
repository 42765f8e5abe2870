/** Promises who is signed in, and every way in and out, behind one narrow interface: no type of the library leaves it. */
import { createHmac, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { problemOf, Refusal } from '../../base/refusal.ts'
import {
  countSecondFactors,
  createUser,
  createUserWithoutPassword,
  deleteUser,
  findUserByEmail,
  issueBreakGlassCodes,
  listSessions,
  resetSecondFactor,
  revokeAllSessions,
  revokeSession,
  setPassword,
  withPassword,
  type ListedSession,
} from './accounts.ts'
import { createAttempts } from './attempts.ts'
import { cookieNames, createAuth } from './auth.ts'
import { derivedKey, type Door } from './door.ts'
import type { SessionEvent, SessionsLog } from './events.ts'
import { readSession, type OpenSession } from './live-session.ts'
import { createPasswordHasher } from './passwords.ts'
import { handlerFor, methodsAt } from './routes.ts'
import { createSweeper } from './sweep.ts'
import { endEntered, giveTicket, type Entry } from './tickets.ts'
import { refuseForeignOrigin, visitOf, type Answer } from './visit.ts'

/**
 * Who is here. `secondFactor` is true when this session passed the second factor, or set up the first one; without
 * it a session is good for nothing but enrolling, and the rest of the app refuses it with reason `mfa_required`.
 */
export type SignedIn = OpenSession

/** The way in and out. Ids are UUIDs; a failing database is Refusal `unavailable` or the driver's own error. */
export interface Sessions {
  /** Answers a request under `/api/auth/`, see routes.ts. Reads the client's address from the mount's header alone. */
  handle(request: Request): Promise<Response>
  /** Whoever the session cookie belongs to, read from the database each time: a revoked session is gone at once. */
  current(headers: Headers): Promise<SignedIn | undefined>
  /**
   * Server side only: first run and accepted invitations, whose link has proved the address.
   * @throws Refusal `invalid` for address, name or password; `conflict` with reason `email_taken`
   */
  createUser(input: { email: string; name: string; password: string }): Promise<{ userId: string }>
  /** Somebody who comes in by the provider of their organisation and has no password. @throws as createUser */
  createUserWithoutPassword(input: { email: string; name: string }): Promise<{ userId: string }>
  /** What the browser turns into a session, once and within a minute, by POST /api/auth/sign-in/ticket. */
  giveTicket(entry: Entry): Promise<string>
  /** Ends every session that the provider of an organisation opened, of one user where that is said. */
  endEntered(whose: { readonly tenantId: string; readonly userId?: string | null }): Promise<void>
  /** Which of these users have a password. */
  withPassword(userIds: readonly string[]): Promise<readonly string[]>
  findUserByEmail(email: string): Promise<{ userId: string; name: string } | undefined>
  /** For recover-owner: ends all sessions. @throws Refusal `not_found`, `invalid` for a weak password */
  setPassword(userId: string, password: string): Promise<void>
  /** For recover-owner: forgets TOTP, passkeys and codes, and ends all sessions. @throws Refusal `not_found` */
  resetSecondFactor(userId: string): Promise<void>
  deleteUser(userId: string): Promise<void>
  /** Live sessions, last used first; never a token. */
  listSessions(userId: string): Promise<ListedSession[]>
  /** How many of these users have a second factor set up. */
  countSecondFactors(userIds: readonly string[]): Promise<number>
  /** @throws Refusal `not_found` when the session is not this user's */
  revokeSession(userId: string, sessionId: string): Promise<void>
  revokeAllSessions(userId: string, exceptSessionId?: string): Promise<void>
  /** Ten codes for the recovery sheet, each good once as a second factor; an older set is dead. */
  issueBreakGlassCodes(userId: string): Promise<string[]>
}

export interface SessionsOptions {
  /** Login `muster_auth`, whose search_path is `auth`. */
  readonly pool: Pool
  /** At least 32 random characters, kept outside the database. Another one voids all sessions, TOTP keys and codes. */
  readonly secret: string
  /** The origin that people open, e.g. `http://localhost:8420`. Passkeys are bound to its host name. */
  readonly baseUrl: string
  readonly trustedOrigins: readonly string[]
  /** Milliseconds since 1970. The library reads the system clock for its own expiries. */
  readonly now?: () => number
  /** Told what happened. A `sign_in` that it rejects is taken back; all other kinds are told after the fact. */
  readonly onEvent: (event: SessionEvent) => Promise<void>
  readonly log: SessionsLog
}

export function createSessions(options: SessionsOptions): Sessions {
  if (options.secret.length < 32) throw new RangeError('The session secret needs at least 32 characters')
  const door = createDoor(options)
  const sweep = createSweeper(door)
  const origins = new Set([options.baseUrl, ...options.trustedOrigins].map((url) => new URL(url).origin))
  return {
    async handle(request) {
      const { pathname } = new URL(request.url)
      const prefix = '/api/auth'
      const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : ''
      try {
        const handler = handlerFor(request.method, path)
        if (request.method !== 'GET') refuseForeignOrigin(request.headers, origins)
        await sweep()
        return responseTo(await handler(door, visitOf(request.headers), request))
      } catch (error) {
        const response = responseToError(error, options.log)
        if (response.status === 405) response.headers.set('allow', methodsAt(path).join(', '))
        return response
      }
    },
    async current(headers) {
      try {
        return await readSession(door, visitOf(headers))
      } catch (error) {
        throw refusalOfDatabase(error, options.log) ?? error
      }
    },
    createUser: (input) => createUser(door, input),
    createUserWithoutPassword: (input) => createUserWithoutPassword(door, input),
    giveTicket: (entry) => giveTicket(door, entry),
    endEntered: (whose) => endEntered(door, whose),
    withPassword: (userIds) => withPassword(door, userIds),
    findUserByEmail: (email) => findUserByEmail(door, email),
    setPassword: (userId, password) => setPassword(door, userId, password),
    resetSecondFactor: (userId) => resetSecondFactor(door, userId),
    deleteUser: (userId) => deleteUser(door, userId),
    listSessions: (userId) => listSessions(door, userId),
    countSecondFactors: (userIds) => countSecondFactors(door, userIds),
    revokeSession: (userId, sessionId) => revokeSession(door, userId, sessionId),
    revokeAllSessions: (userId, exceptSessionId) => revokeAllSessions(door, userId, exceptSessionId),
    issueBreakGlassCodes: (userId) => issueBreakGlassCodes(door, userId),
  }
}

/** The wire form of what went wrong; an unexpected error shows nothing but an id that the log has too. */
export function responseToError(error: unknown, log: SessionsLog): Response {
  const refusal = error instanceof Refusal ? error : refusalOfDatabase(error, log)
  if (refusal) {
    const { retryAfterSeconds } = refusal.detail
    return problemResponse(refusal.status, problemOf(refusal), retryAfterSeconds)
  }
  const id = randomUUID()
  log.error({ err: error, id }, 'sign-in failed unexpectedly')
  return problemResponse(500, {
    type: 'urn:muster:error',
    title: 'Something went wrong',
    status: 500,
    detail: 'Try again; if it stays, show this id to whoever runs Muster.',
    kind: 'error',
    id,
  })
}

function createDoor(options: SessionsOptions): Door {
  const { pool, log } = options
  const now = options.now ?? Date.now
  const hasher = createPasswordHasher()
  const emailKey = derivedKey(options.secret, 'email')
  const tell = async (event: SessionEvent) => options.onEvent(event)
  const tellLater = (event: SessionEvent) => {
    tell(event).catch((error: unknown) => {
      log.error({ err: error, kind: event.kind }, 'a sign-in event could not be recorded')
    })
  }
  return {
    auth: createAuth({ ...options, hasher }),
    pool,
    hasher,
    attempts: createAttempts({
      pool,
      now,
      onLocked: ({ account, network }) =>
        tellLater({ kind: 'locked', ...(account !== undefined && { emailHash: account }), address: network }),
    }),
    cookies: cookieNames(options.baseUrl),
    log,
    now,
    emailHash: (email) => createHmac('sha256', emailKey).update(email).digest('hex'),
    secret: options.secret,
    codeKey: derivedKey(options.secret, 'codes'),
    tell,
    tellLater,
  }
}

function responseTo(answer: Answer): Response {
  const headers = new Headers({ 'cache-control': 'no-store' })
  for (const cookie of answer.cookies ?? []) headers.append('set-cookie', cookie)
  if (answer.body === undefined) return new Response(null, { status: answer.status, headers })
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers })
}

function problemResponse(status: number, problem: object, retryAfterSeconds?: number): Response {
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'cache-control': 'no-store',
      'content-type': 'application/problem+json; charset=utf-8',
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(Math.ceil(retryAfterSeconds)) }),
    },
  })
}

/** Socket errors, and SQLSTATE classes 08 (connection), 53 (resources) and 57P (shutdown). */
const lostConnection = /^(?:ECONN\w+|EPIPE|ENOENT|ETIMEDOUT|08\w{3}|53\w{3}|57P\w{2})$/

function refusalOfDatabase(error: unknown, log: SessionsLog): Refusal | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  const isLost =
    lostConnection.test(code) || /connection terminated|timeout exceeded when trying/i.test(error.message)
  if (!isLost) return undefined
  log.error({ err: error }, 'sign-in cannot reach its database')
  return new Refusal('unavailable', 'Sign-in is not available right now. Try again in a moment.', {
    retryAfterSeconds: 5,
  })
}
