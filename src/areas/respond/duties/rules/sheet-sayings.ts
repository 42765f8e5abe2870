/** What each line of the scope sheet, and each system of the case, says of what the law asks. */
import { factWords } from '../../../register/obligations/contract.ts'
import type { SheetProposal } from '../contract/sheet.ts'

type Standing = SheetProposal['from'][number]['standing']

/** A line of the sheet as the investigation keeps it. */
export interface SheetLine {
  readonly topic: 'data' | 'work'
  readonly dataKind: string | null
  readonly what: string
  readonly standing: Standing
  readonly people: number | null
  readonly places: Readonly<Record<string, number>>
  readonly details: readonly string[]
  readonly isEncrypted: boolean | null
  readonly hoursDown: number | null
  readonly isCritical: boolean | null
  readonly hitsCustomers: boolean | null
  readonly changedAt: Date
}

/** A system of the case with the kinds of data that the register knows on it. */
export interface SheetSystem {
  readonly name: string
  readonly standing: Standing
  readonly dataKinds: readonly string[]
  readonly changedAt: Date
}

/** What one line or one system says to the facts, whether it was reached or ruled out. */
export interface Saying {
  readonly source: SheetProposal['from'][number]
  readonly isReached: boolean
  readonly isPersonal: boolean
  readonly isCard: boolean
  readonly categories: readonly string[]
  readonly elements: readonly string[]
  readonly people: number | null
  readonly places: Readonly<Record<string, number>>
  readonly isEncrypted: boolean | null
  readonly hoursDown: number | null
  readonly isCritical: boolean | null
  readonly hitsCustomers: boolean | null
}

/** Kinds of data of the sheet as the law names them. */
const ofSheet: Readonly<Record<string, readonly string[]>> = {
  personal: ['basic_contact'],
  sensitive: ['special_category'],
  medical: ['health', 'special_category'],
  payment_card: ['financial', 'card_data'],
  bank: ['financial'],
  passwords: ['credentials'],
}
/** Kinds of data of the register of assets likewise. */
const ofRegister: Readonly<Record<string, readonly string[]>> = {
  customer: ['basic_contact'],
  staff: ['employee'],
  payment: ['financial', 'card_data'],
  health: ['health', 'special_category'],
  credentials: ['credentials'],
}
const elementsOf: Readonly<Record<string, readonly string[]>> = {
  medical: ['medical'],
  passwords: ['online_credentials'],
  keys: ['private_key'],
}

/** What the register knows of a system is a guess: where a line of the sheet speaks of that kind of data, the line counts. */
export function sayingsOf(lines: readonly SheetLine[], systems: readonly SheetSystem[]): Saying[] {
  const said = lines.map(sayingOfLine)
  const spokenOf = new Set(said.flatMap(({ categories }) => categories))
  return [...said, ...systems.map((system) => sayingOfSystem(system, spokenOf))]
}

function sayingOfLine(line: SheetLine): Saying {
  const { topic, what, standing, dataKind, details, people, changedAt } = line
  const words = ofSheet[dataKind ?? ''] ?? []
  const has = (fact: string) => details.filter((word) => factWords[fact]?.includes(word))
  return {
    ...line,
    source: { topic, what, standing, at: changedAt.toISOString() },
    isReached: standing !== 'ruled_out',
    // Papers and secrets of the firm are about nobody, until somebody counts people in them.
    isPersonal: topic === 'data' && (words.length > 0 || details.length > 0 || (people ?? 0) > 0),
    isCard: dataKind === 'payment_card',
    categories: [...words, ...has('data_categories')],
    elements: [...(elementsOf[dataKind ?? ''] ?? []), ...has('pi_elements')],
  }
}

function sayingOfSystem(
  { name, standing, dataKinds, changedAt }: SheetSystem,
  spokenOf: ReadonlySet<string>,
): Saying {
  const known = dataKinds.flatMap((kind) => ofRegister[kind] ?? [])
  const categories = known.filter((word) => !spokenOf.has(word))
  return {
    source: { topic: 'system', what: name, standing, at: changedAt.toISOString() },
    isReached: standing !== 'ruled_out',
    isPersonal: categories.length > 0,
    isCard: false,
    categories,
    ...{ elements: [], people: null, places: {}, isEncrypted: null },
    ...{ hoursDown: null, isCritical: null, hitsCustomers: null },
  }
}
