/** Promises that a link to a page outside opens that page alone, is kept as a hash, and says nothing when it is dead. */
import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '../base/refusal.ts'
import type { DoorContext, TenantActor } from './context.ts'
import { mayVisit } from './visits.ts'

/** 128 random bits, as they stand in an address; what is kept of them is the hash. */
export function newLink(): { readonly token: string; readonly tokenHash: Buffer } {
  const token = randomBytes(16).toString('base64url')
  return { token, tokenHash: hashOf(token) }
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Whoever holds a link, and is not signed in. Nothing about them is kept: the ledger names all of them alike. */
export async function holderOf(
  { house, address, now }: DoorContext,
  { token, what, perMinute }: { readonly token: string; readonly what: string; readonly perMinute: number },
): Promise<TenantActor | undefined> {
  if (!mayVisit(house.services, { what, address, perMinute }, now))
    refuse('too_many', 'Too many tries from your network. Wait a minute.', {
      retryAfterSeconds: 60 - (Math.floor(now.getTime() / 1000) % 60),
    })
  const { rows } = await house.services.door.query<{ tenant: string | null }>(
    'select wall.outside_link($1) as tenant',
    [hashOf(token)],
  )
  const tenantId = rows[0]?.tenant ?? undefined
  return tenantId === undefined ? undefined : { kind: 'visitor', tenantId, ref: 'visitor', name: 'A visitor' }
}

/** The same words for what was never there, has ended, was closed or may not be shown any more. */
export function refuseDeadLink(): never {
  refuse('not_found', 'This link is not valid any more. Ask for a new one.')
}
