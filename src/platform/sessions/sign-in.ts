/** Promises sign-in in at most two steps that tell a stranger nothing about who has an account here. */
import { symmetricDecrypt } from 'better-auth/crypto'
import { normalisedEmail } from '../../base/email-address.ts'
import { refuse } from '../../base/refusal.ts'
import { codeHash, normalisedCode, spendCode } from './codes.ts'
import { beginAttempt, library, LibraryRefusal, type Door } from './door.ts'
import { readSession } from './live-session.ts'
import type { SessionEvent } from './events.ts'
import { factorsOf, methodsOf } from './factor-state.ts'
import { canBePassword } from './passwords.ts'
import { scopeOfChallenge, spendChallenge, type Scope } from './tickets.ts'
import { matchingStep, normalisedTotp } from './totp.ts'
import type { Answer, Visit } from './visit.ts'

/** How the browser sees its session. */
export interface SessionView {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly sessionId: string
  readonly createdAt: string
  readonly secondFactor: boolean
}

/** First step: e-mail address and password. */
export async function signIn(
  door: Door,
  visit: Visit,
  input: { email: string; password: string },
): Promise<Answer> {
  const email = normalisedEmail(input.email)
  const attempt = await beginAttempt(door, visit, email)
  if (email === undefined || !canBePassword(input.password)) return refuseSignIn(door, visit, email)
  const body = { email, password: input.password }
  const { response, headers } = await library(() =>
    door.auth.api.signInEmail({ body, headers: visit.headers(), returnHeaders: true }),
  ).catch((error: unknown) => refuseIfWrong(error, () => refuseSignIn(door, visit, email)))
  await attempt.succeeded()
  const cookies = headers.getSetCookie()
  // The two-factor plugin answers in place of the library when a second factor is due.
  if ('twoFactorRedirect' in response) {
    const { rows } = await door.pool.query<{ id: string }>('select id from auth."user" where email = $1', [
      email,
    ])
    const methods = methodsOf(await factorsOf(door.pool, rows[0]?.id ?? ''))
    return { status: 200, body: { status: 'second_factor_required', methods }, cookies }
  }
  return admit(door, visit, { token: response.token, cookies, means: 'password' })
}

/** Second step: the code of an authenticator app. Each code opens once, whoever sends it and how often. */
export async function signInWithTotp(door: Door, visit: Visit, input: { code: string }): Promise<Answer> {
  const challenged = await getChallenged(door, visit)
  const attempt = await beginAttempt(door, visit, challenged.email)
  const code = normalisedTotp(input.code)
  const scope = await scopeOfChallenge(door, challenged.challenge)
  const isGood = code !== undefined && (await isFreshTotp(door, challenged.id, code))
  if (code === undefined || !isGood) return refuseCode(door, visit, challenged.id)
  const { response, headers } = await library(() =>
    door.auth.api.verifyTOTP({
      body: { code },
      headers: visit.headers(door.cookies.challenge),
      returnHeaders: true,
    }),
  ).catch((error: unknown) => refuseIfWrong(error, () => refuseCode(door, visit, challenged.id)))
  await attempt.succeeded()
  await spendChallenge(door, challenged.challenge)
  const cookies = headers.getSetCookie()
  return admit(door, visit, { token: response.token, cookies, means: 'totp', ...(scope && { scope }) })
}

/** Second step without the authenticator: a recovery or break-glass code, each good once. */
export async function signInWithCode(door: Door, visit: Visit, input: { code: string }): Promise<Answer> {
  const challenged = await getChallenged(door, visit)
  const attempt = await beginAttempt(door, visit, challenged.email)
  const scope = await scopeOfChallenge(door, challenged.challenge)
  const code = normalisedCode(input.code)
  const hash = code === undefined ? '' : codeHash(door.codeKey, challenged.id, code)
  const means = await spendCode(door.pool, { userId: challenged.id, hash, now: door.now() })
  if (means === undefined) return refuseCode(door, visit, challenged.id)
  const body = { userId: challenged.id, challenge: challenged.challenge }
  const { response, headers } = await library(() =>
    door.auth.api.openSession({ body, headers: visit.headers(), returnHeaders: true }),
  ).catch((error: unknown) => refuseIfWrong(error, () => refuseCode(door, visit, challenged.id)))
  await attempt.succeeded()
  door.tellLater({ kind: 'code_used', userId: challenged.id, means, address: visit.address })
  await spendChallenge(door, challenged.challenge)
  const cookies = headers.getSetCookie()
  return admit(door, visit, { token: response.token, cookies, means, ...(scope && { scope }) })
}

/** Ends the session of this browser, if there is one. */
export async function signOut(door: Door, visit: Visit): Promise<Answer> {
  const session = await readSession(door, visit)
  const headers = visit.headers(door.cookies.session)
  const result = await library(() => door.auth.api.signOut({ headers, returnHeaders: true }))
  if (session)
    door.tellLater({
      kind: 'sign_out',
      userId: session.userId,
      sessionId: session.sessionId,
      address: visit.address,
    })
  return { status: 204, cookies: result.headers.getSetCookie() }
}

/**
 * Whether the code is right and was never used: RFC 6238 section 5.2, by one row for each user and time step.
 * The library itself would take the same code again for as long as it is shown.
 */
async function isFreshTotp(door: Door, userId: string, code: string): Promise<boolean> {
  const { rows } = await door.pool.query<{ secret: string }>(
    'select secret from auth.two_factor where user_id = $1 and verified',
    [userId],
  )
  if (!rows[0]) return false
  const { secretConfig } = await door.auth.$context
  const secret = await symmetricDecrypt({ key: secretConfig, data: rows[0].secret })
  const step = matchingStep(secret, code, door.now())
  return step !== undefined && claimStep(door, userId, step)
}

/** True for the first caller of a step alone. */
export async function claimStep(door: Door, userId: string, step: number): Promise<boolean> {
  const { rowCount } = await door.pool.query(
    'insert into auth.totp_step (user_id, step) values ($1, $2) on conflict do nothing',
    [userId, step],
  )
  return rowCount === 1
}

/**
 * The last step of every way in: the browser's earlier session ends, the ledger is told, and only then the
 * cookie leaves. A session that the ledger does not know is taken back.
 */
export async function admit(
  door: Door,
  visit: Visit,
  opened: {
    token: string
    cookies: readonly string[]
    means: NonNullable<SessionEvent['means']>
    scope?: Scope
  },
): Promise<Answer> {
  if (opened.scope !== undefined) await narrow(door, opened.token, opened.scope)
  const session = await viewOf(door, opened.token)
  const earlier = await readSession(door, visit)
  if (earlier && earlier.sessionId !== session.sessionId)
    await door.pool.query('delete from auth.session where id = $1', [earlier.sessionId])
  // A provider's word wipes out no wrong tries: its organisation could guess on without end.
  if (session.secondFactor && opened.scope === undefined)
    await door.attempts.clear(door.emailHash(session.email))
  const { userId, sessionId } = session
  const event = {
    ...({ kind: 'sign_in', userId, sessionId, means: opened.means, address: visit.address } as const),
    ...(opened.scope !== undefined && { onlyTenantId: opened.scope.tenantId }),
  }
  await door.tell(event).catch(async (error: unknown) => {
    door.log.error({ err: error }, 'a sign-in could not be recorded')
    await door.pool.query('delete from auth.session where id = $1', [sessionId])
    return refuse('unavailable', 'Your sign-in could not be recorded. Try again in a moment.', {
      retryAfterSeconds: 5,
    })
  })
  return { status: 200, body: { status: 'signed_in', session }, cookies: opened.cookies }
}

/** Before its cookie leaves: what a provider opened reaches no further than the organisation whose provider it is. */
export async function narrow(door: Door, token: string, { tenantId, isProved }: Scope): Promise<void> {
  await door.pool.query('update auth.session set only_tenant = $2, provider_factor = $3 where token = $1', [
    token,
    tenantId,
    isProved,
  ])
}

/** The session of a token, as its browser may see it. */
export async function viewOf(door: Door, token: string): Promise<SessionView> {
  const { rows } = await door.pool.query<Omit<SessionView, 'createdAt'> & { createdAt: Date }>(
    `select u.id as "userId", u.email, u.name, s.id as "sessionId", s.created_at as "createdAt",
            (s.second_factor and coalesce(u.two_factor_enabled, false)) or s.provider_factor as "secondFactor"
       from auth.session s join auth."user" u on u.id = s.user_id where s.token = $1`,
    [token],
  )
  const row = rows[0]
  // Ended between two statements, e.g. by a password change elsewhere.
  if (!row)
    return refuse('unauthenticated', 'Your session ended just now. Sign in again.', {
      reason: 'sign_in_again',
    })
  return { ...row, createdAt: row.createdAt.toISOString() }
}

/** Whose second step this browser is asked for; null for nobody's. */
export async function findChallenged(door: Door, visit: Visit) {
  const headers = visit.headers(door.cookies.challenge)
  return library(() => door.auth.api.challengedUser({ headers }))
}

async function getChallenged(door: Door, visit: Visit) {
  return (
    (await findChallenged(door, visit)) ??
    refuse('unauthenticated', 'This sign-in is over. Start again with your password.', {
      reason: 'sign_in_again',
    })
  )
}

/** One answer for wrong, unknown and impossible alike. */
function refuseSignIn(door: Door, visit: Visit, email: string | undefined): never {
  tellOfFailure(door, visit, email)
  refuse('unauthenticated', 'E-mail address or password is wrong. Check both and try again.', {
    reason: 'wrong_credentials',
  })
}

/** Told behind the answer, whose time must not say whether the account is known. */
function tellOfFailure(door: Door, visit: Visit, email: string | undefined): void {
  const event = { kind: 'sign_in_failed', means: 'password', address: visit.address } as const
  if (email === undefined) return door.tellLater(event)
  const emailHash = door.emailHash(email)
  door.pool.query<{ id: string }>('select id from auth."user" where email = $1', [email]).then(
    ({ rows }) => door.tellLater({ ...event, emailHash, userId: rows[0]?.id }),
    () => door.tellLater({ ...event, emailHash }),
  )
}

function refuseCode(door: Door, visit: Visit, userId: string): never {
  door.tellLater({ kind: 'sign_in_failed', means: 'totp', userId, address: visit.address })
  refuse('unauthenticated', 'That code is wrong or was used before. Wait for the next one and try again.', {
    reason: 'wrong_code',
  })
}

const wrongCodes = new Set([
  'INVALID_EMAIL_OR_PASSWORD',
  'INVALID_EMAIL',
  'PASSWORD_TOO_LONG',
  'INVALID_CODE',
  'TOTP_NOT_ENABLED',
  'INVALID_TWO_FACTOR_COOKIE',
  'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE',
  'USER_NOT_FOUND',
  'VALIDATION_ERROR',
  'CHALLENGE_NOT_FOUND',
  'PASSKEY_NOT_FOUND',
  'AUTHENTICATION_FAILED',
  'USER_VERIFICATION_MISSING',
])

/** What the library says about wrong input becomes our refusal; anything else stays an error. */
export function refuseIfWrong(error: unknown, refuseIt: () => never): never {
  if (error instanceof LibraryRefusal && wrongCodes.has(error.code)) refuseIt()
  throw error
}
