import { action } from '../../../../platform/action.ts'
import { assetNames } from '../../../register/assets/public.ts'
import { knownContracts, vendorsWithAssets } from '../../../register/vendors/public.ts'
import { listContractsInCases } from '../../../respond/duties/public.ts'
import {
  countCounted,
  listCasesOfAssets,
  listCountedIds,
  listCountedPage,
  listRecurringAssets,
} from '../../../respond/incidents/public/figures.ts'
import { factorKindsByCase } from '../../../respond/investigation/public.ts'
import * as contract from '../contract/trends.ts'
import { countsOf, factorsByCase, leastSupport, pairsOf, supportOf } from '../rules/factors.ts'
import { frameShown, lookBack, type Looking, type Reading } from './frame.ts'

/** Cases that the grid shows. */
const gridCases = 30
/** Links of systems with cases that are read for suppliers. */
const linksAtMost = 20_000

export const readFactors = action(contract.readCommonFactors, async (context, { years, pack }) => {
  const looking = await lookBack(context, { years, pack })
  const { frame } = looking
  const byCase = factorsByCase(await factorKindsByCase(context))
  const counted = await listCountedIds(context, frame, [...byCase.keys()])
  const kinds = [...counted].map((id) => byCase.get(id) ?? [])
  const newest = { ids: [...counted], below: 2_147_483_647, limit: gridCases }
  const cases = counted.size === 0 ? [] : await listCountedPage(context, frame, newest)
  return {
    frame: frameShown(looking),
    withFactors: counted.size,
    total: await countCounted(context, frame, []),
    factors: supportOf(kinds),
    pairs: pairsOf(kinds),
    leastSupport,
    grid: cases.slice(0, gridCases).map(({ id, number, title }) => ({
      ...{ id, number, title },
      kinds: byCase.get(id) ?? [],
    })),
    assets: await assetsIn(context, frame),
    vendors: await vendorsIn(context, frame),
  }
})

async function assetsIn(context: Reading, frame: Looking['frame']) {
  const found = await listRecurringAssets(context, frame)
  const names = await assetNames(
    context,
    found.map(({ assetId }) => assetId),
  )
  return found.map(({ assetId: id, count }) => ({ id, name: names.get(id) ?? '', count }))
}

/** Suppliers whose systems or contracts stood in at least two cases. */
async function vendorsIn(context: Reading, frame: Looking['frame']) {
  const cases = await casesOfVendors(context, frame)
  const names = new Map((await vendorsWithAssets(context)).map(({ id, name }) => [id, name]))
  return countsOf([...cases].flatMap(([vendorId, ids]) => [...ids].map(() => vendorId)))
    .filter(({ count }) => count >= 2)
    .slice(0, 20)
    .map(({ key: id, count }) => ({ id, name: names.get(id) ?? '', count }))
}

/** The counted cases in which a supplier plays a part: by a contract, or by a system that hangs on them. */
export async function casesOfVendors(
  context: Reading,
  frame: Looking['frame'],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>()
  const keep = (vendorId: string, incidentId: string) =>
    found.set(vendorId, (found.get(vendorId) ?? new Set()).add(incidentId))
  const vendors = await vendorsWithAssets(context)
  const ofAsset = new Map<string, string[]>()
  for (const { id, assetIds } of vendors)
    for (const assetId of assetIds) ofAsset.set(assetId, [...(ofAsset.get(assetId) ?? []), id])
  for (const { assetId, incidentId } of await listCasesOfAssets(context, frame, linksAtMost))
    for (const id of ofAsset.get(assetId) ?? []) keep(id, incidentId)
  const parts = await listContractsInCases(context)
  const counted = await listCountedIds(
    context,
    frame,
    parts.map(({ incidentId }) => incidentId),
  )
  const contracts = new Map((await knownContracts(context)).map(({ id, vendorId }) => [id, vendorId]))
  for (const { incidentId, contractId } of parts) {
    const vendorId = contracts.get(contractId)
    if (vendorId !== undefined && counted.has(incidentId)) keep(vendorId, incidentId)
  }
  return found
}
