import type { Basis, SaidSource } from '../../contract/basis.ts'
import { readSource } from './capture-line.ts'
import { instantOf } from './task-more.ts'

/** What a line rests on, as the form holds it. */
export interface BasisMore {
  readonly source: SaidSource
  readonly name: string
  /** As `<input type="datetime-local">` says it, in the zone of this device; '' for now. */
  readonly happened: string
}

export const ownBasis: BasisMore = { source: 'own', name: '', happened: '' }

/** Sources that have a name of their own. */
export function isNamed(source: SaidSource): boolean {
  return source === 'told' || source === 'log' || source === 'document'
}

/** What was typed behind the words comes before what was chosen: it was said last, and stands in view. */
export function basisOf(
  line: string,
  chosen: BasisMore,
): { readonly words: string; readonly more: BasisMore } {
  const typed = readSource(line)
  if (typed === undefined) return { words: line.trim(), more: chosen }
  const { words, source, name } = typed
  return { words: words.trim(), more: { ...chosen, source, name } }
}

/** As it is sent: a name only where there is one, a time with the zone of the clock that it was read from. */
export function sentBasis({ source, name, happened }: BasisMore): Basis {
  const happenedAt = instantOf(happened)
  const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions()
  return {
    source,
    name: isNamed(source) ? name.trim() : '',
    ...(happenedAt !== null && { happenedAt, zone }),
  }
}

/** Nothing happened later than now; a minute is what two clocks may differ by. */
export function isFuture({ happened }: BasisMore, now: number): boolean {
  const at = instantOf(happened)
  return at !== null && Date.parse(at) > now + 60_000
}
