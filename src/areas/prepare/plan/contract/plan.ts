/** The plan as it stands: what it is made of, what is missing, and who sees to what. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { chargeIds } from '../rules/words/charges.ts'
import { contactSlotIds } from '../rules/words/contacts.ts'
import { sectionKeys } from '../rules/words/sections.ts'
import { planLanguages } from '../rules/words/words.ts'
import { PlanDocument } from './document.ts'

export const SectionName = z.enum(sectionKeys)
export const ChargeName = z.enum(chargeIds)
export const ContactName = z.enum(contactSlotIds)
export const RankedName = IncidentKind.exclude(['other'])

/** Something on which a section rests has changed: the kind of the leaf, and what it was about. */
export const SectionChange = z.object({ what: z.string(), name: z.string(), at: z.string() })
export type SectionChange = z.infer<typeof SectionChange>

/** What is missing or doubtful. Those that block keep a version from being published. */
export const gapKinds = [
  'placeholder',
  'no_accountable',
  'no_deputy',
  'gone',
  'no_playbook',
  'no_kind_owner',
  'no_contact',
  'no_number',
  'no_section_owner',
  'no_review_day',
  'too_few_approvers',
  'mandate_expired',
  'powers_open',
  'right_open',
  'right_quorum',
  'role_nobody',
  'role_left',
  'role_no_deputy',
  'mandate_unsigned',
  'mandate_missing',
  'no_call_tree',
  'supplier_no_number',
  'supplier_no_night',
  'supplier_untried',
  'section_changed',
  'review_over',
  'never_exercised',
  'exercised_long_ago',
  'never_trained',
  'question_open',
  'unread',
] as const
export const Gap = z.object({
  kind: z.enum(gapKinds),
  /** What it is about: a key that screens have words for, or words that people wrote. */
  about: z.string(),
  name: z.string(),
  day: z.string(),
  count: z.number().int(),
  isBlocking: z.boolean(),
  /** Where it is mended. */
  path: z.string(),
})
export type Gap = z.infer<typeof Gap>

const Section = z.object({
  section: SectionName,
  ownerId: Id.nullable(),
  reviewOn: Day.nullable(),
  words: z.string(),
  changedSince: z.string().nullable(),
  changes: z.array(SectionChange),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
})
const ChargeRow = z.object({
  charge: ChargeName,
  accountableId: Id.nullable(),
  deputyId: Id.nullable(),
  /** Names, also of people who have no account here; '' for nobody. */
  accountable: z.string(),
  deputy: z.string(),
  /** Where it is written and changed: under Who decides, or here. */
  from: z.enum(['', 'powers']),
})
const Coverage = z.object({
  kind: RankedName,
  isPicked: z.boolean(),
  playbook: z.string(),
  edition: z.enum(['shipped', 'own']),
  ownerId: Id.nullable(),
  /** What somebody entered. */
  exercisedOn: Day.nullable(),
  trainedOn: Day.nullable(),
  /** The last rehearsal, held here or entered; null when there was none. */
  provedOn: Day.nullable(),
})
export type Coverage = z.infer<typeof Coverage>
const Contact = z.object({
  slot: ContactName,
  name: z.string(),
  phone: z.string(),
  nightPhone: z.string(),
  note: z.string(),
  /** The register that it was taken from; '' for words of somebody's own. */
  from: z.enum(['', 'insurance', 'vendors']),
  isNeeded: z.boolean(),
})

export const Plan = z.object({
  document: PlanDocument,
  /** The worst first. */
  gaps: z.array(Gap),
  sections: z.array(Section),
  charges: z.array(ChargeRow),
  coverage: z.array(Coverage),
  contacts: z.array(Contact),
  setting: z.object({ quorum: z.number().int(), language: z.enum(planLanguages) }),
  /** The version that counts; null before the first. */
  published: z.object({ version: z.number().int(), publishedAt: z.string(), code: z.string() }).nullable(),
  /** A version that waits for approval. */
  waiting: z.number().int().nullable(),
  /** Whether anything differs from the version that counts. */
  hasChanged: z.boolean(),
})
export type Plan = z.infer<typeof Plan>

export const readPlan = endpoint({
  name: 'readPlan',
  method: 'GET',
  path: '/plan',
  permission: 'plan.prepare',
  input: z.strictObject({ language: z.enum(planLanguages).optional().describe('Absent: as it is set') }),
  output: Plan,
  summary: 'Read the plan as it stands today, with the list of what is missing',
})

const Line = z.string().trim().max(200)

export const changePlan = endpoint({
  name: 'changePlan',
  method: 'PUT',
  path: '/plan',
  permission: 'plan.edit',
  input: z.strictObject({
    sections: z
      .array(
        z.strictObject({
          section: SectionName,
          ownerId: Id.nullable().optional(),
          reviewOn: Day.nullable().optional(),
          words: z.string().max(20_000).optional(),
          wordsBefore: z
            .string()
            .max(20_000)
            .optional()
            .describe('The words that were changed: others that stand there meanwhile are not written over'),
          /** Somebody looked at it and stands by it: it needs no review until something changes again. */
          isReviewed: z.literal(true).optional(),
        }),
      )
      .max(sectionKeys.length)
      .default([]),
    charges: z
      .array(z.strictObject({ charge: ChargeName, accountableId: Id.nullable(), deputyId: Id.nullable() }))
      .max(chargeIds.length)
      .default([]),
    coverage: z
      .array(
        z.strictObject({
          kind: RankedName,
          ownerId: Id.nullable().optional(),
          exercisedOn: Day.nullable().optional(),
          trainedOn: Day.nullable().optional(),
        }),
      )
      .max(20)
      .default([]),
    contacts: z
      .array(
        z.strictObject({
          slot: ContactName,
          name: Line,
          phone: Line,
          nightPhone: Line.default(''),
          note: Line.default(''),
        }),
      )
      .max(contactSlotIds.length)
      .default([]),
    setting: z.strictObject({ quorum: z.int().min(1).max(9), language: z.enum(planLanguages) }).optional(),
    /** Fills what is still empty with a proposal: who does what by their roles here, reviews in a year. */
    fillEmpty: z.boolean().default(false),
  }),
  output: Plan,
  summary: 'Change what the plan is made of: owners, days, own words, who answers for what, contacts',
})
