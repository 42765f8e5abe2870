/** Why rules raise no alerts now, the lists as they are filled today included. */
import { filledOf, partNamed, whyNotOn } from '../rules/sigma/needs.ts'
import type { Abilities } from '../rules/sigma/modifiers.ts'
import type { SigmaRow } from '../store/sigma.ts'
import { faultWithLists } from './read-sigma.ts'

/** @returns for each rule a sentence, empty for one that raises alerts */
export function whyNotWith(
  all: readonly SigmaRow[],
  lists: ReadonlyMap<string, readonly string[]>,
  regex: Abilities['regex'],
): (row: SigmaRow) => string {
  const filled = filledOf(lists)
  const abilities: Abilities = { regex, list: (name) => lists.get(name.toLowerCase()) ?? [] }
  // Without a list it is as it was when it was taken.
  const faultOf = (row: SigmaRow) => (row.lists.length === 0 ? '' : faultWithLists(row.text, abilities))
  return (row) => {
    const why = whyNotOn(row, all, filled)
    if (why !== '') return why
    const own = faultOf(row)
    if (own !== '') return `With the lists as they are now it does not run. ${own}`
    for (const wanted of row.parts) {
      const part = partNamed(wanted, all)
      const fault = part === undefined ? '' : faultOf(part)
      if (fault !== '')
        return `It looks at the rule "${wanted}", which does not run with the lists as they are now. ${fault}`
    }
    return ''
  }
}
