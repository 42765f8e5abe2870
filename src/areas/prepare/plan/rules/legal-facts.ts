/** What the law would have to know for the plan: a bad day, as far as the answers tell what that would be. */
import type { Facts } from '../../../register/obligations/contract.ts'
import { says, type Answers } from './answers.ts'

export interface LegalPlace {
  /** Undefined where the law engine knows no such country: then what hangs on it stays open. */
  readonly country: string | undefined
  readonly timeZone: string
  readonly sector: string
  /** Codes of the EU and the EEA. */
  readonly eea: readonly string[]
}

/** What we owe by contract, within what time. */
export interface OwedContract {
  readonly id: string
  readonly vendor: string
  readonly value: number
  readonly unit: 'hours' | 'calendar_days'
}

const categories: readonly (readonly [string, readonly string[]])[] = [
  ['customer', ['basic_contact']],
  ['staff', ['employee']],
  ['payment', ['financial']],
  ['health', ['health', 'special_category']],
  ['children', ['children']],
  ['id_documents', ['government_id']],
  ['credentials', ['credentials']],
]
const classes: readonly (readonly [string, readonly string[]])[] = [
  ['important', ['nis2_important']],
  ['essential', ['nis2_essential']],
  ['finance', ['dora_financial_entity']],
  ['listed', ['sec_registrant']],
  ['health_us', ['hipaa_covered_entity']],
  ['defence_us', ['us_defense_contractor']],
]
const places: readonly (readonly [string, string])[] = [
  ['uk', 'GB'],
  ['ch', 'CH'],
  ['us', 'US'],
]

/**
 * Facts as the obligations engine takes them, for an incident that somebody notices now. Where the bad day is open
 * (how high the risk is, whether it is significant) the worse is taken, so that no clock is missing in a plan.
 */
export function legalFacts(
  answers: Answers,
  place: LegalPlace,
  contracts: readonly OwedContract[],
  now: Date,
): Readonly<Record<string, unknown>> {
  const { country, timeZone, sector, eea } = place
  const at = now.toISOString()
  const known = categories.flatMap(([kind, found]) => (says(answers, 'data_kinds', kind) ? found : []))
  const holdsData = known.length > 0
  const takesCards = says(answers, 'card_payments', 'yes')
  const servesOthers = says(answers, 'serves_other_firms', 'yes')
  const makes = says(answers, 'writes_software', 'yes')
  const abroad = places.flatMap(([said, code]) => (says(answers, 'abroad', said) ? [code] : []))
  const inEurope = country !== undefined && eea.includes(country)
  const offers = [...new Set([...(says(answers, 'abroad', 'eu_eea') && !inEurope ? ['DE'] : []), ...abroad])]
  const count = Number(answers.people_count ?? 50)
  const people = Number.isFinite(count) ? count : 50
  return {
    'entity.tz': timeZone,
    ...(country !== undefined && { 'entity.established_in': [country] }),
    ...(inEurope && { 'entity.eu_main_establishment': country }),
    // Said to be none is an answer; left open it stays an open question.
    ...(answers.abroad !== undefined &&
      answers.abroad !== 'unknown' && { 'entity.offers_or_monitors_in': offers }),
    'entity.sectors': [sector],
    'entity.classes': [
      ...(holdsData ? ['controller'] : []),
      ...(servesOthers ? ['processor'] : []),
      ...(takesCards ? ['pci_entity'] : []),
      ...(makes && inEurope ? ['cra_manufacturer'] : []),
      ...classes.flatMap(([said, found]) => (says(answers, 'special_rules', said) ? found : [])),
    ],
    role: ['controller', ...(servesOthers ? ['processor', 'msp'] : []), ...(makes ? ['manufacturer'] : [])],
    ...(makes && { product_event: ['actively_exploited_vulnerability'] }),
    ...(holdsData && {
      data_categories: [...known, ...(takesCards ? ['card_data'] : [])],
      ...(country !== undefined && {
        affected: Object.fromEntries([...new Set([country, ...abroad])].map((code) => [code, people])),
      }),
      risk_to_individuals: 'high',
      serious_harm_likely: true,
    }),
    personal_data_affected: holdsData,
    encrypted_and_key_safe: false,
    card_data_affected: takesCards,
    significant_incident: true,
    major_ict_incident: true,
    malicious_act: true,
    ...(says(answers, 'cyber_insurance', 'yes', 'no') && {
      'policy.in_force': says(answers, 'cyber_insurance', 'yes'),
    }),
    contracts: contracts.map(({ id, vendor, value, unit }) => ({
      id,
      counterparty: vendor,
      notice_value: value,
      notice_unit: unit,
      clock_start: 'became_aware_at',
    })),
    times: { detected_at: at, became_aware_at: at },
  } satisfies Partial<Record<keyof Facts, unknown>>
}
