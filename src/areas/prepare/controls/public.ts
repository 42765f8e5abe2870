import type { Context } from '../../../platform/action.ts'
import { heldStates } from './store/controls.ts'
import { heldWatch } from './store/network.ts'

export { controlDates } from './actions/due-dates.ts'
export { lastChangeOfControl } from './actions/last-changes.ts'
export { networkStanding, signsOfKind } from './actions/network-standing.ts'
export { controlTroubles } from './actions/troubles.ts'
export type { DailyPorts, EvidencePorts } from './actions/ports.ts'

/** What hangs on this person here, in words. */
export async function heldControls(context: Pick<Context, 'tx'>, memberId: string): Promise<string[]> {
  return [...(await heldWatch(context, memberId)), ...(await heldStates(context, memberId))]
}
