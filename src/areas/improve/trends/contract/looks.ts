/** The quarterly look at the data, and the yearly report. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'

export const Quarter = z.string().regex(/^(19|20|21)\d\d-[1-4]$/, 'must look like 2026-3')
const Words = z.string().trim().max(10_000)

export const LookDecision = z.strictObject({
  text: z.string().trim().min(1).max(500),
  ownerId: Id.nullable().default(null),
  dueOn: Day.nullable().default(null),
})

const Counted = z.object({ key: z.string(), count: z.number().int() })

/** The figures that lay on the table, without restricted cases; as they stood when they were gathered. */
export const LookPack = z.object({
  taxonomy: z.string(),
  from: z.string(),
  to: z.string(),
  cases: z.number().int(),
  before: z.number().int(),
  leftOut: z.array(Counted),
  vectors: z.array(Counted),
  kinds: z.array(Counted),
  graded: z.number().int(),
  grades: z.array(Counted),
  costs: z.array(z.object({ currency: z.string(), amount: z.string(), isInvoiced: z.boolean() })),
  withCosts: z.number().int(),
})
export type LookPack = z.infer<typeof LookPack>

/** `ahead`: its day has not come. `missed`: it passed. */
export const lookStates = ['ahead', 'missed', 'held'] as const

export const Look = z.object({
  quarter: Quarter,
  dueOn: z.string(),
  state: z.enum(lookStates),
  pack: LookPack,
  gatheredAt: z.string(),
  heldOn: z.string().nullable(),
  heldBy: z.string().nullable(),
  present: z.string(),
  minutes: z.string(),
  decisions: z.array(LookDecision),
})
export type Look = z.infer<typeof Look>

export const listLooks = endpoint({
  name: 'listLooks',
  method: 'GET',
  path: '/trends/looks',
  permission: 'trend.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional().describe('Words of the minutes or of a decision'),
  }),
  output: pageOf(Look).extend({
    /** The day on which the figures of the quarter that runs are gathered. */
    gathersOn: z.string(),
    can: z.object({ hold: z.boolean() }),
  }),
  summary: 'List the quarterly looks at the data, newest first; a missed one says so',
})

export const holdLook = endpoint({
  name: 'holdLook',
  method: 'POST',
  path: '/trends/looks/{quarter}/minutes',
  permission: 'trend.manage',
  status: 201,
  input: z.strictObject({
    quarter: Quarter,
    heldOn: Day,
    present: z.string().trim().min(1).max(500).describe('Who was there'),
    minutes: Words.min(1),
    decisions: z.array(LookDecision).max(30).describe('None is an answer too, said in the minutes'),
  }),
  output: Look,
  summary: 'Keep the minutes and decisions of a quarterly look',
})

export const makeYearReport = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'makeYearReport',
  method: 'POST',
  path: '/trends/report',
  permission: 'trend.report',
  input: z.strictObject({
    year: z.number().int().min(2000).max(2199),
    language: z.enum(['en', 'de']).default('en'),
  }),
  output: z.any(),
  summary: 'Make the yearly report: ranges with their method, no restricted case, never one score',
})
