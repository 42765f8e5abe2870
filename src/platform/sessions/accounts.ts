/** Promises the changes to users and sessions that only the server makes; no route of sign-in leads here. */
import { randomBytes } from 'node:crypto'
import { normalisedEmail } from '../../base/email-address.ts'
import { uuidv7 } from '../../base/ids.ts'
import { refuse, refuseUnless } from '../../base/refusal.ts'
import { codeHash, newCodes, replaceCodes } from './codes.ts'
import { absoluteHours } from './auth.ts'
import type { Door } from './door.ts'
import { idleHours } from './live-session.ts'
import { refuseWeakPassword } from './passwords.ts'
import { inTransaction } from './transaction.ts'

/** One browser session as its owner may see it; never its token. */
export interface ListedSession {
  readonly id: string
  readonly createdAt: Date
  /** To the minute. */
  readonly lastUsedAt: Date
  readonly userAgent: string
  readonly address: string
  readonly secondFactor: boolean
}

export async function createUser(
  door: Door,
  input: { email: string; name: string; password: string },
): Promise<{ userId: string }> {
  const { email, name } = identityOf(input)
  refuseWeakPassword(input.password, { email, name })
  const password = await door.hasher.hash(input.password)
  const now = new Date(door.now())
  const userId = newId(door)
  // Both rows in one statement: a user without password would be a user nobody can become.
  const { rowCount } = await door.pool.query(
    `with u as (
       insert into auth."user" (id, name, email, email_verified, created_at, updated_at)
         values ($1::uuid, $2, $3, true, $4, $4) on conflict (email) do nothing returning id)
     insert into auth.account (id, user_id, account_id, provider_id, password, created_at, updated_at)
       select $5::uuid, id, $1::text, 'credential', $6, $4, $4 from u`,
    [userId, name, email, now, newId(door), password],
  )
  refuseUnless(rowCount === 1, 'conflict', 'There is a user with this e-mail address already.', {
    reason: 'email_taken',
  })
  return { userId }
}

/** A user whom only a provider lets in, until they set up a passkey or get a password from the host. */
export async function createUserWithoutPassword(
  door: Door,
  input: { email: string; name: string },
): Promise<{ userId: string }> {
  const { email, name } = identityOf(input)
  const userId = newId(door)
  const { rowCount } = await door.pool.query(
    `insert into auth."user" (id, name, email, email_verified, created_at, updated_at)
     values ($1, $2, $3, true, $4, $4) on conflict (email) do nothing`,
    [userId, name, email, new Date(door.now())],
  )
  refuseUnless(rowCount === 1, 'conflict', 'There is a user with this e-mail address already.', {
    reason: 'email_taken',
  })
  return { userId }
}

/** The one spelling of both. @throws Refusal `invalid` */
function identityOf(input: { email: string; name: string }): { email: string; name: string } {
  const email = normalisedEmail(input.email)
  if (email === undefined)
    return refuse('invalid', 'Give an e-mail address like name@example.org.', {
      faults: [{ path: 'email', message: 'must be an e-mail address' }],
    })
  const name = input.name.normalize('NFC').trim()
  refuseUnless(name !== '' && name.length <= 200 && !/\p{Cc}/u.test(name), 'invalid', 'Give a name.', {
    faults: [{ path: 'name', message: 'must be 1 to 200 characters' }],
  })
  return { email, name }
}

/** The user of an address in any spelling. */
export async function findUserByEmail(
  door: Door,
  text: string,
): Promise<{ userId: string; name: string } | undefined> {
  const email = normalisedEmail(text)
  if (email === undefined) return undefined
  const { rows } = await door.pool.query<{ userId: string; name: string }>(
    'select id as "userId", name from auth."user" where email = $1',
    [email],
  )
  return rows[0]
}

/** Sets a password from the host, ends every session and every waiting sign-in, and a lock-out with them. */
export async function setPassword(door: Door, userId: string, password: string): Promise<void> {
  const { rows } = await door.pool.query<{ email: string; name: string }>(
    'select email, name from auth."user" where id = $1',
    [userId],
  )
  if (!rows[0]) return refuse('not_found', 'There is no such user.')
  refuseWeakPassword(password, rows[0])
  const hash = await door.hasher.hash(password)
  await inTransaction(door.pool, async (client) => {
    const now = new Date(door.now())
    const { rowCount } = await client.query(
      `update auth.account set password = $2, updated_at = $3 where user_id = $1 and provider_id = 'credential'`,
      [userId, hash, now],
    )
    // Somebody whom a provider brought in has none yet.
    if (rowCount === 0)
      await client.query(
        `insert into auth.account (id, user_id, account_id, provider_id, password, created_at, updated_at)
         values ($1, $2::uuid, $2::text, 'credential', $3, $4, $4)`,
        [newId(door), userId, hash, now],
      )
    await client.query('delete from auth.session where user_id = $1', [userId])
    await client.query('delete from auth.verification where value = $1', [userId])
  })
  // Whoever locked the account out guessed at the old password.
  await door.attempts.clear(door.emailHash(rows[0].email))
  door.tellLater({ kind: 'password_changed', userId, address: 'host' })
}

/** Forgets every second factor and code and ends every session: the next sign-in can do nothing but enrol. */
export async function resetSecondFactor(door: Door, userId: string): Promise<void> {
  await inTransaction(door.pool, async (client) => {
    const { rowCount } = await client.query(
      'update auth."user" set two_factor_enabled = false, updated_at = $2 where id = $1',
      [userId, new Date(door.now())],
    )
    refuseUnless(rowCount === 1, 'not_found', 'There is no such user.')
    for (const table of ['two_factor', 'passkey', 'recovery_code', 'totp_enrolment', 'session'])
      await client.query(`delete from auth.${table} where user_id = $1`, [userId])
    await client.query('delete from auth.verification where value = $1', [userId])
  })
  door.tellLater({ kind: 'mfa_disabled', userId, address: 'host' })
}

/** Removes a user with all that hangs on them; an unknown one is no error. */
export async function deleteUser(door: Door, userId: string): Promise<void> {
  await inTransaction(door.pool, async (client) => {
    await client.query('delete from auth.verification where value = $1', [userId])
    await client.query('delete from auth."user" where id = $1', [userId])
  })
}

/** The live sessions, last used first. */
export async function listSessions(door: Door, userId: string): Promise<ListedSession[]> {
  const now = door.now()
  const { rows } = await door.pool.query<ListedSession>(
    `select id, created_at as "createdAt", updated_at as "lastUsedAt", second_factor as "secondFactor",
            coalesce(user_agent, '') as "userAgent", coalesce(nullif(ip_address, ''), 'unknown') as address
       from auth.session where user_id = $1 and updated_at > $2 and created_at > $3
      order by updated_at desc, id`,
    [userId, new Date(now - idleHours * 3_600_000), new Date(now - absoluteHours * 3_600_000)],
  )
  return rows
}

/** How many of these users have a second factor set up. */
export async function countSecondFactors(door: Door, userIds: readonly string[]): Promise<number> {
  const { rows } = await door.pool.query<{ count: number }>(
    'select count(*)::int as count from auth."user" where id = any($1::uuid[]) and two_factor_enabled',
    [[...userIds]],
  )
  return rows[0]?.count ?? 0
}

/** Those of these users who have a password. */
export async function withPassword(door: Door, userIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await door.pool.query<{ id: string }>(
    `select user_id as id from auth.account
     where user_id = any($1::uuid[]) and provider_id = 'credential' and password is not null`,
    [[...userIds]],
  )
  return rows.map(({ id }) => id)
}

/** Ends one session; one that is not the user's is `not_found`. */
export async function revokeSession(door: Door, userId: string, sessionId: string): Promise<void> {
  const { rowCount } = await door.pool.query('delete from auth.session where id = $1 and user_id = $2', [
    sessionId,
    userId,
  ])
  refuseUnless(rowCount === 1, 'not_found', 'There is no such session.')
}

/** Ends all sessions, but for one when it is named, and every sign-in that waits for its second step. */
export async function revokeAllSessions(door: Door, userId: string, exceptSessionId?: string): Promise<void> {
  await door.pool.query('delete from auth.verification where value = $1', [userId])
  await door.pool.query('delete from auth.session where user_id = $1 and id is distinct from $2::uuid', [
    userId,
    exceptSessionId ?? null,
  ])
}

/** A new set of break-glass codes, to be printed now and never shown again; an older set is dead. */
export async function issueBreakGlassCodes(door: Door, userId: string): Promise<string[]> {
  const codes = newCodes()
  const hashes = codes.map((code) => codeHash(door.codeKey, userId, code))
  await replaceCodes(door.pool, { userId, kind: 'break_glass', hashes, now: door.now() })
  return codes
}

function newId(door: Door): string {
  return uuidv7(door.now(), randomBytes(10))
}
