/** What the case itself says, proposed to a person who confirms or corrects it. */
import type { IncidentKind } from '../../../../base/incident-kinds.ts'

export interface KnownCase {
  readonly kind: IncidentKind
  readonly openedAt: string
  readonly country: string
  readonly timeZone: string
  readonly sector: string
  /** Kinds of data on the systems that it reached. */
  readonly dataKinds: readonly string[]
  /** The largest number of people on the scope sheet; null while nobody counted. */
  readonly people: number | null
  /** Insurance in force: hours to tell the insurer, null where the policy names none; undefined without a policy. */
  readonly noticeHours?: number | null | undefined
  /** Contracts that had a part in it and by which we owe notice. */
  readonly contracts?: readonly {
    readonly id: string
    readonly vendor: string
    readonly weTell: { readonly value: number; readonly unit: 'hours' | 'days' | 'weeks' }
  }[]
  /** Codes of the EU and the EEA. */
  readonly eea: readonly string[]
}

/** Somebody meant harm, by the kind alone. */
const hostile: readonly IncidentKind[] = [
  'business-email-compromise',
  'ddos-extortion',
  'impersonation-call',
  'insider-data-theft',
  'malicious-download',
  'phishing-campaign',
  'ransomware',
  'stolen-cloud-credentials',
  'website-compromise',
]
const categoryOf: Readonly<Record<string, readonly string[]>> = {
  customer: ['basic_contact'],
  staff: ['employee'],
  payment: ['financial', 'card_data'],
  health: ['health', 'special_category'],
  credentials: ['credentials'],
}

/** Fact to what is proposed for it. Nothing is concluded from what is not known: silence proposes nothing. */
export function proposalsOf(known: KnownCase): ReadonlyMap<string, unknown> {
  const { kind, openedAt, country, dataKinds, people, eea } = known
  const categories = [...new Set(dataKinds.flatMap((each) => categoryOf[each] ?? []))]
  return new Map<string, unknown>([
    ['entity.tz', known.timeZone],
    ['entity.established_in', [country]],
    ['entity.sectors', [known.sector]],
    ...(eea.includes(country) ? [['entity.eu_main_establishment', country] as const] : []),
    ['times.detected_at', openedAt],
    ['times.became_aware_at', openedAt],
    ...(hostile.includes(kind) ? [['malicious_act', true] as const] : []),
    ...(kind === 'ransomware' ? [['ransomware_deployed', true] as const] : []),
    ...(categories.length > 0
      ? [['personal_data_affected', true] as const, ['data_categories', categories] as const]
      : []),
    ...(people === null ? [] : [['affected_total', people] as const]),
    ...(known.noticeHours === undefined ? [] : [['policy.in_force', true] as const]),
    ...(typeof known.noticeHours === 'number' ? [['policy.notice_hours', known.noticeHours] as const] : []),
    ...((known.contracts ?? []).length > 0 ? [['contracts', contractFacts(known)] as const] : []),
  ])
}

/** As the facts of the law have them; weeks are days there. */
function contractFacts({ contracts = [] }: KnownCase): object[] {
  return contracts.map(({ id, vendor, weTell: { value, unit } }) => ({
    id,
    counterparty: vendor.slice(0, 200),
    notice_value: unit === 'weeks' ? value * 7 : value,
    notice_unit: unit === 'hours' ? 'hours' : 'calendar_days',
  }))
}
