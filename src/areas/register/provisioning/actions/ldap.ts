import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import type { Holdings } from '../../people/public/holdings.ts'
import * as contract from '../contract.ts'
import * as store from '../store.ts'
import { carryOut, listing, reckoned, type Reckoned, type Separately } from './ldap-run.ts'
import { shown } from './settings.ts'

export const set = action(contract.setLdapDirectory, async (context, { version, password, ...wanted }) => {
  const before = await store.lockLdap(context)
  refuseOther(before?.version ?? 0, version)
  const isElsewhere =
    before?.host !== wanted.host || before.port !== wanted.port || before.bindDn !== wanted.bindDn
  const isEntered = password !== undefined && password !== ''
  // What was kept for one server or account never goes along to another.
  const secret = isEntered ? store.sealBindSecret(context, password) : isElsewhere ? undefined : before.secret
  if (secret === undefined)
    return refuse('invalid', 'Enter the password of the account that reads.', {
      faults: [{ path: 'password', message: 'enter the password of this account' }],
    })
  const row = {
    ...{ ...wanted, secret, version: version + 1, triedVersion: null, isOn: false },
    ...{ readAt: before?.readAt ?? null, trouble: '', failingSince: null, waiting: 0 },
    ...{ changedAt: context.now, changedBy: context.actor.name },
  }
  if (before !== undefined) await store.updateLdap(context, row)
  else if (!(await store.insertLdap(context, row)))
    refuse('conflict', 'Another owner connected a directory just now. Look at it again.')
  const { host, port, security, bindDn, base, filter } = wanted
  context.record({
    stream: 'audit',
    kind: 'ldap.change',
    fields: { host, port, security, bindDn, base, filter, password: isEntered ? 'entered' : 'kept' },
  })
  return shown(context)
})

export const turn = action(contract.switchLdapDirectory, async (context, { version, isOn }) => {
  const before = await getLdap(context)
  refuseOther(before.version, version)
  refuseUnless(
    !isOn || before.triedVersion === version,
    'conflict',
    'Try it first: a trial shows what would change.',
    { reason: 'untried' },
  )
  await store.updateLdap(context, { isOn, trouble: '', failingSince: null, waiting: 0 })
  context.record({
    stream: 'audit',
    kind: 'ldap.switch',
    fields: { host: before.host, on: isOn ? 'yes' : 'no' },
  })
  return shown(context)
})

async function getLdap(context: Context): Promise<store.LdapRow> {
  return (await store.lockLdap(context)) ?? refuse('not_found', 'No directory is connected.')
}

function refuseOther(is: number, seen: number): void {
  refuseUnless(
    is === seen,
    'conflict',
    'Somebody else changed this meanwhile. Look at it again, then change it.',
    {
      reason: 'changed_meanwhile',
    },
  )
}

/** @param ports what hangs on a person, for the record of an access that ends */
export function readingWith(ports: Holdings) {
  return longAction(contract.readLdapDirectory, async (work, wanted) => {
    await work.step(async (context) => {
      const { host, triedVersion, version } = await getLdap(context)
      refuseUnless(wanted.isTrial || triedVersion === version, 'conflict', 'Try it first.', {
        reason: 'untried',
      })
      context.record({
        stream: 'audit',
        kind: 'ldap.read',
        fields: { host, trial: wanted.isTrial ? 'yes' : 'no' },
      })
    })
    const separately: Separately = (inside) => work.separately('Directory (LDAP)', inside)
    const reading = await readOnce({ ...ports, services: work.services, separately }, wanted)
    return { provisioning: await work.look(shown), reading }
  })
}

interface Means extends Holdings {
  readonly services: Services
  readonly separately: Separately
}

interface Wanted {
  readonly isTrial: boolean
  readonly mayEnd?: number | undefined
}

/** One reading, from the first question to the last change. What fails unforeseen is shown on the page as well. */
export async function readOnce(means: Means, wanted: Wanted): Promise<contract.LdapReading> {
  try {
    return await readThrough(means, wanted)
  } catch (error) {
    await means.separately((context) => noteFailing(context, 'failed'))
    throw error
  }
}

async function readThrough(
  { services, separately, heldBy }: Means,
  { isTrial, mayEnd = 0 }: Wanted,
): Promise<contract.LdapReading> {
  const { row, password } = await separately(async (context) => {
    const found = await getLdap(context)
    return { row: found, password: store.openBindSecret(context, found.secret) }
  })
  const listed =
    password === undefined ? ({ trouble: 'secret' } as const) : await listing(services, row, password)
  if ('trouble' in listed) {
    await separately((context) => noteFailing(context, listed.trouble))
    return { ...nothing, trouble: listed.trouble }
  }
  const result = await separately((context) => reckoned(context, listed))
  const { plan, isTooMuch } = result
  const isWaiting = !isTrial && isTooMuch && plan.ended.length > mayEnd
  if (!isTrial && !isWaiting) await carryOut(separately, { listing: listed, plan, heldBy })
  await separately(async (context) =>
    noteRead(context, { row, isTrial, waiting: isWaiting ? plan.ended.length : 0 }),
  )
  const { people, groups, without } = listed
  return { ...told(result), trouble: null, people: people.length, groups: groups.length, without, isWaiting }
}

const nothing = {
  ...{ people: 0, without: 0, groups: 0, brought: [], changed: [], ended: [], isWaiting: false },
  ...{ passedOver: [], keptGroups: [], counts: { brought: 0, changed: 0, ended: 0, passedOver: 0 } },
}

function told({ plan: { brought, changed, ended }, passedOver, keptGroups }: Reckoned) {
  const names = (all: readonly { readonly displayName: string }[]) =>
    all.slice(0, contract.shownNames).map(({ displayName }) => displayName)
  return {
    ...{ brought: names(brought), changed: names(changed.map(({ person }) => person)), ended: names(ended) },
    ...{ passedOver: names(passedOver), keptGroups: names(keptGroups) },
    counts: {
      ...{ brought: brought.length, changed: changed.length, ended: ended.length },
      passedOver: passedOver.length,
    },
  }
}

async function noteRead(
  context: Context,
  { row, isTrial, waiting }: { row: store.LdapRow; isTrial: boolean; waiting: number },
): Promise<void> {
  const now = await getLdap(context)
  // Meanwhile another one was connected: of that one nothing is known.
  if (now.version !== row.version) return
  const { host, version } = row
  if (waiting > 0 && now.waiting === 0)
    context.record({ stream: 'audit', kind: 'ldap.wait', fields: { host, ended: waiting } })
  await store.updateLdap(context, {
    ...{ trouble: '', failingSince: null },
    ...(isTrial ? { triedVersion: version } : { readAt: context.now, waiting }),
  })
}

/** Once, when it begins. */
async function noteFailing(context: Context, trouble: string): Promise<void> {
  const row = await store.lockLdap(context)
  if (row === undefined) return
  const { host, failingSince } = row
  await store.updateLdap(context, { trouble, failingSince: failingSince ?? context.now })
  if (failingSince === null) context.record({ stream: 'audit', kind: 'ldap.fail', fields: { host, trouble } })
}
