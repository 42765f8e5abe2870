import { createHash } from 'node:crypto'
import { normalisedEmail } from '../../../../base/email-address.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import {
  asSystem,
  doorAction,
  longAction,
  type Context,
  type DoorContext,
} from '../../../../platform/action.ts'
import { networkOf } from '../../../../platform/sessions/network.ts'
import { findSignInWay, finishSignOn, type Outcome } from '../../people/contract/own-accounts.ts'
import { trySignOn } from '../contract.ts'
import { domainOf } from '../rules.ts'
import * as store from '../store.ts'
import { conclude, noteFailing, turnBack } from './conclude.ts'
import { clientOf, opened, refuseOver, startOf } from './on-its-way.ts'

/** Read when somebody first comes that way: most organisations have no provider. */
const protocol = () => import('../../../../platform/provider/oidc.ts')

export const findWay = doorAction(findSignInWay, async (door, { email }) => {
  refuseTooMany(door, 'ask')
  const address = normalisedEmail(email)
  const found = address === undefined ? undefined : await store.findProviderOf(door.house, domainOf(address))
  if (address === undefined || found === undefined) return { provider: null, kind: null, start: null }
  const known = await inside(door, found.tenantId, async (context) => {
    const row = await store.findProvider(context)
    return row && { row, client: clientOf(context, row) }
  })
  if (known === undefined) return { provider: null, kind: null, start: null }
  const { beginOidc } = await protocol()
  const begun = await beginOidc(door.house.services.egress, known.client, address)
  if ('trouble' in begun) {
    await inside(door, found.tenantId, (context) => noteFailing(context, begun.trouble))
    return { provider: found.name, kind: found.kind, start: null }
  }
  const start = startOf(door.house.services, found.tenantId, {
    ...{ ...begun, version: known.row.version, trialOf: null, now: door.now },
  })
  return { provider: found.name, kind: found.kind, start }
})

export const tryOut = longAction(trySignOn, async (work) => {
  const { actor, services, tenantId } = work
  const { row, client, now } = await work.step(async (context) => {
    const found = (await store.findProvider(context)) ?? refuse('not_found', 'No provider is connected.')
    context.record({
      stream: 'audit',
      kind: 'signon.try',
      fields: { name: found.name, issuer: found.issuer },
    })
    return { row: found, client: clientOf(context, found), now: context.now }
  })
  const { beginOidc } = await protocol()
  const begun = await beginOidc(services.egress, client, undefined)
  if ('trouble' in begun) return { start: null, trouble: begun.trouble }
  // Without a person whose trial it is, it would be a sign-in.
  const trialOf =
    actor.kind === 'member' ? actor.memberId : refuse('forbidden', 'An owner tries it in the browser.')
  const start = startOf(services, tenantId, { ...begun, version: row.version, trialOf, now })
  return { start, trouble: null }
})

export const finish = doorAction(finishSignOn, async (door, { key, search }) => {
  refuseTooMany(door, 'return')
  const { tenantId, way } = opened(door, key)
  const isTrial = way.trialOf !== null
  const begun = await inside(door, tenantId, async (context) => {
    const row = await store.findProvider(context)
    if (row === undefined || row.version !== way.version || (!isTrial && !row.isOn)) return refuseOver()
    const id = context.newId()
    const stateHash = createHash('sha256').update(way.state).digest()
    const isFirst = await store.insertAttempt(context, {
      ...{ id, stateHash, at: context.now, isTrial, outcome: 'begun', memberId: null, email: '' },
    })
    return isFirst ? { id, row, client: clientOf(context, row) } : refuseOver()
  })
  const { finishOidc } = await protocol()
  const answer = await finishOidc(door.house.services.egress, begun.client, { ...way, search })
  const passage = { attemptId: begun.id, row: begun.row, way }
  const end = await inside(door, tenantId, (context) =>
    answer.state === 'proved'
      ? conclude(context, passage, answer.person)
      : turnBack(context, passage, answer),
  )
  if ('trial' in end) return { ticket: null, trial: end.trial }
  if (!('userId' in end)) return refuseEntry(end.outcome)
  const { userId, isProved } = end
  return {
    ticket: await door.house.services.sessions.giveTicket({ tenantId, userId, isProved }),
    trial: null,
  }
})

function refuseTooMany({ house, address, now }: DoorContext, what: 'ask' | 'return'): void {
  const mayGoOn = house.services.mayEnter(`${what} ${networkOf(address)}`, now)
  refuseUnless(mayGoOn, 'too_many', 'Too many tries. Wait a minute.', { retryAfterSeconds: 60 })
}

function inside<T>(door: DoorContext, tenantId: string, work: (context: Context) => Promise<T>): Promise<T> {
  return asSystem(door.house, tenantId, 'Sign-in', work)
}

/** Whoever is unknown and whoever was suspended hear the same; the owner sees which it was. */
function refuseEntry(outcome: Outcome): never {
  const isAbout = outcome === 'suspended' || outcome === 'outsider' || outcome === 'other_account'
  const reason = isAbout ? 'unknown_person' : outcome
  refuse('forbidden', sentences[reason] ?? 'This sign-in did not work.', { reason })
}

const sentences: Readonly<Partial<Record<Outcome, string>>> = {
  declined: 'The provider did not sign you in. Start again, or use your password.',
  unproved: 'What came back from the provider could not be believed. Start again.',
  failed: 'The provider does not answer. Try again in a moment; owners can use their password.',
  no_mail: 'The provider did not say your e-mail address. Tell an owner of your organisation.',
  unverified_mail: 'The provider did not vouch for your e-mail address. Tell an owner of your organisation.',
  foreign_domain: 'This account is not of a domain of your organisation. Choose your work account.',
  unknown_person: 'Your organisation does not let this account in. Ask an owner.',
}
