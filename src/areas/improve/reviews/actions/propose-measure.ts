import { action } from '../../../../platform/action.ts'
import { proposeImprovement } from '../../improvements/public.ts'
import { proposeFromReview } from '../contract/measures.ts'
import { getReviewRow } from '../store/reviews.ts'

export const propose = action(proposeFromReview, async (context, { id, dueOn, ...given }) => {
  const { incidentId } = await getReviewRow(context, id)
  const measure = await proposeImprovement(
    context,
    { kind: 'review', id, incidentId },
    // Noon stands on the same day in every zone but the very last.
    { ...given, target: null, dueAt: dueOn === null ? null : new Date(`${dueOn}T12:00:00Z`) },
  )
  return { id: measure }
})
