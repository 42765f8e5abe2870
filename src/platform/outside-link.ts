/** Promises that a link to a page outside opens that page alone and says nothing when it is dead. */
import { refuse } from '../base/refusal.ts'
import type { DoorContext, TenantActor } from './context.ts'
import { hashOfToken } from './link-token.ts'
import { refuseFlood } from './visits.ts'

/** Whoever holds a link, and is not signed in. Nothing about them is kept: the ledger names all of them alike. */
export async function holderOf(
  door: DoorContext,
  { token, what, perMinute }: { readonly token: string; readonly what: string; readonly perMinute: number },
): Promise<TenantActor | undefined> {
  refuseFlood(door, { what, perMinute })
  const { rows } = await door.house.services.door.query<{ tenant: string | null }>(
    'select wall.outside_link($1) as tenant',
    [hashOfToken(token)],
  )
  const tenantId = rows[0]?.tenant ?? undefined
  return tenantId === undefined ? undefined : { kind: 'visitor', tenantId, ref: 'visitor', name: 'A visitor' }
}

/** The same words for what was never there, has ended, was closed or may not be shown any more. */
export function refuseDeadLink(): never {
  refuse('not_found', 'This link is not valid any more. Ask for a new one.')
}
