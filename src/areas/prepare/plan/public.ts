export { rankedKinds } from './actions/ranked-kinds.ts'
import type { Context } from '../../../platform/action.ts'
import { carriedSections, type CarriedSection } from './documents/carried.ts'
import { getVersion, listPublications } from './store/versions.ts'

export type { PlanPorts } from './actions/gather.ts'

/**
 * The plan that counts as sections of a copy that opens without a network; none before the first version.
 */
export async function planToCarry(context: Pick<Context, 'tx'>): Promise<CarriedSection[]> {
  const [current] = await listPublications(context)
  if (current === undefined) return []
  return carriedSections((await getVersion(context, current.version)).document)
}
