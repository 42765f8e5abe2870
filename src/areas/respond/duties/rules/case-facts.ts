/** Facts of a case one by one: what may be said, what the incident proposes, and what a change of them needs. */
import { clockStartNames, Facts } from '../../../register/obligations/contract.ts'
import type { FactChange } from '../contract/facts.ts'

/** One fact with who stands by it. */
export interface SaidFact {
  readonly value: unknown
  readonly by: string
  /** As the ledger names them. */
  readonly ref: string
  readonly at: string
  readonly reason: string
}
export type FlatFacts = Readonly<Record<string, SaidFact>>

const notSaid = ['times', 'submissions', 'contracts_count', 'residents_affected_in']
/** What a person can say. Submissions are recorded, not said; a time stands by itself. */
export const factNames: readonly string[] = [
  ...Object.keys(Facts.shape).filter((name) => !notSaid.includes(name)),
  ...clockStartNames.map((name) => `times.${name}`),
]

/** Judgements of the law: who decided and why is always kept. */
const judgements = ['risk_to_individuals', 'serious_harm_likely', 'encrypted_and_key_safe']

export interface Fault {
  readonly path: string
  readonly message: string
}

/** What stands in the way of these changes, each at its place in the input. */
export function faultsOfChanges(known: FlatFacts, changes: readonly FactChange[], reason: string): Fault[] {
  const faults: Fault[] = []
  changes.forEach(({ fact, value }, at) => {
    if (!factNames.includes(fact))
      faults.push({ path: `changes.${at}.fact`, message: 'is no fact that the law asks for' })
    else if (changes.findIndex((other) => other.fact === fact) < at)
      faults.push({ path: `changes.${at}.fact`, message: 'stands here twice: say it once' })
    else if (value === null && known[fact] === undefined)
      faults.push({ path: `changes.${at}.value`, message: 'is not known anyway: leave it out' })
  })
  if (reason === '' && changes.some((change) => needsReason(known, change)))
    faults.push({ path: 'reason', message: 'say how you know, or why it changes' })
  return faults
}

function needsReason(known: FlatFacts, { fact, value }: FactChange): boolean {
  const before = known[fact]
  if (judgements.includes(fact)) return true
  return before !== undefined && JSON.stringify(before.value) !== JSON.stringify(value)
}

export function changed(
  known: FlatFacts,
  changes: readonly FactChange[],
  by: Omit<SaidFact, 'value'>,
): FlatFacts {
  const gone = new Set(changes.filter(({ value }) => value === null).map(({ fact }) => fact))
  const said = changes
    .filter(({ value }) => value !== null)
    .map(({ fact, value }) => [fact, { value, ...by }])
  return Object.fromEntries([
    ...Object.entries(known).filter(([fact]) => !gone.has(fact)),
    ...said,
  ]) as FlatFacts // of entries of that shape
}

/** Whether a case says something else now than it did before. @param apart facts that do not count */
export function saysOtherwise(before: FlatFacts, now: FlatFacts, apart: readonly string[]): boolean {
  const facts = new Set([...Object.keys(before), ...Object.keys(now)])
  return [...facts].some(
    (fact) =>
      !apart.includes(fact) && JSON.stringify(before[fact]?.value) !== JSON.stringify(now[fact]?.value),
  )
}

/** Zone and times that stand until somebody says others. */
export interface Fallback {
  readonly zone: string
  readonly openedAt: string
}

/** When it was declared it was known: the clock starts no later than that. */
export function assumedTimes(known: FlatFacts, { openedAt }: Fallback): Record<string, string> {
  const isSaid = ['times.became_aware_at', 'times.detected_at'].some((fact) => known[fact] !== undefined)
  return isSaid ? {} : { became_aware_at: openedAt }
}

/** The facts as the engine takes them, not yet judged. */
export function wireFacts(
  known: FlatFacts,
  fallback: Fallback,
  submissions: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const times: Record<string, unknown> = { ...assumedTimes(known, fallback) }
  const facts: Record<string, unknown> = { 'entity.tz': fallback.zone, submissions }
  for (const [fact, { value }] of Object.entries(known)) {
    if (fact.startsWith('times.')) times[fact.slice('times.'.length)] = value
    else facts[fact] = value
  }
  return { ...facts, times }
}

/**
 * Stored facts as the engine takes them. What an edition of the fact base does not know any more is left out and asked
 * anew: one word that was given up must not stop the other clocks.
 */
export function readFacts(
  known: FlatFacts,
  fallback: Fallback,
  submissions: Readonly<Record<string, string>>,
): { readonly facts: Facts; readonly unreadable: readonly string[] } {
  const unreadable = new Set<string>()
  for (;;) {
    const rest = Object.fromEntries(Object.entries(known).filter(([fact]) => !unreadable.has(fact)))
    const read = Facts.safeParse(wireFacts(rest, fallback, submissions))
    if (read.success) return { facts: read.data, unreadable: [...unreadable] }
    const named = read.error.issues.map(({ path }) => factAt(path)).filter((fact) => fact in rest)
    // Faults that name no fact lie between several: without any of them the rest is plain.
    for (const fact of named.length > 0 ? named : Object.keys(rest)) unreadable.add(fact)
    if (Object.keys(rest).length === 0) throw read.error
  }
}

function factAt(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String)
  return first === 'times' ? `times.${second}` : (first ?? '')
}

/** Where a fault of the engine's facts lies among the changes that were sent. */
export function placeOfFault(path: readonly PropertyKey[], changes: readonly FactChange[]): string {
  const fact = factAt(path)
  const at = changes.findIndex((change) => change.fact === fact)
  return at < 0 ? 'changes' : `changes.${at}.value`
}
