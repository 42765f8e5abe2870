import { action } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { proposeImprovement } from '../../improvements/public.ts'
import { proposeFromReview } from '../contract/measures.ts'
import { instantOn } from '../rules/planning.ts'
import { getReviewRow } from '../store/reviews.ts'

export const propose = action(proposeFromReview, async (context, { id, dueOn, ...given }) => {
  const { incidentId } = await getReviewRow(context, id)
  const { timeZone } = await organisationFor(context)
  const measure = await proposeImprovement(
    context,
    { kind: 'review', id, incidentId },
    { ...given, target: null, dueAt: dueOn === null ? null : instantOn(dueOn, timeZone) },
  )
  return { id: measure }
})
