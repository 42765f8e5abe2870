import type { Context } from '../../../../platform/action.ts'
import { vendorsWithAssets } from '../../../register/vendors/public.ts'
import type { KnownSystem } from '../../../respond/incidents/public/incidents.ts'

/** Suppliers on whom a system of a case hangs, by the id of the system; what was ruled out hangs on nobody. */
export async function vendorsOfSystems(
  context: Context,
  systems: readonly KnownSystem[],
): Promise<Map<string, string[]>> {
  const hit = systems.filter(({ assetId, state }) => assetId !== null && state !== 'ruled_out')
  if (hit.length === 0) return new Map()
  const vendors = await vendorsWithAssets(context)
  return new Map(
    hit.map(({ id, assetId }) => [
      id,
      vendors.filter(({ assetIds }) => assetId !== null && assetIds.includes(assetId)).map((one) => one.id),
    ]),
  )
}
