import type { Context } from '../../../platform/action.ts'
import { proposeWords } from './actions/propose-change.ts'
import type { PlanDocument } from './contract/document.ts'
import { carriedSections, type CarriedSection } from './documents/carried.ts'
import { listProposals } from './store/proposals.ts'
import { getVersion, listPublications } from './store/versions.ts'

export type { PlanPorts } from './actions/gather.ts'
export { proposeWords }

/** The plan that counts, for whoever carries it elsewhere (an offline copy); undefined before the first. */
export async function planInForce(context: Pick<Context, 'tx'>): Promise<
  | {
      readonly version: number
      readonly code: string
      readonly publishedAt: Date
      readonly document: PlanDocument
    }
  | undefined
> {
  const [current] = await listPublications(context)
  if (current === undefined) return undefined
  const { document } = await getVersion(context, current.version)
  const { version, code, publishedAt } = current
  return { version, code, publishedAt, document }
}

/** How many changes that a review or rehearsal proposed are still undecided. */
export async function openProposalsOf(context: Pick<Context, 'tx'>, sourceId: string): Promise<number> {
  return (await listProposals(context, { sourceId })).filter(({ isAccepted }) => isAccepted === null).length
}

/** The plan that counts as sections of a copy that opens without a network; none before the first version. */
export async function planToCarry(context: Pick<Context, 'tx'>): Promise<CarriedSection[]> {
  const current = await planInForce(context)
  return current === undefined ? [] : carriedSections(current.document)
}
