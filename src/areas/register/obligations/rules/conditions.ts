/** Conditions in three values: a fact that nobody has given leaves open what hangs on it, and says that it does. */
import type { Condition, FactBase, Leaf } from './fact-base.ts'
import { subdivisionSums, totalOf, type Facts } from './facts.ts'

export type Truth = boolean | 'unknown'

export interface Judged {
  readonly truth: Truth
  /** The facts that would have to be known to tell; empty unless `truth` is unknown. */
  readonly missing: readonly string[]
}

export type Groups = FactBase['vocabulary']['groups']

/** Answers a fact, also those that follow from others; undefined when it is an open question. */
export interface FactReader {
  read(fact: string): unknown
}

export function factReader(facts: Facts, groups: Groups): FactReader {
  const sums = subdivisionSums(facts.affected ?? {})
  const derived: Readonly<Record<string, () => unknown>> = {
    'entity.established_in': () => withCountries(facts['entity.established_in']),
    'entity.offers_or_monitors_in': () => withCountries(facts['entity.offers_or_monitors_in']),
    ransom_paid_by_entity_in: () => facts.ransom_paid_by_entity_in?.slice(0, 2),
    affected_total: () => facts.affected_total ?? (facts.affected && totalOf(facts.affected, sums)),
    contracts_count: () => facts.contracts_count ?? facts.contracts?.length,
    residents_affected_in: () =>
      facts.residents_affected_in ??
      (facts.affected && Object.keys(facts.affected).filter((code) => (facts.affected?.[code] ?? 0) >= 1)),
    'entity.eu_main_establishment': () =>
      facts['entity.eu_main_establishment']?.slice(0, 2) ?? noEstablishment(facts, groups),
  }
  const read = (fact: string): unknown => {
    if (fact.startsWith('affected.')) return countIn(facts.affected, sums, fact.slice('affected.'.length))
    return (derived[fact] ?? (() => (facts as Readonly<Record<string, unknown>>)[fact]))() // by name, whatever its type
  }
  return { read }
}

/**
 * People affected who live under this code. The map is the whole statement: what it does not name counts none,
 * unless a country was counted without its parts.
 */
function countIn(
  affected: Facts['affected'],
  sums: ReadonlyMap<string, number>,
  code: string,
): number | undefined {
  if (affected === undefined) return undefined
  const own = affected[code]
  if (own !== undefined) return own
  const country = code.slice(0, 2)
  if (code === country) return sums.get(country) ?? 0
  return (affected[country] ?? 0) > (sums.get(country) ?? 0) ? undefined : 0
}

/** Who is in Bavaria is in Germany: the law names the country. */
function withCountries(codes: readonly string[] | undefined): string[] | undefined {
  return codes && [...new Set(codes.flatMap((code) => [code, code.slice(0, 2)]))]
}

/** No main establishment in the EU is a fact as soon as it is known that there is none at all. */
function noEstablishment(facts: Facts, groups: Groups): string | undefined {
  const places = facts['entity.established_in']
  if (places === undefined) return undefined
  return places.some((code) => groups['EU_EEA']?.includes(code.slice(0, 2))) ? undefined : ''
}

export function judge(condition: Condition | undefined, facts: FactReader, groups: Groups): Judged {
  if (condition === undefined) return { truth: true, missing: [] }
  if ('all' in condition) return joined(condition.all, false, facts, groups)
  if ('any' in condition) return joined(condition.any, true, facts, groups)
  if ('not' in condition) {
    const { truth, missing } = judge(condition.not, facts, groups)
    return { truth: truth === 'unknown' ? truth : !truth, missing }
  }
  return judgeLeaf(condition, facts, groups)
}

/** The names of the facts that a condition asks. */
export function factsIn(condition: Condition | undefined): string[] {
  return leavesIn(condition).map(({ fact }) => fact)
}

/** Each single question of a condition. */
export function leavesIn(condition: Condition | undefined): Leaf[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap(leavesIn)
  if ('any' in condition) return condition.any.flatMap(leavesIn)
  if ('not' in condition) return leavesIn(condition.not)
  return [condition]
}

/** `all` ends at the first false, `any` at the first true; what is left open only matters if neither came. */
function joined(
  conditions: readonly Condition[],
  ending: boolean,
  facts: FactReader,
  groups: Groups,
): Judged {
  const missing: string[] = []
  for (const each of conditions) {
    const judged = judge(each, facts, groups)
    if (judged.truth === ending) return { truth: ending, missing: [] }
    missing.push(...judged.missing)
  }
  return missing.length === 0
    ? { truth: !ending, missing }
    : { truth: 'unknown', missing: [...new Set(missing)] }
}

function judgeLeaf({ fact, op, value }: Leaf, facts: FactReader, groups: Groups): Judged {
  const known = facts.read(fact)
  if (known === undefined) return { truth: 'unknown', missing: [questionOf(fact)] }
  const wanted = typeof value === 'string' && value.startsWith('@') ? groups[value.slice(1)] : value
  return { truth: compare(known, op, wanted), missing: [] }
}

/** One map answers for all its codes, so it is one question. */
function questionOf(fact: string): string {
  return fact.startsWith('affected') ? 'affected' : fact === 'contracts_count' ? 'contracts' : fact
}

function compare(known: unknown, op: Leaf['op'], wanted: unknown): boolean {
  switch (op) {
    case 'eq':
      return known === wanted
    case 'ne':
      return known !== wanted
    case 'in':
      return Array.isArray(wanted) && wanted.includes(known)
    case 'intersects':
      return Array.isArray(wanted) && Array.isArray(known) && known.some((each) => wanted.includes(each))
    case 'gte':
      return Number(known) >= Number(wanted)
    case 'gt':
      return Number(known) > Number(wanted)
    case 'lte':
      return Number(known) <= Number(wanted)
    case 'lt':
      return Number(known) < Number(wanted)
  }
}
