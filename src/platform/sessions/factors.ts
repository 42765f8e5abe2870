/**
 * Promises that second factors are set up and replaced by their owner alone: with the password, and, once there is
 * a factor, from a session that passed it. None can be switched off; the last one can only be replaced.
 */
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import * as z from 'zod'
import { refuse, refuseUnless } from '../../base/refusal.ts'
import { challengeMinutes } from './auth.ts'
import { codeHash, newCodes, replaceCodes } from './codes.ts'
import {
  beginAttempt,
  confirmPassword,
  getProvedSession,
  getSession,
  library,
  LibraryRefusal,
  type Door,
} from './door.ts'
import type { OpenSession } from './live-session.ts'
import { factorsOf, hasFactor, type Factors } from './factor-state.ts'
import type { PasskeyAttestation } from './passkey-shapes.ts'
import { claimStep, narrow, viewOf } from './sign-in.ts'
import { inTransaction } from './transaction.ts'
import { matchingStep, newTotpSecret, normalisedTotp, totpKeyText, totpUri } from './totp.ts'
import type { Answer, Visit } from './visit.ts'

/** The library types its answer without the session that we ask for. */
const RegisteredPasskey = z.object({
  id: z.string(),
  session: z.object({ id: z.string(), token: z.string() }),
})

/** Shows a new authenticator key and new recovery codes; nothing changes until a code confirms it. */
export async function beginTotp(door: Door, visit: Visit, input: { password: string }): Promise<Answer> {
  const { session } = await getEnroller(door, visit)
  await confirmPassword(door, visit, session, input.password)
  const { secretConfig } = await door.auth.$context
  const secret = newTotpSecret()
  const recoveryCodes = newCodes()
  await door.pool.query(
    `insert into auth.totp_enrolment (user_id, secret, code_hashes, expires_at) values ($1, $2, $3, $4)
     on conflict (user_id) do update set secret = excluded.secret, code_hashes = excluded.code_hashes,
       expires_at = excluded.expires_at`,
    [
      session.userId,
      await symmetricEncrypt({ key: secretConfig, data: secret }),
      hashesOf(door, session.userId, recoveryCodes),
      new Date(door.now() + challengeMinutes * 60_000),
    ],
  )
  const uri = totpUri({ issuer: 'Muster', account: session.email, secret })
  return { status: 200, body: { uri, key: totpKeyText(secret), recoveryCodes } }
}

/** Puts the shown authenticator and recovery codes in force, ends every other session, and opens a new one here. */
export async function confirmTotp(door: Door, visit: Visit, input: { code: string }): Promise<Answer> {
  const { session } = await getEnroller(door, visit)
  const attempt = await beginAttempt(door, visit, session.email)
  const { rows } = await door.pool.query<{ secret: string; hashes: string[] }>(
    `select secret, code_hashes as hashes from auth.totp_enrolment where user_id = $1 and expires_at > $2`,
    [session.userId, new Date(door.now())],
  )
  const pending = rows[0]
  if (!pending) {
    await attempt.succeeded()
    return refuse('conflict', 'This set-up is over. Start it again.', { reason: 'enrolment_over' })
  }
  const { secretConfig } = await door.auth.$context
  const secret = await symmetricDecrypt({ key: secretConfig, data: pending.secret })
  const code = normalisedTotp(input.code)
  const step = code === undefined ? undefined : matchingStep(secret, code, door.now())
  if (step === undefined || !(await claimStep(door, session.userId, step)))
    return refuse('invalid', 'That code does not match. Wait for the next one and try again.', {
      reason: 'wrong_code',
      faults: [{ path: 'code', message: 'does not match' }],
    })
  await attempt.succeeded()
  await activateTotp(door, session, pending)
  return reopen(door, visit, session)
}

/** A new set of recovery codes in place of the old one. */
export async function renewRecoveryCodes(
  door: Door,
  visit: Visit,
  input: { password: string },
): Promise<Answer> {
  const session = await getProvedSession(door, visit)
  await confirmPassword(door, visit, session, input.password)
  const recoveryCodes = await giveCodes(door, session.userId)
  door.tellLater({ kind: 'codes_replaced', userId: session.userId, address: visit.address })
  return { status: 200, body: { recoveryCodes } }
}

/** Options for `navigator.credentials.create`. */
export async function passkeyOptions(door: Door, visit: Visit, input: { password: string }): Promise<Answer> {
  const { session } = await getEnroller(door, visit)
  await confirmPassword(door, visit, session, input.password)
  const headers = visit.headers(door.cookies.session)
  const result = await library(() =>
    door.auth.api.generatePasskeyRegistrationOptions({ headers, query: {}, returnHeaders: true }),
  )
  return { status: 200, body: result.response, cookies: result.headers.getSetCookie() }
}

/** Stores a passkey. The first factor brings recovery codes and ends all other sessions. */
export async function addPasskey(
  door: Door,
  visit: Visit,
  input: { name: string; response: PasskeyAttestation },
): Promise<Answer> {
  const { session, factors } = await getEnroller(door, visit)
  const headers = visit.headers(door.cookies.session, door.cookies.passkey)
  const body = { name: input.name, response: input.response, createSession: true }
  const result = await library(() =>
    door.auth.api.verifyPasskeyRegistration({ body, headers, returnHeaders: true }),
  ).catch((error: unknown) => {
    if (!(error instanceof LibraryRefusal)) throw error
    return refuse(
      'invalid',
      'That passkey could not be added. Start again, with another one if it is here already.',
      {
        reason: 'wrong_passkey',
      },
    )
  })
  const { id, session: opened } = RegisteredPasskey.parse(result.response)
  if (session.onlyTenantId !== undefined)
    await narrow(door, opened.token, { tenantId: session.onlyTenantId, isProved: false })
  const isFirst = !hasFactor(factors)
  await door.pool.query('delete from auth.session where user_id = $1 and id <> $2 and ($3 or id = $4)', [
    session.userId,
    opened.id,
    isFirst,
    session.sessionId,
  ])
  const recoveryCodes = isFirst ? await giveCodes(door, session.userId) : undefined
  const about = { userId: session.userId, sessionId: opened.id, address: visit.address }
  door.tellLater({ kind: 'passkey_added', ...about })
  if (isFirst) door.tellLater({ kind: 'mfa_enabled', ...about })
  const view = await viewOf(door, opened.token)
  return {
    status: 201,
    body: { id, name: input.name, session: view, ...(recoveryCodes && { recoveryCodes }) },
    cookies: result.headers.getSetCookie(),
  }
}

/** The passkeys of whoever asks. */
export async function listPasskeys(door: Door, visit: Visit): Promise<Answer> {
  const session = await getSession(door, visit)
  const { rows } = await door.pool.query<{ id: string; name: string | null; createdAt: Date | null }>(
    `select id, name, created_at as "createdAt" from auth.passkey where user_id = $1 order by created_at, id`,
    [session.userId],
  )
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    createdAt: row.createdAt?.toISOString() ?? null,
  }))
  return { status: 200, body: { items } }
}

/** Removes a passkey, unless it is the last factor. */
export async function removePasskey(
  door: Door,
  visit: Visit,
  input: { id: string; password: string },
): Promise<Answer> {
  const session = await getProvedSession(door, visit)
  await confirmPassword(door, visit, session, input.password)
  await inTransaction(door.pool, async (client) => {
    await client.query('select from auth."user" where id = $1 for update', [session.userId])
    const { rowCount } = await client.query('delete from auth.passkey where id = $1 and user_id = $2', [
      input.id,
      session.userId,
    ])
    refuseUnless(rowCount === 1, 'not_found', 'There is no such passkey.')
    const isLeft = hasFactor(await factorsOf(client, session.userId))
    refuseUnless(isLeft, 'conflict', 'This is your only second factor. Set up another one first.', {
      reason: 'last_factor',
    })
  })
  door.tellLater({ kind: 'passkey_removed', userId: session.userId, address: visit.address })
  return { status: 204 }
}

/**
 * The person, who may set up a factor: with the first one any session will do, later only one that passed a factor.
 * Otherwise a stolen password alone could add its own authenticator.
 */
async function getEnroller(door: Door, visit: Visit): Promise<{ session: OpenSession; factors: Factors }> {
  const session = await getSession(door, visit)
  const factors = await factorsOf(door.pool, session.userId)
  refuseUnless(mayEnrol(session, factors), 'forbidden', 'Sign in with your second factor first.', {
    reason: 'mfa_required',
  })
  return { session, factors }
}

function mayEnrol(session: OpenSession, factors: Factors): boolean {
  return session.ownFactor || !hasFactor(factors)
}

async function activateTotp(
  door: Door,
  session: OpenSession,
  pending: { secret: string; hashes: string[] },
): Promise<void> {
  const { userId } = session
  await inTransaction(door.pool, async (client) => {
    await client.query('select from auth."user" where id = $1 for update', [userId])
    const mayStill = mayEnrol(session, await factorsOf(client, userId))
    refuseUnless(mayStill, 'conflict', 'Another second factor was set up meanwhile. Sign in with it.')
    const { rowCount } = await client.query(
      'delete from auth.totp_enrolment where user_id = $1 and secret = $2',
      [userId, pending.secret],
    )
    refuseUnless(rowCount === 1, 'conflict', 'This set-up is over. Start it again.', {
      reason: 'enrolment_over',
    })
    await client.query(
      `insert into auth.two_factor (id, user_id, secret, verified) values (gen_random_uuid(), $1, $2, true)
       on conflict (user_id) do update set secret = excluded.secret, verified = true`,
      [userId, pending.secret],
    )
    await client.query('update auth."user" set two_factor_enabled = true, updated_at = $2 where id = $1', [
      userId,
      new Date(door.now()),
    ])
    await replaceCodes(client, { userId, kind: 'recovery', hashes: pending.hashes, now: door.now() })
    await client.query('delete from auth.session where user_id = $1', [userId])
    await client.query('delete from auth.verification where value = $1', [userId])
  })
}

async function reopen(door: Door, visit: Visit, session: OpenSession): Promise<Answer> {
  const { response, headers } = await library(() =>
    door.auth.api.openSession({
      body: { userId: session.userId },
      headers: visit.headers(),
      returnHeaders: true,
    }),
  )
  if (session.onlyTenantId !== undefined)
    await narrow(door, response.token, { tenantId: session.onlyTenantId, isProved: false })
  const view = await viewOf(door, response.token)
  const about = { userId: session.userId, sessionId: view.sessionId, address: visit.address }
  door.tellLater({ kind: 'mfa_enabled', ...about })
  return { status: 200, body: { status: 'signed_in', session: view }, cookies: headers.getSetCookie() }
}

async function giveCodes(door: Door, userId: string): Promise<string[]> {
  const codes = newCodes()
  const hashes = hashesOf(door, userId, codes)
  await replaceCodes(door.pool, { userId, kind: 'recovery', hashes, now: door.now() })
  return codes
}

function hashesOf(door: Door, userId: string, codes: readonly string[]): string[] {
  return codes.map((code) => codeHash(door.codeKey, userId, code))
}
