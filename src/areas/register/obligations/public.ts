import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { shippedFactBase } from './content/obligations.ts'
import { evaluate, type Evaluation } from './rules/evaluate.ts'
import type { Deadline, Regime } from './rules/fact-base.ts'
import type { Facts } from './rules/facts.ts'
import { lawOf } from './rules/law.ts'

const shippedLaw = lawOf(shippedFactBase)

/** Which edition of the fact base judges: the day of its review and a hash of what it says. */
export const factBaseEdition = `${shippedFactBase.reviewedOn}-${hashOf(shippedFactBase).slice(0, 12)}`

/** Codes of the countries of a group, as `EU_EEA`; empty for one that the fact base does not know. */
export function countriesOf(group: string): readonly string[] {
  return shippedFactBase.vocabulary.groups[group] ?? []
}

/** One duty to tell somebody, as the law puts it for no case in particular. */
export interface StandingNotice {
  readonly regime: string
  readonly binding: Regime['binding']
  readonly recipient: string
  readonly deadline: Deadline
  /** What starts the clock, in the words of the fact base. */
  readonly start: string
  readonly citation: string
  readonly isConfirmed: boolean
}

/**
 * The duties in force for whoever is established in a country, the law of its union included, contracts last. Which of
 * them a case brings is decided by its facts; this is what to look at first when nobody can ask the program.
 * @param country ISO 3166-1 alpha-2
 */
export function noticesFor(country: string): {
  readonly reviewedOn: string
  readonly notices: StandingNotice[]
} {
  const { regimes, vocabulary, reviewedOn } = shippedFactBase
  const isHere = (code: string) =>
    code === country ||
    code === 'INTL' ||
    (code === 'EU' && countriesOf('EU').includes(country)) ||
    (code === 'EEA' && countriesOf('EEA_ONLY').includes(country))
  const notices = regimes
    .filter(({ status, jurisdiction }) => status === 'in_force' && jurisdiction.some(isHere))
    .flatMap((regime) =>
      regime.duties
        .filter(({ recordOnly, voluntary }) => !recordOnly && !voluntary)
        .map((duty): StandingNotice => ({
          regime: regime.name,
          binding: regime.binding,
          recipient: duty.recipient.name,
          deadline: duty.deadline,
          start: vocabulary.clockStarts[duty.clockStart] ?? duty.clockStart,
          citation: regime.citation,
          isConfirmed: duty.verified === 'source-checked',
        })),
    )
  return { reviewedOn, notices }
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
