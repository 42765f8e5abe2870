import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { knownContracts } from '../../../register/vendors/public.ts'
import { listParts } from '../../../respond/duties/public.ts'
import { incidentFor, systemsOf } from '../../../respond/incidents/public/incidents.ts'
import { supplierFactorsOf } from '../../../respond/investigation/public.ts'
import * as contract from '../contract.ts'
import { getCase, listCases, listCasesOf, type CaseRecord } from '../store.ts'
import { caseOf, materialFor, scorecardsOf } from './shapes.ts'
import { vendorsOfSystems } from './vendors-of-systems.ts'

/** A scorecard is made of so many cases, the newest. */
const mostCases = 500

export const list = action(contract.listSupplierCases, async (context, wish) => {
  const { limit, cursor, incidentId, vendorId, view } = wish
  const incident = incidentId === undefined ? undefined : await incidentFor(context, incidentId)
  const rows = await listCases(context, {
    ...{ limit: limit + 1, after: pageAfter(cursor), incidentId, vendorId },
    isOpen: view === 'open',
  })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  const material = await materialFor(context, items)
  return {
    items: items.map((row) => caseOf(row, material)),
    next,
    scorecards: cursor === undefined && incidentId === undefined ? await scorecards(context, vendorId) : [],
    can: {
      log: context.can('supplier.log') && incident?.status !== 'closed',
      judge: context.can('supplier.log'),
    },
  }
})

export const get = action(contract.getSupplierCase, async (context, { id }) =>
  detailOf(context, await getCase(context, id)),
)

async function scorecards(context: Context, vendorId: string | undefined) {
  const rows = await listCases(context, { limit: mostCases, vendorId })
  return scorecardsOf(rows, await materialFor(context, rows))
}

export async function detailOf(context: Context, row: CaseRecord): Promise<contract.SupplierCaseDetail> {
  const { incidentId, vendorId } = row
  const material = await materialFor(context, [row])
  const isNamed = row.vendorId !== null || row.retainerId !== null || row.policyId !== null
  const all = isNamed ? await listCasesOf(context, row) : []
  const systems = await systemsOf(context, incidentId)
  const owners = await vendorsOfSystems(context, systems)
  return {
    ...caseOf(row, material),
    contracts: [...(material.contracts.get(vendorId ?? '') ?? [])],
    systems: systems
      .filter(({ id }) => vendorId !== null && owners.get(id)?.includes(vendorId))
      .map(({ name }) => name),
    factors: await supplierFactorsOf(context, incidentId),
    parts: await partsOf(context, row),
    scorecard: scorecardsOf(all, await materialFor(context, all))[0] ?? null,
    can: { decide: context.can('vendor.manage') },
  }
}

/** Parts that contracts of this supplier had in the case; of one without a name, all of them. */
async function partsOf(context: Context, { incidentId, vendorId }: CaseRecord) {
  const contracts = new Map((await knownContracts(context)).map((one) => [one.id, one]))
  return (await listParts(context, { incidentId })).flatMap(({ contractId, part, note }) => {
    const known = contracts.get(contractId)
    if (known === undefined || (vendorId !== null && known.vendorId !== vendorId)) return []
    return [{ contract: known.name, part, note }]
  })
}
