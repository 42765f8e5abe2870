import { refuse } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { listSecretAssets } from '../../../register/assets/public.ts'
import { openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/accounts.ts'
import { isReset, whyNotSettled } from '../rules/accounts.ts'
import { addRow, addRows, changeRow, getRow, listRows } from '../store/registers.ts'
import { accountOf, secretOf } from './shapes.ts'

export const addAccount = action(
  contract.addAccount,
  async (context, { id: incidentId, name, place, holder }) => {
    await openIncidentFor(context, incidentId)
    const row = { id: context.newId(), incidentId, name, place, holder, addedAt: context.now }
    const added = await addRow(context, 'account', row)
    context.record({
      stream: incidentId,
      kind: 'account.add',
      fields: { account: added.id, name, where: place, holder },
    })
    return accountOf(added)
  },
)

export const clearPart = action(
  contract.clearAccountPart,
  async (context, { id: incidentId, account: accountId, part, result, note }) => {
    await openIncidentFor(context, incidentId)
    const account = await getRow(context, 'account', incidentId, accountId)
    const state = { result, note, at: context.now.toISOString(), by: context.actor.name }
    const cleared = { ...account.cleared, [part]: state }
    context.record({
      stream: incidentId,
      kind: 'account.clear',
      fields: {
        account: accountId,
        name: account.name,
        part,
        result,
        note,
        ...(isReset(cleared) ? { reset: 'yes' } : {}),
      },
    })
    return accountOf(await changeRow(context, 'account', accountId, { cleared }))
  },
)

export const addSecret = action(contract.addSecret, async (context, { id: incidentId, ...fields }) => {
  await openIncidentFor(context, incidentId)
  const row = { id: context.newId(), incidentId, ...fields, addedAt: context.now }
  const added = await addRow(context, 'secret', row)
  const { name, kind, dependants, state } = added
  context.record({
    stream: incidentId,
    kind: 'secret.add',
    fields: { secret: added.id, name, secretKind: kind, dependants, state },
  })
  return secretOf(added)
})

/** The inventory first, so that none is forgotten; those that are in the list already stay as they are. */
export const takeInSecrets = action(contract.takeInSecrets, async (context, { id: incidentId }) => {
  await openIncidentFor(context, incidentId)
  const known = new Set((await listRows(context, 'secret', incidentId)).map(({ assetId }) => assetId))
  const wanted = (await listSecretAssets(context)).filter(({ id }) => !known.has(id))
  const rows = wanted.map((asset) => ({
    id: context.newId(),
    incidentId,
    assetId: asset.id,
    name: asset.name,
    kind: asset.kind === 'account' ? ('password' as const) : ('other' as const),
    dependants: asset.functions.join(', '),
    state: 'unknown' as const,
    addedAt: context.now,
  }))
  const added = await addRows(context, 'secret', rows)
  context.record({
    stream: incidentId,
    kind: 'secret.add',
    fields: { name: added.map(({ name }) => name).join('\n'), count: added.length },
  })
  return { items: (await listRows(context, 'secret', incidentId)).map(secretOf), next: null }
})

export const settleSecret = action(
  contract.settleSecret,
  async (context, { id: incidentId, secret: secretId, state, dependantsChecked, note }) => {
    await openIncidentFor(context, incidentId)
    const secret = await getRow(context, 'secret', incidentId, secretId)
    const fault = whyNotSettled({ state, note, dependantsChecked }, secret.dependants)
    if (fault !== undefined)
      refuse('invalid', fault.message, { faults: [{ path: fault.field, message: fault.message }] })
    const isSettled = state !== 'to_rotate'
    context.record({
      stream: incidentId,
      kind: 'secret.settle',
      fields: { secret: secretId, name: secret.name, state, note },
    })
    return secretOf(
      await changeRow(context, 'secret', secretId, {
        state,
        dependantsChecked,
        note,
        settledAt: isSettled ? context.now : null,
        settledBy: isSettled ? context.actor.name : null,
      }),
    )
  },
)
