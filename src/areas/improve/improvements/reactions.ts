import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { incidentFor } from '../../respond/incidents/public/incidents.ts'
import { askSpot } from './store/lessons.ts'

/** Each case that ended as something that happened asks what follows from it. `app/areas.ts` calls it once. */
export function hearEndings(announce: Announcer<Context>): void {
  announce.on('incident.closed', async (context, { incidentId, disposition }) => {
    if (disposition !== 'resolved') return
    const { mode, leadId } = await incidentFor(context, incidentId)
    if (mode === 'exercise') return
    await askSpot(context, { incidentId, ownerId: leadId, askedAt: context.now })
  })
}
