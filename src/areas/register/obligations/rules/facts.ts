/** What is known about a case, in the vocabulary of the fact base. A fact that is absent is an open question. */
import * as z from 'zod'
import { InstantIn, isTimeZone } from '../../../../base/time.ts'
import { clockStarts } from './fact-base.ts'
import { dataCategories, entityClasses, isPlace, piElements, productEvents, roles } from './vocabulary.ts'

const Code = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a country like AT or a part of one like US-CA (ISO 3166)')
  .refine(
    isPlace,
    'is no country or part of one that ISO 3166 knows (the United Kingdom is GB, Greece is GR)',
  )
const Codes = z.array(Code).max(300)
const Words = z.array(z.string().min(1).max(100)).max(100)
/** A word of no vocabulary would answer "no" to every condition without a sound. */
const listOf = <const T extends readonly string[]>(words: T) => z.array(z.enum(words)).max(100)
const Count = z.int('must be a whole number').min(0).max(10_000_000_000)
const Hours = z.number().min(0).max(100_000)
/** Keeps the offset as said; the instant is what counts. */
const Instant = z.string().max(40).pipe(InstantIn)
const Flag = z.boolean('must be true or false')

const flags = [
  'personal_data_affected',
  'encrypted_and_key_safe',
  'serious_harm_likely',
  'significant_incident',
  'major_ict_incident',
  'client_financial_interests_affected',
  'service_recipients_likely_affected',
  'malicious_act',
  'material_to_investors',
  'critical_service_affected',
  'ransom_paid',
  'card_data_affected',
  'nis2_intermediate_requested',
  'voluntary_cyber_threat_report',
  'new_material_information',
  'other_government_notice_required',
  'ransomware_deployed',
  'covered_defense_information_affected',
  'hhs_notified',
  'notice_suggests_credit_report',
  'state_directs_cra_notice',
  'serious_harm_assessment_open',
  'third_party_can_mitigate',
  'entity.canada_provincial_only',
  'material_control_weakness',
  'critical_operation_outside_tolerance',
  'cn_incident_relatively_major',
  'card_accounts_at_risk_known',
  'pfi_required',
  'authority_ordered_notice',
  'law_enforcement_delay_requested',
  'policy.in_force',
] as const

const Contract = z
  .strictObject({
    id: z.string().min(1).max(100),
    counterparty: z.string().max(200).optional(),
    our_role: z.string().max(100).optional(),
    notice_value: z.int().positive().max(1000).optional(),
    notice_unit: z
      .enum([
        'hours',
        'calendar_days',
        'business_days',
        'months',
        'without_undue_delay',
        'as_soon_as_possible',
        'immediate',
      ])
      .optional(),
    clock_start: z.enum(clockStarts).optional(),
  })
  .refine(({ notice_value: value = 0, notice_unit: unit }) => !unit?.endsWith('_days') || value <= 400, {
    path: ['notice_value'],
    message: 'must be 400 days at most',
  })
export type Contract = z.infer<typeof Contract>

const Shape = z.strictObject({
  'entity.tz': z.string().max(64).refine(isTimeZone, 'must be a time zone like Europe/Vienna'),
  'entity.established_in': Codes.optional(),
  'entity.eu_main_establishment': Code.optional(),
  'entity.offers_or_monitors_in': Codes.optional(),
  'entity.classes': listOf(entityClasses).optional(),
  'entity.sectors': Words.optional(),
  role: listOf(roles).optional(),
  data_categories: listOf(dataCategories).optional(),
  pi_elements: listOf(piElements).optional(),
  product_event: listOf(productEvents).optional(),
  affected: z.record(Code, Count).optional(),
  affected_total: Count.optional(),
  residents_affected_in: Codes.optional(),
  risk_to_individuals: z.enum(['none', 'risk', 'high']).optional(),
  ransom_paid_by_entity_in: Code.optional(),
  service_disruption_hours: Hours.optional(),
  'policy.notice_hours': Hours.optional(),
  contracts: z.array(Contract).max(500).optional(),
  contracts_count: Count.optional(),
  times: z.partialRecord(z.enum(clockStarts), Instant).default({}),
  submissions: z.record(z.string().max(200), Instant).default({}),
  ...(Object.fromEntries(flags.map((name) => [name, Flag.optional()])) as Record<
    (typeof flags)[number],
    z.ZodOptional<typeof Flag>
  >), // fromEntries forgets the names that it was given
})

export const Facts = Shape.superRefine((facts, context) => {
  for (const { path, message } of contradictionsIn(facts))
    context.addIssue({ code: 'custom', path: [...path], message })
})
export type Facts = z.infer<typeof Facts>

interface Contradiction {
  readonly path: readonly (string | number)[]
  readonly message: string
}

type Said = Pick<
  z.infer<typeof Shape>,
  'times' | 'affected' | 'affected_total' | 'contracts' | 'contracts_count'
>

/** What cannot be true together. */
function contradictionsIn({ times, affected = {}, ...said }: Said): Contradiction[] {
  const { detected_at: detected, became_aware_at: aware } = times
  const found: Contradiction[] = []
  if (detected !== undefined && aware !== undefined && aware < detected)
    found.push({
      path: ['times', 'became_aware_at'],
      message: 'must not lie before detected_at: nobody is aware of what was not detected yet',
    })
  const sums = subdivisionSums(affected)
  for (const [code, sum] of sums)
    if (sum > (affected[code] ?? Infinity))
      found.push({ path: ['affected', code], message: `must be at least ${sum}, the sum of its parts` })
  const total = totalOf(affected, sums)
  if (said.affected_total !== undefined && said.affected_total < total)
    found.push({ path: ['affected_total'], message: `must be at least ${total}, the sum of the places` })
  const ids = said.contracts?.map(({ id }) => id)
  ids?.forEach((id, at) => {
    if (ids.indexOf(id) < at)
      found.push({
        path: ['contracts', at, 'id'],
        message: `${id} stands here twice: give each contract its own id`,
      })
  })
  if (ids !== undefined && said.contracts_count !== undefined && said.contracts_count !== ids.length)
    found.push({
      path: ['contracts_count'],
      message: `must be ${ids.length}, as many as there are contracts`,
    })
  return found
}

/** Everybody counted; a country that was counted itself holds its parts. */
export function totalOf(
  affected: Readonly<Record<string, number>>,
  sums: ReadonlyMap<string, number>,
): number {
  const countries = new Set([...Object.keys(affected).filter((code) => code.length === 2), ...sums.keys()])
  return [...countries].reduce((sum, code) => sum + (affected[code] ?? sums.get(code) ?? 0), 0)
}

/** Sum of the subdivisions of each country that has any. */
export function subdivisionSums(affected: Readonly<Record<string, number>>): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [code, count] of Object.entries(affected)) {
    const country = code.slice(0, 2)
    if (code !== country) sums.set(country, (sums.get(country) ?? 0) + count)
  }
  return sums
}
