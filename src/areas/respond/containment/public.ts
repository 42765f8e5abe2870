import type { Context } from '../../../platform/action.ts'
import type { Holding } from '../../register/people/public/holdings.ts'
import { incidentFor, systemFor } from '../incidents/public/incidents.ts'
import type { ClosureCondition, OpenPoint } from '../incidents/public/ports.ts'
import { factsOf } from './actions/board.ts'
import { keepMove } from './actions/keep-moves.ts'
import { watchesOf } from './actions/shapes.ts'
import { openPoints } from './rules/closing.ts'
import { wayShown } from './actions/way-shape.ts'
import { controlsOwnedBy, type Owned } from './store/controls.ts'
import { listRows } from './store/registers.ts'
import { wayOf } from './store/returning.ts'
import { listOutages } from './store/figures.ts'

export { keepMove, listOutages }

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

const ownedWords: Readonly<Record<Owned['what'], string>> = {
  measures: 'measures that stand',
  services: 'closed services to open again',
  checks: 'checks to come',
}

/** What hangs on this person here, in words, of closed cases too: checks and measures outlive the closing. */
export async function heldControls(context: Context, memberId: string): Promise<Holding[]> {
  const held: Holding[] = []
  for (const { incidentId, what, count } of await controlsOwnedBy(context, memberId)) {
    const { number, isRestricted } = await incidentFor(context, incidentId)
    const words = `${ownedWords[what]} in INC-${number}: ${count}`
    held.push({ words, isSealed: isRestricted })
  }
  return held
}

/** The block of this value that stands in this case, where there is one. */
export async function standingBlock(
  context: Context,
  incidentId: string,
  value: string,
): Promise<{ readonly id: string } | undefined> {
  const blocks = await listRows(context, 'block', incidentId)
  return blocks.find((one) => one.endedAt === null && one.value.toLowerCase() === value.toLowerCase())
}

function pageOf(incidentId: string): string {
  return `/incidents/${incidentId}/containment`
}
