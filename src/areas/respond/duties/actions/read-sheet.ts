import type { SystemState } from '../../../../base/incident-words.ts'
import type { Context } from '../../../../platform/action.ts'
import { impactOf } from '../../../register/assets/public.ts'
import { obligationsOf } from '../../../register/obligations/public.ts'
import { Facts } from '../../../register/obligations/contract.ts'
import type { EvaluatedDuty } from '../../../register/obligations/contract.ts'
import { systemsOf } from '../../incidents/public/incidents.ts'
import { scopeLinesOf } from '../../investigation/public.ts'
import type { FactChange } from '../contract/facts.ts'
import type { Moved } from '../contract/moved.ts'
import type { Sheet, SheetProposal } from '../contract/sheet.ts'
import { changed, wireFacts, type FlatFacts } from '../rules/case-facts.ts'
import { goesWithRest, sheetFacts, sheetProposals, type SheetFact } from '../rules/sheet.ts'
import type { SheetLine, SheetSystem } from '../rules/sheet-sayings.ts'
import { movedBetween } from '../rules/standing.ts'
import { dutiesOf, submissionsOf, type JudgedCase } from './judge-case.ts'

/** The sheet as it stands, to be asked several things. */
export interface ReadSheet {
  readonly lines: readonly SheetLine[]
  readonly systems: readonly SheetSystem[]
}

export async function readSheet(context: Context, incidentId: string): Promise<ReadSheet> {
  const systems: SheetSystem[] = []
  for (const system of await systemsOf(context, incidentId)) {
    const { asset } = await impactOf(context, system)
    const standing = standingOf(system.state)
    systems.push({ ...system, standing, dataKinds: asset?.dataKinds ?? [] })
  }
  return { lines: await scopeLinesOf(context, incidentId), systems }
}

/** For questions that nobody answered yet. */
export function factsOfSheet({ lines, systems }: ReadSheet): SheetFact[] {
  return sheetFacts(lines, systems)
}

export function proposalsOfSheet({ lines, systems }: ReadSheet, found: JudgedCase): SheetProposal[] {
  return sheetProposals(lines, systems, { known: found.known, left: found.record?.leftAsIs ?? {} })
}

/** What stands on the board of the case, with what it would move. */
export function sheetOf(context: Context, sheet: ReadSheet, found: JudgedCase): Sheet {
  const proposals = proposalsOfSheet(sheet, found)
  const changes = proposals.filter((one) => one.left === null && goesWithRest(one)).map(changeOf)
  if (changes.length === 0) return { proposals, moved: [] }
  const { actor, now } = context
  const by = { by: actor.name, ref: actor.ref, at: now.toISOString(), reason: '' }
  const judged = Facts.safeParse(wiredFacts(found, changed(readableOf(found), changes, by)))
  // What cannot be true together is said when it is taken over, at its place.
  return { proposals, moved: judged.success ? movedBy(found, judged.data, now) : [] }
}

export function changeOf({ fact, value }: SheetProposal): FactChange {
  return { fact, value: value as FactChange['value'] } // flat by the making of the sheet's facts
}

/** What stood, but what the edition in use cannot read: that gives way, and the record keeps who said it. */
export function readableOf({ known, unreadable }: JudgedCase): FlatFacts {
  return Object.fromEntries(Object.entries(known).filter(([fact]) => !unreadable.includes(fact)))
}

export function wiredFacts(found: JudgedCase, facts: FlatFacts): Record<string, unknown> {
  return wireFacts(facts, found.fallback, submissionsOf(found.answers))
}

/** Which duties come, go or move when the case is judged by other facts. */
export function movedBy(found: JudgedCase, facts: Facts, now: Date): Moved[] {
  const after = structuredClone(obligationsOf(facts, now).duties) as EvaluatedDuty[] // readonly in the engine alone
  return movedBetween(dutiesOf(found), after)
}

/** A system that is being healed was hit: that is known. */
function standingOf(state: SystemState): SheetSystem['standing'] {
  return state === 'suspected' || state === 'ruled_out' ? state : 'known'
}
