/** What to ask next: the facts that are missing, those first that would settle most duties. */
import type { FactBase } from './fact-base.ts'

export interface Asked {
  readonly key: string
  readonly missing: readonly string[]
}

export interface Question {
  /** The name of the fact, as facts are given. */
  readonly fact: string
  readonly meaning: string
  /** The duties that hang on it. */
  readonly keys: readonly string[]
}

export function askAbout(asked: readonly Asked[], base: FactBase): Question[] {
  const keys = new Map<string, string[]>()
  for (const { key, missing } of asked)
    for (const fact of missing) {
      const known = keys.get(fact)
      if (known === undefined) keys.set(fact, [key])
      else known.push(key)
    }
  return [...keys]
    .map(([fact, duties]) => ({ fact, meaning: meaningOf(fact, base), keys: duties }))
    .toSorted((a, b) => b.keys.length - a.keys.length || (a.fact < b.fact ? -1 : 1))
}

function meaningOf(fact: string, base: FactBase): string {
  const { facts } = base.vocabulary
  const [first = '', ...rest] = fact.split('.')
  if (first === 'submissions') return `when ${rest.join('.')} was sent`
  if (first === 'contracts' && rest.length > 0)
    return `the number in the contract ${rest[0]}: ${facts['contracts']}`
  return facts[fact] ?? base.vocabulary.clockStarts[rest.join('.')] ?? fact
}
