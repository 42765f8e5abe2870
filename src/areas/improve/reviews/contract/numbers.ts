/** Numbers of reviews: how many there were of what, and how each section of the plan did over time. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { modes } from '../../../../base/incident-words.ts'
import { SectionName } from '../../../prepare/plan/contract/plan.ts'
import { sectionVerdicts } from './words.ts'

const count = z.number().int()

const Counts = z.object({
  planned: count,
  overdue: count,
  held: count,
  waived: count,
  /** Held after the day on which they were due. */
  late: count,
  /** With all questions; the others had the short form. */
  full: count,
  /** Days from planning to holding; half of them took less. Null where none was held. */
  medianDays: z.number().nullable(),
})
export type ReviewCounts = z.infer<typeof Counts>

const Verdicts = z.object({ worked: count, failed: count, missing: count, not_used: count })

const SectionRecord = z.object({
  section: SectionName,
  counts: Verdicts,
  /** Failed or was missing in the last twelve months, in what everybody may know. */
  failuresInYear: count,
  /** Failed so often that it has to be looked at. */
  isForced: z.boolean(),
  /** Oldest first; a quarter in which nobody judged it is not among them. */
  quarters: z.array(Verdicts.extend({ quarter: z.string() })),
  /** The last times it was used or missed, newest first. */
  last: z.array(
    z.object({
      title: z.string(),
      mode: z.enum(modes),
      judged: z.enum(sectionVerdicts),
      words: z.string(),
      on: z.string(),
      /** Null where a rehearsal alone said it. */
      reviewId: Id.nullable(),
      /** The rehearsal; null for a case. */
      exerciseId: Id.nullable(),
    }),
  ),
})
export type SectionRecord = z.infer<typeof SectionRecord>

export const ReviewNumbers = z.object({
  from: z.string(),
  to: z.string(),
  /** Each kind by itself, whatever was asked for. */
  split: z.array(Counts.extend({ mode: z.enum(modes) })),
  /** Those that were asked for, as one. */
  joined: Counts,
  sections: z.array(SectionRecord),
})
export type ReviewNumbers = z.infer<typeof ReviewNumbers>

export const readReviewNumbers = endpoint({
  name: 'readReviewNumbers',
  method: 'GET',
  path: '/review-numbers',
  permission: 'review.read',
  input: z.strictObject({
    years: z.coerce.number().int().min(1).max(10).default(2),
    of: z
      .enum(['all', ...modes])
      .default('all')
      .describe('Incidents, rehearsals or near misses alone; else the three joined'),
  }),
  output: ReviewNumbers,
  summary: 'Read how many reviews were held, split or joined, and how each section of the plan did over time',
})
