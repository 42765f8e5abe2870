export { rankedKinds } from './actions/ranked-kinds.ts'
import type { Context } from '../../../platform/action.ts'
import { callTreeFor } from '../../register/contacts/public.ts'
import { carriedParts, carriedSections, type CarriedSection } from './documents/carried.ts'
import { callTreeSection } from './rules/call-tree-section.ts'
import type { PlanLanguage } from './rules/words/words.ts'
import { getVersion, listPublications } from './store/versions.ts'

export type { PlanPorts } from './actions/gather.ts'

/** What a copy that opens without a network says itself, as it stands on the day on which it is made. */
const saidElsewhere: ReadonlySet<string> = new Set(['plan_people', 'plan_firms'])

/**
 * The plan that counts as sections of a copy that opens without a network; none before the first version. Its lists
 * of people and firms stay out: the copy has newer ones.
 */
export async function planToCarry(context: Pick<Context, 'tx'>): Promise<CarriedSection[]> {
  const [current] = await listPublications(context)
  if (current === undefined) return []
  const { document } = await getVersion(context, current.version)
  return carriedSections(document).filter(({ key }) => !saidElsewhere.has(key))
}

/** Who calls whom, as a section of such a copy; none while nobody stands in the call tree. */
export async function callTreeToCarry(
  context: Context,
  { language }: { readonly language: PlanLanguage },
): Promise<CarriedSection[]> {
  return carriedParts(callTreeSection(await callTreeFor(context), { language }))
}
