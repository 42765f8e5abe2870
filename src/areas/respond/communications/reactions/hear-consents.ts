import type { Context } from '../../../../platform/action.ts'
import type { Announcer } from '../../../../platform/events/announce.ts'
import { tell } from '../public.ts'
import { mailAbout } from '../rules/delivery.ts'
import { memberOf, tellLeaders } from './tell-leaders.ts'

/** Whoever wrote the cost down is asked, too: they may be the only one who is awake. */
export function hearConsents(announce: Announcer<Context>): void {
  announce.on('consent.due', async (context, { incidentId, number, why, isExercise }) => {
    const news = {
      kind: 'consent.due',
      title: `${isExercise ? 'Exercise: ' : ''}INC-${number}: ${why}`,
      path: `/incidents/${incidentId}/claim`,
      mail: mailAbout(`A cost of INC-${number} needs a yes of the insurer`),
      urgent: true,
    }
    await tellLeaders(context, news)
    const writer = memberOf(context)
    if (writer !== undefined) await tell(context, { ...news, memberIds: [writer] })
  })
}
