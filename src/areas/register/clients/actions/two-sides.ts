/** Work on both sides of an agreement: a transaction behind each wall, one after the other, never one over both. */
import {
  asSystem,
  type Context,
  type DoorContext,
  type House,
  type TenantActor,
} from '../../../../platform/action.ts'
import { refuse } from '../../../../base/refusal.ts'
import { longWork, type LongWork } from '../../../../platform/long-work.ts'
import { getMember, organisationFor } from '../../people/public/people.ts'
import { stateOf } from '../rules.ts'
import { lockAgreement, type AgreementRow } from '../store/agreements.ts'

export type MemberActor = Extract<TenantActor, { kind: 'member' }>

export interface Sides {
  readonly house: House
  readonly actor: MemberActor
  readonly own: LongWork
  /** Name of the organisation of whoever acts. */
  readonly ownName: string
  /** In the other organisation: the program does it, and the record there names who asked for it. */
  readonly inOther: <T>(tenantId: string, work: (context: Context) => Promise<T>) => Promise<T>
}

/** @throws Refusal `forbidden` for whoever is no person of the organisation itself */
export async function sidesOf({ actor, house }: DoorContext): Promise<Sides> {
  if (actor.kind !== 'member') refuse('forbidden', 'Sign in as a person to do this.')
  const own = longWork(house, actor)
  const { isCarer } = await own.look((context) => getMember(context, actor.memberId))
  if (isCarer) refuse('forbidden', 'You look after this organisation. Its own people do this.')
  const { name: ownName } = await own.look(organisationFor)
  const by = `${actor.name} (${ownName})`
  const inOther: Sides['inOther'] = (tenantId, work) => asSystem(house, tenantId, by, work)
  return { house, actor, own, ownName, inOther }
}

/** A running agreement by which we look after somebody. */
export type Care = AgreementRow & { readonly otherTenant: string }

/**
 * The agreement by which this organisation looks after that client.
 * @throws Refusal `not_found`, alike for an unknown id, one that is over, and one on which we are the client
 */
export async function getCare(context: Context, id: string): Promise<Care> {
  const row = await lockAgreement(context, id)
  const { otherTenant, side } = row
  if (side !== 'provider' || otherTenant === null || stateOf(row, context.now) !== 'running')
    refuse('not_found', 'There is no such client. The agreement may have ended.')
  return { ...row, otherTenant }
}

/** The same on the client's side, which alone decides. */
export async function getRunningCare(context: Context, id: string): Promise<AgreementRow> {
  const row = await lockAgreement(context, id)
  if (row.side !== 'client' || stateOf(row, context.now) !== 'running')
    refuse('not_found', 'There is no such client. The agreement may have ended.')
  return row
}
