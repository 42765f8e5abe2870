/** What of a case may be sent to a server of others, and how far it is passed on there. */
import { mayExport, tlpLabel, tlpLevels, type ExportAudience, type Tlp } from '../../../../base/tlp.ts'

/** Whom each distribution of MISP reaches, by the one rule of `base/tlp.ts`. */
const audiences: readonly ExportAudience[] = ['organisation', 'community', 'community', 'public']

/** Why nothing of this case leaves, whatever is chosen; null where it may. */
export function whyNever({
  tlp,
  isRestricted,
  mode,
}: {
  readonly tlp: Tlp
  readonly isRestricted: boolean
  readonly mode: string
}): string | null {
  if (tlp === 'red')
    return 'This case is TLP:RED: it is for the people who were told in person, and nothing of it is sent to others.'
  if (isRestricted) return 'This case is closed to most people here, so nothing of it is sent to others.'
  if (mode === 'exercise') return 'This is an exercise: nothing of it is sent to others.'
  return null
}

/** Why it may not be marked or passed on so; undefined where it may. */
export function whyNotSent({
  ofCase,
  wanted,
  bound,
  distribution,
}: {
  readonly ofCase: Tlp
  readonly wanted: Tlp
  readonly bound: Tlp
  readonly distribution: number
}): string | undefined {
  const rank = (tlp: Tlp) => tlpLevels.indexOf(tlp)
  if (rank(wanted) < rank(ofCase))
    return `This case is ${tlpLabel(ofCase)}: what is sent of it is marked so or narrower. Change the marking of the case first.`
  if (rank(wanted) > rank(bound))
    return `This server takes nothing narrower than ${tlpLabel(bound)}. An owner set that bound.`
  return mayExport(wanted, audiences[distribution] ?? 'public')
    ? undefined
    : `${tlpLabel(wanted)} may not be passed on that far. Choose fewer readers, or another marking.`
}
