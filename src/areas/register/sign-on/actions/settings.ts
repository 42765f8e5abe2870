import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { newLinkToken } from '../../../../platform/link-token.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { hasWayBack } from '../../people/public/way-back.ts'
import * as contract from '../contract.ts'
import { isSharedIssuer, issuerOf, recordOf } from '../rules.ts'
import * as store from '../store.ts'
import { endEntered } from './end-entered.ts'
import { shownSignOn } from './shapes.ts'

export const read = action(contract.readSignOn, async (context) => shownSignOn(context))

export const set = action(contract.setSignOnProvider, async (context, { version, secret, ...asked }) => {
  const wanted = { ...asked, issuer: goodIssuer(asked.issuer) }
  const before = await store.lockProvider(context)
  refuseUnless(
    (before?.version ?? 0) === version,
    'conflict',
    'Somebody else changed this meanwhile. Look at it again, then change it.',
    { reason: 'changed_meanwhile' },
  )
  const isElsewhere = before?.issuer !== wanted.issuer || before.clientId !== wanted.clientId
  const sealed = secret === undefined || secret === '' ? undefined : store.sealClientSecret(context, secret)
  // What was kept for one provider never goes along to another.
  const kept = sealed ?? (isElsewhere ? undefined : before.secret)
  if (kept === undefined)
    return refuse('invalid', 'Enter the secret that the provider gave you.', {
      faults: [{ path: 'secret', message: 'enter the secret of this provider' }],
    })
  const isTrusted = !isElsewhere && sealed === undefined
  const row = {
    ...{ ...wanted, secret: kept, changedAt: context.now, changedBy: context.actor.name },
    version: version + 1,
    triedVersion: isTrusted && before.triedVersion === before.version ? version + 1 : null,
    triedAt: isTrusted ? before.triedAt : null,
    isOn: isTrusted && before.isOn,
    ...(isTrusted
      ? { failingSince: before.failingSince, trouble: before.trouble }
      : { failingSince: null, trouble: '' }),
  }
  if (row.isOnly) await refuseWithoutWayBack(context)
  const after =
    before === undefined ? await store.insertProvider(context, row) : await store.updateProvider(context, row)
  if (after === undefined)
    refuse('conflict', 'Another owner connected a provider just now. Look at it again.')
  if (before?.isOn === true && (!row.isOn || before.factor !== row.factor)) await endEntered(context)
  const { kind, name, issuer, clientId, factor, joins, isOnly } = wanted
  context.record({
    stream: 'audit',
    kind: 'signon.change',
    fields: {
      ...{ kind, name, issuer, clientId, factor, joins: yes(joins), only: yes(isOnly) },
      ...{ secret: sealed === undefined ? 'kept' : 'entered', on: yes(row.isOn) },
    },
  })
  return shownSignOn(context)
})

export const turn = action(contract.switchSignOn, async (context, { version, isOn }) => {
  const before = await getProvider(context)
  refuseUnless(
    before.version === version,
    'conflict',
    'Somebody else changed this meanwhile. Look at it again.',
    {
      reason: 'changed_meanwhile',
    },
  )
  if (isOn) {
    refuseUnless(before.triedVersion === before.version, 'conflict', 'Try it first, with your own account.', {
      reason: 'untried',
    })
    const proved = await store.listProvedDomains(context)
    refuseUnless(proved.length > 0, 'conflict', 'Prove first that a domain is yours.', {
      reason: 'no_domain',
    })
    await refuseWithoutWayBack(context)
  }
  await store.updateProvider(context, { isOn, failingSince: null, trouble: '' })
  if (!isOn) await endEntered(context)
  const fields = { name: before.name, issuer: before.issuer, on: yes(isOn) }
  context.record({ stream: 'audit', kind: 'signon.switch', fields })
  return shownSignOn(context)
})

/** Between two transactions, not inside one: the names of the internet may take their time. */
export const prove = longAction(contract.proveSignOnDomain, async (work, { domain }) => {
  const held = await work.step(async (context) => {
    const others = (await store.listDomains(context)).filter((one) => one.domain !== domain)
    refuseUnless(
      others.length < contract.mostDomains,
      'conflict',
      `There are ${contract.mostDomains} domains. Take one away first.`,
    )
    const row = await store.holdDomain(context, {
      ...{ domain, token: newLinkToken().token, addedAt: context.now, checkedAt: null, provedAt: null },
    })
    const isNew = row.addedAt.getTime() === context.now.getTime()
    context.record({
      stream: 'audit',
      kind: 'signon.domain',
      fields: { domain, step: isNew ? 'added' : 'asked' },
    })
    return { ...row, isNew }
  })
  // There can be no record yet that says what was made up just now.
  if (held.isNew) return { ...(await work.look(shownSignOn)), found: 'added' as const }
  const { record, value } = recordOf(domain, held.token)
  const answer = await work.services.readTextRecords(record)
  const isThere = answer.state === 'found' && answer.texts.some((text) => text.trim() === value)
  if (answer.state === 'failed') return { ...(await work.look(shownSignOn)), found: 'silent' as const }
  return work.step(async (context) => {
    const row = await store.holdDomain(context, held)
    refuseUnless(
      !isThere || !(await store.isDomainTaken(context, domain)),
      'conflict',
      'Another organisation on this Muster signs in with this domain. Ask whoever runs it.',
      { reason: 'domain_taken' },
    )
    const provedAt = isThere ? (row.provedAt ?? context.now) : null
    await store.updateDomain(context, domain, { checkedAt: context.now, provedAt })
    const found = isThere ? 'proved' : 'missing'
    context.record({ stream: 'audit', kind: 'signon.domain', fields: { domain, step: found } })
    return { ...(await shownSignOn(context)), found } as const
  })
})

export const drop = action(contract.dropSignOnDomain, async (context, { domain }) => {
  const isGone = await store.deleteDomain(context, domain)
  refuseUnless(isGone, 'not_found', 'There is no such domain here.')
  await endEntered(context)
  context.record({ stream: 'audit', kind: 'signon.domain', fields: { domain, step: 'removed' } })
  return shownSignOn(context)
})

export const forget = action(contract.forgetSignOnLink, async (context, { id }) => {
  const count = await store.deleteLinks(context, id)
  refuseUnless(count > 0, 'not_found', 'No account of the provider is linked with this person.')
  await endEntered(context, id)
  context.record({ stream: 'audit', kind: 'signon.unlink', fields: { member: id } })
  return shownSignOn(context)
})

async function getProvider(context: Context): Promise<store.ProviderRow> {
  const row = await store.lockProvider(context)
  return row ?? refuse('not_found', 'No provider is connected.')
}

async function refuseWithoutWayBack(context: Context): Promise<void> {
  refuseUnless(
    await hasWayBack(context),
    'conflict',
    'First an owner needs a password and a second factor here: a provider that is down must lock nobody out.',
    { reason: 'no_way_back' },
  )
}

function goodIssuer(text: string): string {
  const issuer = issuerOf(text)
  if (issuer === undefined)
    return refuse('invalid', 'Write the address of the provider from https:// on.', {
      faults: [{ path: 'issuer', message: 'must be an address like https://login.example.org/realm' }],
    })
  if (isSharedIssuer(issuer))
    return refuse(
      'invalid',
      'This address vouches for everybody at Microsoft. Use the one with your own directory id.',
      {
        faults: [{ path: 'issuer', message: 'needs the id of your own directory in place of common' }],
      },
    )
  return issuer
}

function yes(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no'
}
