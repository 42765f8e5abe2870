/** Promises that what stands for a proved person between two requests is spent once, soon over, and kept as its hash alone. */
import { randomBytes } from 'node:crypto'
import { hashOfToken } from '../link-token.ts'
import type { Door } from './door.ts'

/** From the answer that carries the ticket to the request that brings it back. */
const ticketSeconds = 60

export interface Entry {
  readonly userId: string
  /** The organisation whose provider vouched; the session is good there alone. */
  readonly tenantId: string
  /** The provider vouched for a second factor, and the organisation takes its word: ours is not asked. */
  readonly isProved: boolean
}

/** How far a session reaches that did not come in by a way of its owner's own. */
export interface Scope {
  readonly tenantId: string
  readonly isProved: boolean
}

/** @returns what the browser brings back within a minute, once */
export async function giveTicket(door: Door, entry: Entry): Promise<string> {
  const ticket = randomBytes(32).toString('base64url')
  await keep(door, ticket, { ...entry, purpose: 'ticket', seconds: ticketSeconds })
  return ticket
}

/** How far a session reaches whose second step answered this challenge; undefined for one that began with a password. */
export async function scopeOfChallenge(door: Door, challenge: string): Promise<Scope | undefined> {
  const entry = await take(door, challenge, 'challenge')
  return entry && { tenantId: entry.tenantId, isProved: false }
}

/** Keeps it for this long, as its hash. */
export async function keep(
  door: Door,
  secret: string,
  entry: Entry & { readonly purpose: 'ticket' | 'challenge'; readonly seconds: number },
): Promise<void> {
  await door.pool.query(
    `insert into auth.entry (hash, user_id, tenant_id, provider_factor, purpose, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      hashOfToken(secret),
      entry.userId,
      entry.tenantId,
      entry.isProved,
      entry.purpose,
      new Date(door.now() + entry.seconds * 1000),
    ],
  )
}

/** What it stood for; of many who bring it at once one gets it. */
export async function take(
  door: Door,
  secret: string,
  purpose: 'ticket' | 'challenge',
): Promise<Entry | undefined> {
  const { rows } = await door.pool.query<Entry & { readonly until: Date }>(
    `delete from auth.entry where hash = $1 and purpose = $2
     returning user_id as "userId", tenant_id as "tenantId", provider_factor as "isProved", expires_at as until`,
    [hashOfToken(secret), purpose],
  )
  const row = rows[0]
  return row === undefined || row.until.getTime() <= door.now() ? undefined : row
}
