import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { knownContracts } from '../../../register/vendors/public.ts'
import { incidentFor, lockedIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/claims.ts'
import * as store from '../store/parts.ts'

export const list = action(contract.listContractParts, async (context, { incidentId, vendorId }) => {
  const contracts = await knownContracts(context)
  if (incidentId !== undefined) await incidentFor(context, incidentId)
  const wanted = contracts.filter((one) => vendorId === undefined || one.vendorId === vendorId)
  const rows =
    incidentId === undefined
      ? await store.listParts(context, { contractIds: wanted.map(({ id }) => id) })
      : await store.listParts(context, { incidentId })
  return shown(context, rows)
})

export const add = action(contract.addContractPart, async (context, { id, contractId, part, note }) => {
  await lockedIncidentFor(context, id)
  const known = (await knownContracts(context)).find((one) => one.id === contractId)
  if (known === undefined) refuse('not_found', 'There is no such contract.')
  const { now: notedAt, actor } = context
  const row = { id: context.newId(), incidentId: id, contractId, part, note, notedAt, notedBy: actor.name }
  await store.addPart(context, row)
  const fields = { contract: contractId, name: known.name, vendor: known.vendor, part, note }
  context.record({ stream: id, kind: 'contract.part', fields })
  return shown(context, await store.listParts(context, { incidentId: id }))
})

export const remove = action(contract.removeContractPart, async (context, { id, part }) => {
  await lockedIncidentFor(context, id)
  const gone = await store.removePart(context, { incidentId: id, id: part })
  context.record({
    stream: id,
    kind: 'contract.apart',
    fields: { contract: gone.contractId, part: gone.part },
  })
  return shown(context, await store.listParts(context, { incidentId: id }))
})

async function shown(context: Context, rows: readonly store.PartRecord[]) {
  const contracts = new Map((await knownContracts(context)).map((one) => [one.id, one]))
  const items: contract.ContractPart[] = []
  for (const { id, incidentId, contractId, part, note, notedAt, notedBy } of rows) {
    const { number, title } = await incidentFor(context, incidentId)
    const { name = '', vendor = '' } = contracts.get(contractId) ?? {}
    items.push({
      ...{ id, incidentId, number, title, contractId, contract: name, vendor, part, note, notedBy },
      notedAt: notedAt.toISOString(),
    })
  }
  return { items, next: null }
}
