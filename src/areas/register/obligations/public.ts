import { shippedFactBase } from './content/obligations.ts'
import { evaluate, type Evaluation } from './rules/evaluate.ts'
import type { Facts } from './rules/facts.ts'
import { lawOf } from './rules/law.ts'

const shippedLaw = lawOf(shippedFactBase)

const disclaimer =
  'Information, not legal advice. Laws change and facts matter: a person decides, with a lawyer where it counts.'

export interface Answer extends Evaluation {
  readonly disclaimer: string
  readonly reviewedOn: string
  readonly reviewDue: string
}

/** Duties and open questions of a case under the fact base that ships; a person decides, this only informs. */
export function obligationsOf(facts: Facts, now: Date): Answer {
  const { reviewedOn, reviewDue } = shippedFactBase
  return { ...evaluate(shippedLaw, facts, now), disclaimer, reviewedOn, reviewDue }
}
