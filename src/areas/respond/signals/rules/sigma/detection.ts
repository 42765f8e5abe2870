/** The detection of a Sigma rule (specification 2.1.0), made ready to run on the events themselves as the tool sent them. */
import { SigmaFault, readCondition } from './condition.ts'
import type { FlatEvent } from './events.ts'
import { fieldSelection, type Abilities, type Selection } from './modifiers.ts'

/** @throws SigmaFault saying why it does not run */
export function compileDetection(
  detection: Readonly<Record<string, unknown>>,
  abilities: Abilities,
): (event: FlatEvent) => boolean {
  const { condition, timeframe, ...given } = detection
  if (timeframe !== undefined)
    throw new SigmaFault('It counts over a time frame in the old way; ask for its correlation.')
  const selections = new Map(
    Object.entries(given).map(([name, value]) => [name, selectionOf(value, abilities)]),
  )
  const names = [...selections.keys()]
  const conditions = (Array.isArray(condition) ? condition : [condition]).map((each: unknown) => {
    if (typeof each !== 'string') throw new SigmaFault('It has no condition.')
    return readCondition(each, names)
  })
  return (event) => {
    const said = new Map<string, boolean>()
    const says = (name: string) => {
      const known = said.get(name)
      if (known !== undefined) return known
      const found = selections.get(name)?.(event) === true
      said.set(name, found)
      return found
    }
    return conditions.some((holds) => holds(says))
  }
}

/** Text alone stands anywhere in the event; a map asks for all of its fields, a list of maps for one of them. */
function selectionOf(value: unknown, abilities: Abilities): Selection {
  if (typeof value === 'string' || typeof value === 'number') return keywords([value], '', abilities)
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    if (list.every((each) => typeof each !== 'object')) return keywords(list, '', abilities)
    const parts = list.map((each) => selectionOf(each, abilities))
    return (event) => parts.some((part) => part(event))
  }
  if (typeof value !== 'object' || value === null) throw new SigmaFault('One of its selections is empty.')
  const parts = Object.entries(value).map(([name, wanted]) =>
    name.startsWith('|') ? keywords(wanted, name, abilities) : fieldSelection(name, wanted, abilities),
  )
  return (event) => parts.every((part) => part(event))
}

/** Words are part of what a field says, unless their own modifiers say how they stand in it. */
function keywords(values: unknown, modifiers: string, abilities: Abilities): Selection {
  const placed = /\|(?:contains|startswith|endswith|re|cidr)(?:\||$)/.test(modifiers)
  return fieldSelection(placed ? modifiers : `${modifiers}|contains`, values, abilities)
}
