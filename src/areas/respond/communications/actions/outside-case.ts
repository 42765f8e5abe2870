import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '../../../../base/refusal.ts'
import type { Context, DoorContext, TenantActor } from '../../../../platform/action.ts'
import { mayVisit } from '../../../../platform/visits.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { costsFor, systemsOf } from '../../incidents/public.ts'
import type { SharedLine } from '../contract/outside.ts'
import type { Material } from '../rules/editions.ts'
import { tenantOfOutsideLink } from '../store/partner-pages.ts'
import type { StatementCase } from './statement-case.ts'

/** Every line of a case that a report or a page could hold, whoever may read it. */
export async function materialOf(
  context: Context,
  { incident, facts, restricted }: Pick<StatementCase, 'incident' | 'facts' | 'restricted'>,
): Promise<Material> {
  const lines = (what: SharedLine['what'], texts: readonly string[]) =>
    texts.filter((text) => text !== '').map((text) => ({ what, text: text.slice(0, 600) }))
  const lead =
    incident.leadId === null
      ? undefined
      : (await listActiveMembers(context)).find(({ id }) => id === incident.leadId)
  const { totals } = await costsFor(context, incident.id)
  return [
    ...lines('headline', [facts.headline]),
    ...lines('confirmed', facts.confirmed),
    ...lines('checking', facts.checking),
    ...lines('unknown', facts.unknown),
    ...lines('next', facts.next),
    ...lines('clock', [facts.clock]),
    ...lines(
      'systems',
      (await systemsOf(context, incident.id))
        .filter(({ state }) => state !== 'ruled_out')
        .map(({ name, state }) => `${name}: ${state.replaceAll('_', ' ')}`),
    ),
    ...lines('indicators', restricted.indicators ?? []),
    ...lines('causes', restricted.causes ?? []),
    ...lines('people', lead === undefined ? [] : [lead.name]),
    ...lines(
      'costs',
      totals.map(({ amount, currency }) => `${amount} ${currency}`),
    ),
  ]
}

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
  const tenantId = await tenantOfOutsideLink(house.services.door, hashOf(token))
  return tenantId === undefined ? undefined : { kind: 'visitor', tenantId, ref: 'visitor', name: 'A visitor' }
}

/** The same words for what was never there, has ended, was closed or may not be shown any more. */
export function refuseDeadLink(): never {
  refuse('not_found', 'This link is not valid any more. Ask for a new one.')
}
