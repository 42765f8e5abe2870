import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { systemsOf } from '../../respond/incidents/public/incidents.ts'
import { standingOf } from './rules/spans.ts'
import { dropMoment, saveMoment } from './store/cases.ts'

/** Takes from what people do with systems when a case was contained and when it had recovered. Called once. */
export function hearSystems(announce: Announcer<Context>): void {
  announce.on('system.stands', async (context, { incidentId, at }) => noteStanding(context, incidentId, at))
  announce.on('systems.moved', async (context, { from, to }) => {
    await noteStanding(context, from, context.now)
    await noteStanding(context, to, context.now)
  })
}

/** A case that falls back is contained anew later: then the later time counts. What a person said stays. */
async function noteStanding(context: Context, incidentId: string, at: Date): Promise<void> {
  const states = (await systemsOf(context, incidentId)).map(({ state }) => state)
  const { isContained, isRecovered } = standingOf(states)
  const standing = [
    ['contained', isContained],
    ['recovered', isRecovered],
  ] as const
  for (const [moment, isSo] of standing) {
    const row = { incidentId, moment, source: 'record' as const }
    if (!isSo) await dropMoment(context, row)
    else
      await saveMoment(context, {
        ...{ ...row, at, certainty: 'exact' as const, note: '' },
        ...{ changedAt: context.now, changedBy: context.actor.name },
      })
  }
}
