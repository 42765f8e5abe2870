import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { InstantIn } from '../../../base/time.ts'
import { clockStarts } from './rules/fact-base.ts'
import { Facts } from './rules/facts.ts'
import { dataCategories, entityClasses, piElements, productEvents, roles } from './rules/vocabulary.ts'

export { Facts }
/** Which times start clocks; a fact `times.<name>` each. */
export const clockStartNames: readonly string[] = clockStarts
/** The words that facts with a list may use. */
export const factWords: Readonly<Record<string, readonly string[]>> = {
  'entity.classes': entityClasses,
  role: roles,
  data_categories: dataCategories,
  pi_elements: piElements,
  product_event: productEvents,
  risk_to_individuals: ['none', 'risk', 'high'],
}

const Local = z.string().meta({ format: 'date-time' })

const Explanation = z.strictObject({
  text: z.string(),
  regime: z.string(),
  law: z.string(),
  citation: z.string(),
  confirmed: z.boolean(),
  checkedOn: z.iso.date(),
  binding: z.enum(['statutory', 'contractual', 'voluntary']),
  rule: z.string(),
  start: z
    .strictObject({ from: z.string(), at: Local, standsInFor: z.enum(clockStarts).nullable() })
    .nullable(),
  facts: z.array(z.strictObject({ fact: z.string(), value: z.unknown() })),
  missing: z.array(z.string()),
  exemptions: z.array(z.string()),
  softTarget: z.string().nullable(),
  content: z.array(z.string()),
  how: z.string().nullable(),
  lateConsequence: z.string().nullable(),
  notes: z.array(z.string()),
})

export const EvaluatedDuty = z.strictObject({
  key: z.string(),
  regime: z.string(),
  recipient: z.strictObject({ kind: z.string(), name: z.string() }),
  stage: z.string(),
  dueAt: Local.nullable(),
  extendedDueAt: Local.nullable(),
  asap: z.boolean(),
  projected: z.boolean(),
  recordOnly: z.boolean(),
  voluntary: z.boolean(),
  status: z.enum(['live', 'waiting', 'possible']),
  overdue: z.boolean(),
  submittedAt: Local.nullable(),
  explanation: Explanation,
})

export type EvaluatedDuty = z.infer<typeof EvaluatedDuty>

const Question = z.strictObject({
  fact: z.string(),
  meaning: z.string(),
  keys: z.array(z.string()),
})

export const evaluateObligations = endpoint({
  name: 'evaluateObligations',
  method: 'POST',
  path: '/obligations/evaluations',
  permission: 'obligation.read',
  input: z.strictObject({ facts: Facts, now: InstantIn }),
  output: z.strictObject({
    duties: z.array(EvaluatedDuty),
    questions: z.array(Question),
    disclaimer: z.string(),
    reviewedOn: z.iso.date(),
    reviewDue: z.iso.date(),
  }),
  summary: 'Which notices a case demands, to whom and by when, with the source of each; stores nothing',
  readOnly: true,
})
