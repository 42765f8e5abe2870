import type { Context } from '../../../../platform/action.ts'
import { improvementsOf, onlyTraining, type KnownImprovement } from '../../improvements/public.ts'
import type { ReviewRow } from '../store/reviews.ts'

/** Settled against: these change nothing. */
const leftStates: readonly string[] = ['refused', 'risk_accepted']

/** What a review wants changed: what was proposed in it, and in its case while that ran. */
export async function measuresOf(
  context: Context,
  { id, incidentId, exerciseId }: ReviewRow,
): Promise<readonly KnownImprovement[]> {
  const own = await improvementsOf(context, { kind: 'review', id })
  const before =
    incidentId !== null
      ? await improvementsOf(context, { kind: 'incident', id: incidentId })
      : exerciseId !== null
        ? await improvementsOf(context, { kind: 'exercise', id: exerciseId })
        : []
  return [...own, ...before]
}

/** What the improvements of a review lack; undefined where one of them holds by itself. */
export function missingMeasures(measures: readonly KnownImprovement[]): 'measures' | 'training' | undefined {
  const standing = measures.filter(({ state }) => !leftStates.includes(state))
  if (standing.length === 0) return 'measures'
  return onlyTraining(standing) ? 'training' : undefined
}
