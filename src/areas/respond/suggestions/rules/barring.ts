/** What never goes to a model, whatever anybody switched on. */
import type { Pap } from '../../../../base/pap.ts'
import type { Tlp } from '../../../../base/tlp.ts'
import type { Barrier } from '../contract.ts'

interface Case {
  readonly isRestricted: boolean
  readonly tlp: Tlp
  readonly pap: Pap | null
  readonly mode: string
}

interface About {
  readonly incident: Case | undefined
  /** A report of something that worries somebody: it may be about a person. */
  readonly isConcern?: boolean
  /** What there is to send; left out where only the marks are asked after. */
  readonly lines?: readonly unknown[]
}

export function whyBarred({ incident, isConcern = false, lines }: About): Barrier | null {
  if (isConcern) return 'concern'
  if (incident?.isRestricted === true) return 'restricted'
  if (incident?.tlp === 'red') return 'tlp_red'
  if (incident?.pap === 'red') return 'pap_red'
  // As of all other programs: what is rehearsed is told to nobody.
  if (incident?.mode === 'exercise') return 'exercise'
  return lines?.length === 0 ? 'nothing_there' : null
}

export const barrierSentences: Readonly<Record<Barrier, string>> = {
  restricted: 'This case is restricted. Nothing of it goes to a language model.',
  tlp_red: 'This case is marked TLP:RED. Nothing of it goes to a language model: change the mark first.',
  pap_red: 'This case is marked PAP:RED. No other program is asked about it: change the mark first.',
  exercise: 'This is an exercise. Nothing of it goes to another program.',
  concern: 'This report is a concern, and may be about a person. Nothing of it goes to a language model.',
  nothing_there: 'There is nothing yet that a language model could read. Write something down first.',
}
