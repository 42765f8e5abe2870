import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { incidentFor } from '../../respond/incidents/public/incidents.ts'
import { keepTerms, openReviews } from './actions/open-reviews.ts'

/** A case that ends keeps what was agreed, and one in which a supplier played a part opens a review of the contract. `app/areas.ts` calls it once. */
export function reviewAtEndings(announce: Announcer<Context>): void {
  announce.on('incident.closed', async (context, { incidentId, disposition }) => {
    const incident = await incidentFor(context, incidentId)
    if (disposition === 'resolved' && incident.mode !== 'exercise') await openReviews(context, incident)
    await keepTerms(context, incidentId)
  })
}
