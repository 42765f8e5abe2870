/** What every step of sign-in stands on, made once, and the rules that several steps share. */
import { isAPIError } from 'better-auth/api'
import { createHmac } from 'node:crypto'
import { refuse, refuseUnless } from '../../base/refusal.ts'
import type { Attempts } from './attempts.ts'
import type { Auth } from './auth.ts'
import type { SessionEvent, SessionsLog } from './events.ts'
import { networkOf } from './network.ts'
import { readSession, type Lookout, type OpenSession } from './live-session.ts'
import { canBePassword, type PasswordHasher } from './passwords.ts'
import type { Visit } from './visit.ts'

/** How long after it a sign-in stands for a password that somebody does not have. */
const freshMinutes = 10

export interface Door extends Lookout {
  readonly auth: Auth
  readonly hasher: PasswordHasher
  readonly attempts: Attempts
  readonly log: SessionsLog
  /** Keyed hash of a normalised address. */
  emailHash(email: string): string
  readonly codeKey: Buffer
  /** Rejects when the ledger could not take it. */
  tell(event: SessionEvent): Promise<void>
  /** Tells without waiting and without failing what has happened already; a failure is logged. */
  tellLater(event: SessionEvent): void
}

/** An answer of the library that is no success, by its code. */
export class LibraryRefusal extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.name = 'LibraryRefusal'
    this.code = code
  }
}

/** A key for one purpose out of the installation's secret. */
export function derivedKey(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(`muster/sessions/${purpose}`).digest()
}

/** Calls the library; its refusals become {@link LibraryRefusal}, its failures lose their text on the way out. */
export async function library<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!isAPIError(error)) throw error
    if (error.statusCode >= 500 && error.cause instanceof Error) throw error.cause
    throw new LibraryRefusal(String(error.body?.code ?? error.status))
  }
}

/** The session, or a refusal `unauthenticated`. */
export async function getSession(door: Door, visit: Visit): Promise<OpenSession> {
  const session = await readSession(door, visit)
  return session ?? refuse('unauthenticated', 'Sign in to go on.')
}

/** The session, unless it has not passed a second factor. */
export async function getProvedSession(door: Door, visit: Visit): Promise<OpenSession> {
  const session = await getSession(door, visit)
  refuseUnless(
    session.ownFactor || !session.secondFactor,
    'forbidden',
    'You came in by the sign-in of your organisation. Sign in with a second factor of Muster to change this.',
    { reason: 'own_factor_required' },
  )
  refuseUnless(session.secondFactor, 'forbidden', 'Set up a second factor, or sign in with it, first.', {
    reason: 'mfa_required',
  })
  return session
}

/** Refuses unless this is the person's password; a wrong one counts like a wrong one at sign-in. */
export async function confirmPassword(
  door: Door,
  visit: Visit,
  session: OpenSession,
  password: string,
): Promise<void> {
  const attempt = await beginAttempt(door, visit, session.email)
  const { rows } = await door.pool.query<{ password: string | null }>(
    `select password from auth.account where user_id = $1 and provider_id = 'credential'`,
    [session.userId],
  )
  const stored = rows[0]?.password
  // Somebody whom a provider brought in has none: they prove themselves by having come in just now.
  if (typeof stored !== 'string') {
    const isFresh = door.now() - session.createdAt.getTime() < freshMinutes * 60_000
    refuseUnless(isFresh, 'forbidden', 'Sign in again, then do this within ten minutes.', {
      reason: 'sign_in_again',
    })
    return attempt.succeeded()
  }
  const isRight = canBePassword(password) && (await door.hasher.verify(stored, password))
  if (!isRight) refuseWrongPassword()
  await attempt.succeeded()
}

export function refuseWrongPassword(): never {
  refuse('forbidden', 'That is not your present password. Type it again.', { reason: 'wrong_password' })
}

/** @param email normalised; absent when the text was no address, which still counts for the network */
export function beginAttempt(door: Door, visit: Visit, email: string | undefined) {
  return door.attempts.begin({
    ...(email !== undefined && { account: door.emailHash(email) }),
    network: networkOf(visit.address),
  })
}
