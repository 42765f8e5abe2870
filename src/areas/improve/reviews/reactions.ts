import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { incidentFor } from '../../respond/incidents/public/incidents.ts'
import { planFor } from './actions/plan-review.ts'
import { isPlannedAtClosing } from './rules/planning.ts'

/** The end of a case that people led has its review planned in the same breath. `app/areas.ts` calls it once, at the start. */
export function planAtEndings(announce: Announcer<Context>): void {
  announce.on('incident.closed', async (context, { incidentId, disposition }) => {
    const { number, title, mode, severity, leadId } = await incidentFor(context, incidentId)
    const isLed = leadId !== null || context.actor.kind !== 'key'
    if (!isPlannedAtClosing({ mode, isLed, disposition })) return
    const subject = { incidentId, exerciseId: null, number, title, mode, severity, leadId }
    await planFor(context, subject, { why: 'closing' })
  })
}
