import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { shippedFactBase } from './content/obligations.ts'
import { evaluate, type Evaluation } from './rules/evaluate.ts'
import type { Facts } from './rules/facts.ts'
import { lawOf } from './rules/law.ts'

const shippedLaw = lawOf(shippedFactBase)

/** Which edition of the fact base judges: the day of its review and a hash of what it says. */
export const factBaseEdition = `${shippedFactBase.reviewedOn}-${hashOf(shippedFactBase).slice(0, 12)}`

/** Codes of the countries of a group, as `EU_EEA`; empty for one that the fact base does not know. */
export function countriesOf(group: string): readonly string[] {
  return shippedFactBase.vocabulary.groups[group] ?? []
}

function hashOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(value))))
}

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
