import type { Context } from '../../../platform/action.ts'
import { systemFor, type ClosureCondition, type OpenPoint } from '../incidents/public.ts'
import { factsOf } from './actions/board.ts'
import { keepMove } from './actions/keep-moves.ts'
import { watchesOf } from './actions/shapes.ts'
import { openPoints } from './rules/closing.ts'
import { wayShown } from './actions/way-shape.ts'
import { listRows } from './store/registers.ts'
import { wayOf } from './store/returning.ts'

export { keepMove }

/** Holds up closing while something that was entered here is not in order. */
export const containmentCondition: ClosureCondition = {
  key: 'containment',
  findOpen: async (context, incidentId, { disposition }) => {
    const isReal = disposition === 'resolved'
    const facts = await factsOf(context, incidentId)
    return openPoints(facts, isReal, context.now).map((sentence) => ({
      sentence,
      where: pageOf(incidentId),
    }))
  },
}

/** What is missing before this system may be reconnected. */
export async function findReturnGaps(
  context: Context,
  { incidentId, systemId }: { readonly incidentId: string; readonly systemId: string },
): Promise<readonly OpenPoint[]> {
  const { now } = context
  const system = await systemFor(context, incidentId, systemId)
  const watches = watchesOf(await listRows(context, 'watch', incidentId), [], now)
  const { missing } = wayShown(system, await wayOf(context, { systemId, incidentId }), { watches, now })
  return missing.map((sentence) => ({ sentence, where: pageOf(incidentId) }))
}

function pageOf(incidentId: string): string {
  return `/incidents/${incidentId}/containment`
}
