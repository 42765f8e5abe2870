/** Promises that what stands for a proved person between two requests is spent once, soon over, and kept as its hash alone. */
import { randomBytes } from 'node:crypto'
import { refuse } from '../../base/refusal.ts'
import { hashOfToken } from '../link-token.ts'
import type { Door } from './door.ts'
import { isOfEntry } from './openings.ts'

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

/**
 * How far a session may reach whose second step answers this challenge; undefined for one that began with a password.
 * Asked before it is opened: what began behind a provider and whose entry has gone opens nothing.
 */
export async function scopeOfChallenge(door: Door, challenge: string): Promise<Scope | undefined> {
  if (!isOfEntry(challenge)) return undefined
  const scope = await findScope(door, challenge)
  return scope ?? refuse('unauthenticated', 'This sign-in is over. Start again.', { reason: 'sign_in_again' })
}

/** How far the provider's word reaches behind which this challenge began; undefined where none does any more. */
export async function findScope(door: Door, challenge: string): Promise<Scope | undefined> {
  const { rows } = await door.pool.query<{ tenantId: string }>(
    `select tenant_id as "tenantId" from auth.entry where hash = $1 and purpose = 'challenge' and expires_at > $2`,
    [hashOfToken(challenge), new Date(door.now())],
  )
  const [entry] = rows
  return entry && { tenantId: entry.tenantId, isProved: false }
}

/** Once it was answered it stands for nothing more. */
export async function spendChallenge(door: Door, challenge: string): Promise<void> {
  await door.pool.query('delete from auth.entry where hash = $1', [hashOfToken(challenge)])
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

/** What a ticket stood for; of many who bring it at once one gets it. */
export async function takeTicket(door: Door, ticket: string): Promise<Entry | undefined> {
  const { rows } = await door.pool.query<Entry & { readonly until: Date }>(
    `delete from auth.entry where hash = $1 and purpose = 'ticket'
     returning user_id as "userId", tenant_id as "tenantId", provider_factor as "isProved", expires_at as until`,
    [hashOfToken(ticket)],
  )
  const row = rows[0]
  return row === undefined || row.until.getTime() <= door.now() ? undefined : row
}

/** Ends what the word of an organisation's provider opened, and what waits to be opened by it. */
export async function endEntered(
  { pool }: Pick<Door, 'pool'>,
  { tenantId, userId = null }: { readonly tenantId: string; readonly userId?: string | null },
): Promise<void> {
  const whose = 'and ($2::uuid is null or user_id = $2)'
  await pool.query(`delete from auth.entry where tenant_id = $1 ${whose}`, [tenantId, userId])
  await pool.query(`delete from auth.session where only_tenant = $1 ${whose}`, [tenantId, userId])
}
