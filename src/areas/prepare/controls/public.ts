import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { isFoundIn } from '../../../base/search.ts'
import { controlWords } from './content/control-words.ts'
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

/** In what is asked in either language: a person may know a measure by its other name. */
export const controlSearch: SearchSource = {
  kind: 'control',
  permission: 'control.read',
  find(_context, sought) {
    const other = controlWords(sought.language === 'de' ? 'en' : 'de')
    const found = Object.entries(controlWords(sought.language)).flatMap(([key, { title, ask }]) => {
      const also = Object.entries(other).find(([one]) => one === key)?.[1]
      const isFound = isFoundIn(sought, title, ask, also?.title ?? '', also?.ask ?? '')
      return isFound ? [{ id: key, title, more: ask, path: `/controls?control=${key}` }] : []
    })
    return Promise.resolve(found)
  },
}
