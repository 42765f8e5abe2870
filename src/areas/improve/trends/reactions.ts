import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { systemsOf } from '../../respond/incidents/public/incidents.ts'
import { standingOf } from './rules/spans.ts'
import { dropMoment, saveMoment } from './store/cases.ts'

/** Takes from what people do with systems when a case was contained and when it had recovered. Called once. */
export function hearSystems(announce: Announcer<Context>): void {
  announce.on('system.stands', async (context, { incidentId, at }) => noteStanding(context, incidentId, at))
  announce.on('systems.moved', async (context, { from, to }) => {
    await noteStanding(context, from)
    await noteStanding(context, to)
  })
}

/** A case that falls back is contained anew later: then the later time counts. What a person said stays. */
async function noteStanding(context: Context, incidentId: string, now?: Date): Promise<void> {
  const systems = await systemsOf(context, incidentId)
  const { isContained, isRecovered } = standingOf(systems.map(({ state }) => state))
  // Systems that came from another case stand so since somebody last did something with one of them, not since the move.
  const last = systems
    .filter(({ state }) => state !== 'ruled_out')
    .reduce((latest, { changedAt }) => Math.max(latest, changedAt.getTime()), 0)
  const at = now ?? (last === 0 ? context.now : new Date(last))
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
