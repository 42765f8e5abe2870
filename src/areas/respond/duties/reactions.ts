import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { coverInForce } from '../../register/insurance/public.ts'
import { whyAskAbout } from './rules/spending.ts'
import { saveClaimCost } from './store/parts.ts'

/** Wherever a cost is written down, the insurer's say is asked for. `app/areas.ts` calls it once. */
export function hearCosts(announce: Announcer<Context>): void {
  announce.on('cost.recorded', async (context, { incidentId, number, costId, isExercise, ...cost }) => {
    const cover = await coverInForce(context)
    if (cover.length === 0) return
    const why = whyAskAbout(cover, cost)
    const nothing = { firm: '', consentId: null, unaskedReason: '' }
    await saveClaimCost(context, { ...nothing, incidentId, costId, hadToAsk: why !== undefined })
    if (why === undefined) return
    context.record({ stream: incidentId, kind: 'claim.ask', fields: { cost: costId, why } })
    await context.announce({ kind: 'consent.due', incidentId, number, why, isExercise })
  })
}
