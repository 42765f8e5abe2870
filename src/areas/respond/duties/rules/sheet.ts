/** What the scope sheet says to the questions of the law, and where that differs from what a person stands by. */
import { factWords, subdivisionSums, totalOf } from '../../../register/obligations/contract.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import type { SheetProposal } from '../contract/sheet.ts'
import type { FlatFacts } from './case-facts.ts'

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
interface Saying {
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

/** One fact as the sheet sees it; `value` null: the sheet does not bear it out any more. */
export type SheetFact = Pick<SheetProposal, 'fact' | 'value' | 'from'>

/** By fact, what was proposed and left as it was. */
export type LeftFacts = Readonly<
  Record<
    string,
    { readonly proposed: unknown; readonly by: string; readonly at: string; readonly reason: string }
  >
>

/** Facts that the sheet speaks of, for whoever has said nothing yet. What is only ruled out proposes no list and no count. */
export function sheetFacts(lines: readonly SheetLine[], systems: readonly SheetSystem[]): SheetFact[] {
  return factsIn(sayingsOf(lines, systems), {}).filter(({ value }) => isSomething(value))
}

/**
 * Where the sheet says something else than what is known. A list and the counts by place grow by what was reached and
 * shrink by what was ruled out and nothing else holds up; what a person said beyond the sheet stays. What was left as
 * it was says so until the sheet proposes another value.
 */
export function sheetProposals(
  lines: readonly SheetLine[],
  systems: readonly SheetSystem[],
  { known, left }: { readonly known: FlatFacts; readonly left: LeftFacts },
): SheetProposal[] {
  return factsIn(sayingsOf(lines, systems), known).flatMap(({ fact, value, from }) => {
    const now = known[fact]?.value ?? null
    if (sortedJson(inOrder(now)) === sortedJson(inOrder(value))) return []
    if (now === null && !isSomething(value)) return []
    const said = left[fact]
    const isLeft = said !== undefined && sortedJson(said.proposed) === sortedJson(value)
    return [
      {
        ...{ fact, value, now, from },
        takesAway: takesAway(now, value),
        left: isLeft ? { by: said.by, at: said.at, reason: said.reason } : null,
      },
    ]
  })
}

function factsIn(sayings: readonly Saying[], known: FlatFacts): SheetFact[] {
  const data = sayings.filter(({ isPersonal }) => isPersonal)
  const lines = data.filter(({ source }) => source.topic === 'data')
  const works = sayings.filter(({ source }) => source.topic === 'work')
  const cards = sayings.filter(({ isCard }) => isCard)
  return [
    ...yesOrNo('personal_data_affected', data, () => true),
    ...list('data_categories', sayings, known, ({ categories }) => categories),
    ...list('pi_elements', sayings, known, ({ elements }) => elements),
    ...yesOrNo('card_data_affected', cards, () => true),
    ...places(sayings, known),
    ...total(sayings, known),
    ...encrypted(lines),
    ...suspected(lines, known),
    ...hours(sayings, known),
    ...yesOrNo('critical_service_affected', works, ({ isCritical }) => isCritical),
    ...yesOrNo('service_recipients_likely_affected', works, ({ hitsCustomers }) => hitsCustomers),
  ]
}

/** Yes where something reached says so; no where all that says so was ruled out, or all that was reached says no. */
function yesOrNo(
  fact: string,
  sayings: readonly Saying[],
  says: (saying: Saying) => boolean | null,
): SheetFact[] {
  const told = sayings.filter((saying) => says(saying) !== null)
  const yes = told.filter((saying) => saying.isReached && says(saying) === true)
  if (yes.length > 0) return [{ fact, value: true, from: sourcesOf(yes) }]
  const isOpen = sayings.some((saying) => saying.isReached && says(saying) === null)
  return told.length === 0 || isOpen ? [] : [{ fact, value: false, from: sourcesOf(told) }]
}

function list(
  fact: string,
  sayings: readonly Saying[],
  known: FlatFacts,
  wordsOf: (saying: Saying) => readonly string[],
): SheetFact[] {
  const told = sayings.filter((saying) => wordsOf(saying).length > 0)
  if (told.length === 0) return []
  const reached = new Set(told.filter(({ isReached }) => isReached).flatMap(wordsOf))
  const out = told.flatMap(wordsOf).filter((word) => !reached.has(word))
  const before = known[fact]?.value
  const kept = Array.isArray(before) ? before.map(String).filter((word) => !out.includes(word)) : []
  const value = inOrder([...new Set([...kept, ...reached])])
  return [{ fact, value, from: sourcesOf(told) }]
}

/** The same people may stand on several lines: the largest count of a place is certain, a sum is not. */
function places(sayings: readonly Saying[], known: FlatFacts): SheetFact[] {
  const told = sayings.filter((saying) => Object.keys(saying.places).length > 0)
  if (told.length === 0) return []
  const reached = largest(told.filter(({ isReached }) => isReached))
  const out = new Set(
    told.flatMap((saying) => Object.keys(saying.places)).filter((code) => !(code in reached)),
  )
  const before = Object.entries(countsIn(known['affected']?.value)).filter(([code]) => !out.has(code))
  return [{ fact: 'affected', value: { ...Object.fromEntries(before), ...reached }, from: sourcesOf(told) }]
}

function total(sayings: readonly Saying[], known: FlatFacts): SheetFact[] {
  const told = sayings.filter(({ people, places: where }) => people !== null || Object.keys(where).length > 0)
  if (told.length === 0) return []
  const reached = told.filter(({ isReached }) => isReached)
  const counts = reached.flatMap(({ people }) => (people === null ? [] : [people]))
  const [where] = places(sayings, known)
  const counted = countsIn(where?.value)
  const least = totalOf(counted, subdivisionSums(counted))
  const isUncounted = sayings.some(
    (saying) => saying.isPersonal && saying.isReached && !reached.includes(saying),
  )
  const none = isUncounted ? null : 0
  return [
    {
      fact: 'affected_total',
      value: reached.length === 0 && least === 0 ? none : Math.max(least, ...counts),
      from: sourcesOf(told),
    },
  ]
}

/** Safe only if all of it is; open as long as one line does not say. */
function encrypted(data: readonly Saying[]): SheetFact[] {
  const reached = data.filter(({ isReached }) => isReached)
  const told = reached.filter(({ isEncrypted }) => isEncrypted !== null)
  const isReadable = told.some(({ isEncrypted }) => isEncrypted === false)
  if (told.length === 0 || (!isReadable && told.length < reached.length)) return []
  return [{ fact: 'encrypted_and_key_safe', value: !isReadable, from: sourcesOf(told) }]
}

/** Grounds to suspect and not yet to believe: nothing that was reached is known for sure. */
function suspected(data: readonly Saying[], known: FlatFacts): SheetFact[] {
  const fact = 'serious_harm_assessment_open'
  const reached = data.filter(({ isReached }) => isReached)
  if (reached.length > 0 && reached.every(({ source }) => source.standing === 'suspected'))
    return [{ fact, value: true, from: sourcesOf(reached) }]
  return known[fact]?.value === true && data.length > 0 ? [{ fact, value: false, from: sourcesOf(data) }] : []
}

function hours(sayings: readonly Saying[], known: FlatFacts): SheetFact[] {
  const fact = 'service_disruption_hours'
  const told = sayings.filter(({ hoursDown }) => hoursDown !== null)
  const reached = told.filter(({ isReached }) => isReached).map(({ hoursDown }) => hoursDown ?? 0)
  if (told.length === 0 || (reached.length === 0 && known[fact] === undefined)) return []
  return [{ fact, value: reached.length === 0 ? null : Math.max(...reached), from: sourcesOf(told) }]
}

/** What the register knows of a system is a guess: where a line of the sheet speaks of that kind of data, the line counts. */
function sayingsOf(lines: readonly SheetLine[], systems: readonly SheetSystem[]): Saying[] {
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

function largest(sayings: readonly Saying[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const { places: where } of sayings)
    for (const [code, count] of Object.entries(where)) found[code] = Math.max(found[code] ?? 0, count)
  return found
}

/** As a stored fact has them; whatever else stands there counts nobody. */
function countsIn(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

function sourcesOf(sayings: readonly Saying[]): SheetFact['from'] {
  return sayings.map(({ source }) => source)
}

/** Lists are sets here: their order says nothing. */
function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String).toSorted() : value
}

function isSomething(value: unknown): boolean {
  if (value === null || value === 0) return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

/** Whether less is affected than a person said, so that a duty may end by it. */
function takesAway(now: unknown, value: unknown): boolean {
  if (now === null) return false
  if (typeof now === 'boolean') return now && value === false
  if (typeof now === 'number') return typeof value !== 'number' || value < now
  if (Array.isArray(now)) return now.some((word) => !Array.isArray(value) || !value.includes(word))
  const next = countsIn(value)
  return Object.entries(countsIn(now)).some(([code, count]) => (next[code] ?? 0) < count)
}
