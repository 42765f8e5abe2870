import { dayIn } from '../../../../base/calendar-day.ts'
import { action } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { proposeImprovement } from '../../improvements/public.ts'
import { proposeFromReview } from '../contract/measures.ts'
import { getReviewRow } from '../store/reviews.ts'

export const propose = action(proposeFromReview, async (context, { id, dueOn, ...given }) => {
  const { incidentId } = await getReviewRow(context, id)
  const { timeZone } = await organisationFor(context)
  const measure = await proposeImprovement(
    context,
    { kind: 'review', id, incidentId },
    { ...given, target: null, dueAt: dueOn === null ? null : within(dueOn, timeZone) },
  )
  return { id: measure }
})

/** An instant of this day there: noon in Greenwich, or morning where its noon is tomorrow already. */
function within(day: string, timeZone: string): Date {
  const noon = new Date(`${day}T12:00:00Z`)
  return dayIn(noon, timeZone) === day ? noon : new Date(`${day}T06:00:00Z`)
}
