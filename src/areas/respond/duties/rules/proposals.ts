/** What the case itself says, proposed to a person who confirms or corrects it. */
import type { IncidentKind } from '../../../../base/incident-kinds.ts'

export interface KnownCase {
  readonly kind: IncidentKind
  readonly openedAt: string
  readonly country: string
  readonly timeZone: string
  readonly sector: string
  /** What the scope sheet says. */
  readonly sheet: readonly { readonly fact: string; readonly value: unknown }[]
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
/** Fact to what is proposed for it. Nothing is concluded from what is not known: silence proposes nothing. */
export function proposalsOf(known: KnownCase): ReadonlyMap<string, unknown> {
  const { kind, openedAt, country, sheet, eea } = known
  return new Map<string, unknown>([
    ['entity.tz', known.timeZone],
    ['entity.established_in', [country]],
    ['entity.sectors', [known.sector]],
    ...(eea.includes(country) ? [['entity.eu_main_establishment', country] as const] : []),
    ['times.detected_at', openedAt],
    ['times.became_aware_at', openedAt],
    ...(hostile.includes(kind) ? [['malicious_act', true] as const] : []),
    ...(kind === 'ransomware' ? [['ransomware_deployed', true] as const] : []),
    ...sheet.map(({ fact, value }) => [fact, value] as const),
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
