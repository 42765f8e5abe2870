import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { incidentFor } from '../../respond/incidents/public/incidents.ts'
import { recordOn } from './actions/keep-improvement.ts'
import { withdrawRiskCases } from './actions/weigh-cases.ts'
import { askSpot, weighAnew, withdrawSpot } from './store/lessons.ts'
import { casesWithOpenWords } from './store/risk-cases.ts'

/** Each case that ended as something that happened asks what follows from it. `app/areas.ts` calls it once. */
export function hearEndings(announce: Announcer<Context>): void {
  announce.on('incident.closed', async (context, { incidentId, disposition }) => {
    if (disposition !== 'resolved') return withdraw(context, incidentId)
    const { mode, leadId } = await incidentFor(context, incidentId)
    if (mode === 'exercise') return
    await askSpot(context, { incidentId, ownerId: leadId, askedAt: context.now })
  })
  // What a day without work costs says how bad a case was.
  announce.onRecorded(async (context, entries) => {
    if (entries.some(({ kind }) => kind === 'budget.review'))
      await weighAnew(context, await casesWithOpenWords(context))
  })
}

/** A case that turned out to have been nothing asks nothing and says nothing of risks any more. */
async function withdraw(context: Context, incidentId: string): Promise<void> {
  if (await withdrawSpot(context, incidentId, context.now))
    recordOn(context, incidentId, 'blind_spot.withdraw', {})
  await withdrawRiskCases(context, incidentId)
}
