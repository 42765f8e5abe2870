/** The shape of the fact base: which law or contract demands what by when. Written in `content/obligations.yaml`. */
import * as z from 'zod'

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Leaf

/** A question to one fact. Exactly one operator; a text that starts with `@` names a group of codes. */
export interface Leaf {
  readonly fact: string
  readonly op: Operator
  readonly value: unknown
}

const operators = ['eq', 'ne', 'in', 'intersects', 'gte', 'gt', 'lte', 'lt'] as const
type Operator = (typeof operators)[number]

const Leaf = z
  .record(z.string(), z.unknown())
  .refine((leaf) => typeof leaf['fact'] === 'string', 'names no fact')
  .transform((leaf, context): Leaf => {
    const [op, ...others] = operators.filter((name) => name in leaf)
    if (op === undefined || others.length > 0 || Object.keys(leaf).length !== 2) {
      context.addIssue({ code: 'custom', message: `asks ${String(leaf['fact'])} with a wrong operator` })
      return z.NEVER
    }
    return { fact: String(leaf['fact']), op, value: leaf[op] }
  })

const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition) }),
    z.strictObject({ any: z.array(Condition) }),
    z.strictObject({ not: Condition }),
    Leaf,
  ]),
)

const units = [
  'hours',
  'calendar_days',
  'business_days',
  'months',
  'without_undue_delay',
  'as_soon_as_possible',
  'immediate',
  'no_later_than_duty',
  'before_duty',
  'from_contract',
  'none',
] as const

export const clockStarts = [
  'detected_at',
  'became_aware_at',
  'determined_breach_at',
  'determined_material_at',
  'classified_major_at',
  'scope_identified_at',
  'ransom_paid_at',
  'corrective_measure_available_at',
  'individuals_notified_at',
  'notified_previous_stage_at',
  'incident_handled_at',
  'calendar_year_end',
  'contract_event',
  'determined_new_information_at',
] as const
const ClockStart = z.enum(clockStarts)
export type ClockStart = z.infer<typeof ClockStart>

const Verified = z.enum(['source-checked', 'from-knowledge'])
const Text = z.string().min(1)

const span = { value: z.int().positive().optional(), unit: z.enum(units), duty: Text.optional() }
const Deadline = z.strictObject({
  ...span,
  qualifier: Text.optional(),
  fixedRule: Text.optional(),
  calendar: Text.optional(),
  tz: Text.optional(),
  cutOff: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
  inclusiveStart: z.boolean().optional(),
  cap: z.strictObject({ ...span, clockStart: ClockStart.optional(), text: Text }).optional(),
  rollover: z
    .union([
      z.strictObject({
        rule: z.literal('noon_next_working_day'),
        calendarOf: Text,
        onlyIfDueOn: Text,
        notForClasses: z.array(Text),
      }),
      z.strictObject({ rule: z.literal('next_business_day'), calendar: Text }),
    ])
    .optional(),
})
export type Deadline = z.infer<typeof Deadline>

const Exemption = z.strictObject({ text: Text, when: Condition.optional() })

const Duty = z.strictObject({
  id: Text,
  recipient: z.strictObject({ kind: Text, name: Text, resolve: Text.optional() }),
  appliesWhen: Condition.optional(),
  exemptions: z.array(Exemption).default([]),
  fanOut: z
    .union([
      z.strictObject({
        over: z.literal('affected'),
        codes: Text.optional(),
        codesPrefix: Text.optional(),
        min: z.int().positive(),
      }),
      z.strictObject({ over: z.literal('contracts') }),
    ])
    .optional(),
  clockStart: ClockStart,
  deadline: Deadline,
  deadlineOverride: z.array(z.strictObject({ when: Condition, deadline: Deadline, text: Text })).default([]),
  previousStage: Text.optional(),
  softTarget: z.strictObject({ value: z.number(), unit: Text, basis: Text }).optional(),
  stage: z.enum([
    'early_warning',
    'initial',
    'intermediate',
    'final',
    'update',
    'individual_notice',
    'copy',
    'payment_report',
  ]),
  contentRef: Text.optional(),
  contentRequired: z.array(Text).optional(),
  contentExtra: z.array(Text).optional(),
  how: Text.optional(),
  lateConsequence: Text.optional(),
  recordOnly: z.boolean().default(false),
  voluntary: z.boolean().default(false),
  verified: Verified,
})
export type Duty = z.infer<typeof Duty>

const Regime = z.strictObject({
  id: Text,
  name: Text,
  jurisdiction: z.array(Text),
  binding: z.enum(['statutory', 'contractual', 'voluntary']),
  status: z.enum(['in_force', 'pending', 'not_in_force', 'future']),
  law: Text,
  citation: Text,
  inForceSince: z.iso.date().nullable(),
  appliesWhen: Condition,
  exemptions: z.array(Exemption).default([]),
  duties: z.array(Duty).min(1),
  verified: Verified,
  sources: z.array(z.unknown()),
  notes: Text.optional(),
  piElements: z.array(Text).optional(),
  piElementsVerified: Verified.optional(),
  vendorNotice: Text.optional(),
  remedies: z.unknown().optional(),
})
export type Regime = z.infer<typeof Regime>

export const FactBase = z.object({
  reviewedOn: z.iso.date(),
  reviewDue: z.iso.date(),
  disclaimer: Text,
  vocabulary: z.object({
    groups: z.record(z.string(), z.array(z.string().regex(/^[A-Z]{2}$/))),
    facts: z.record(z.string(), Text),
    clockStarts: z.record(z.string(), Text),
    entityClasses: z.record(z.string(), Text),
    dataCategories: z.array(Text),
    piElements: z.array(Text),
  }),
  calendars: z.record(z.string(), z.object({ note: Text.optional(), days: z.array(z.iso.date()) })),
  contentSets: z.record(z.string(), z.array(Text)),
  regimes: z.array(Regime),
  authorities: z.record(z.string(), z.unknown()),
})
export type FactBase = z.infer<typeof FactBase>
