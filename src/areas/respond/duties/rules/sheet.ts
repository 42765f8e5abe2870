/** What the scope sheet says to the questions of the law, and where that differs from what a person stands by. */
import { subdivisionSums, totalOf } from '../../../register/obligations/contract.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import type { SheetProposal } from '../contract/sheet.ts'
import type { FlatFacts } from './case-facts.ts'
import { sayingsOf, type Saying, type SheetLine, type SheetSystem } from './sheet-sayings.ts'

/** One fact as the sheet sees it; `value` null: the sheet does not bear it out any more. */
export type SheetFact = Pick<SheetProposal, 'fact' | 'value' | 'from'>

/** By fact, what was proposed and left as it was. */
export type LeftFacts = Readonly<
  Record<
    string,
    { readonly proposed: unknown; readonly by: string; readonly at: string; readonly reason: string }
  >
>

/** The sheet says that nothing is known for sure; whether harm is to be feared is a person's own answer. */
const judgements: ReadonlySet<string> = new Set(['serious_harm_assessment_open'])

/** Whether it is ticked with the rest, for a person to take over in one go: more is affected, and the sheet says so itself. */
export function goesWithRest({
  takesAway: isLess,
  isJudgement,
}: Pick<SheetProposal, 'takesAway' | 'isJudgement'>): boolean {
  return !isLess && !isJudgement
}

/** Facts that the sheet speaks of, for whoever has said nothing yet. What is only ruled out proposes no list and no count. */
export function sheetFacts(lines: readonly SheetLine[], systems: readonly SheetSystem[]): SheetFact[] {
  return factsIn(sayingsOf(lines, systems), {}).filter(
    ({ fact, value }) => isSomething(value) && !judgements.has(fact),
  )
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
        isJudgement: judgements.has(fact) && value === true,
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
