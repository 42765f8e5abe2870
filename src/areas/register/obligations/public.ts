import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Context } from '../../../platform/action.ts'
import { todayOf } from '../people/public/people.ts'
import { shippedDirectory } from './content/directory.ts'
import { shippedFactBase } from './content/obligations.ts'
import type { ShownEntry } from './contract.ts'
import { isStaleEntry, mergedEntries, type DirectoryKind } from './rules/directory.ts'
import { listOwnEntries } from './store.ts'
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

/** Authorities, police and help, those that the organisation checked itself in front. */
export async function directoryFor(context: Pick<Context, 'tx' | 'now'>): Promise<ShownEntry[]> {
  const today = await todayOf(context)
  return mergedEntries(shippedDirectory, await listOwnEntries(context)).map((entry) => {
    const [kind = '', country = ''] = entry.key.split('.')
    // The shape of a key has only these kinds.
    return { ...entry, kind: kind as DirectoryKind, country, isStale: isStaleEntry(entry, today) }
  })
}

/** The entry for whom a duty is owed to, by the name that the fact base gives them; undefined where none is known. */
export function entryFor(
  entries: readonly ShownEntry[],
  recipient: { readonly kind: string; readonly name: string },
  country: string,
): ShownEntry | undefined {
  const named = entries.find(({ key, name }) => {
    const shipped = shippedDirectory.find((entry) => entry.key === key)
    return name === recipient.name || shipped?.name === recipient.name
  })
  if (named !== undefined) return named
  const kind = kindFor[recipient.kind]
  return entries.find((entry) => entry.kind === kind && entry.country === country)
}

const kindFor: Readonly<Record<string, DirectoryKind>> = {
  law_enforcement: 'police',
  csirt: 'network_security',
}
