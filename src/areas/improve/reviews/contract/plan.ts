/** Reviews: planned by themselves or by hand, with owner, day and agenda, until they are held or waived. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { modes, severities } from '../../../../base/incident-words.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'
import { reviewAsks, reviewForms, reviewKinds, reviewStates, reviewWhys } from './words.ts'

export const AgendaItem = z.strictObject({
  title: z.string().trim().min(1).max(200),
  minutes: z.int().min(1).max(240),
})
export type AgendaItem = z.infer<typeof AgendaItem>

export const Review = z.object({
  id: Id,
  kind: z.enum(reviewKinds),
  incidentId: Id.nullable(),
  exerciseId: Id.nullable(),
  /** Of the case; null for a rehearsal of its own. */
  number: z.number().int().nullable(),
  title: z.string(),
  mode: z.enum(modes),
  severity: z.enum(severities).nullable(),
  form: z.enum(reviewForms),
  state: z.enum(reviewStates),
  ownerId: Id.nullable(),
  /** '' for nobody. */
  owner: z.string(),
  facilitatorId: Id.nullable(),
  facilitator: z.string(),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  meetsAt: z.string().nullable(),
  why: z.enum(reviewWhys),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  endReason: z.string(),
})
export type Review = z.infer<typeof Review>

export const listReviews = endpoint({
  name: 'listReviews',
  method: 'GET',
  path: '/reviews',
  permission: 'review.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional().describe('Part of the title'),
    state: z.enum([...reviewStates, 'overdue']).optional(),
    mode: z.enum(modes).optional(),
    incidentId: Id.optional().describe('The review of this case alone'),
    mine: z.enum(['yes']).optional().describe('Those that I own or lead'),
  }),
  output: pageOf(Review),
  summary: 'List reviews of incidents, near misses and rehearsals, the earliest day first',
})

const Plan = {
  form: z.enum(reviewForms).optional().describe('By severity where it is left out'),
  ownerId: Id.optional().describe('Whoever led the case, where it is left out'),
  facilitatorId: Id.nullable().optional().describe('Not who led the case, where somebody else can'),
  dueOn: Day.optional().describe('In some working days by severity, where it is left out'),
  meetsAt: InstantIn.nullable().optional(),
}

export const planReview = endpoint({
  name: 'planReview',
  method: 'POST',
  path: '/reviews',
  permission: 'review.manage',
  status: 201,
  input: z.strictObject({ incidentId: Id, ...Plan }),
  output: Review,
  summary: 'Plan the review of a case, before it closes or after',
})

export const changeReviewPlan = endpoint({
  name: 'changeReviewPlan',
  method: 'PUT',
  path: '/reviews/{id}/plan',
  permission: 'review.manage',
  input: z.strictObject({
    id: Id,
    form: z.enum(reviewForms),
    ownerId: Id,
    facilitatorId: Id.nullable(),
    dueOn: Day,
    meetsAt: InstantIn.nullable(),
    agenda: z
      .array(AgendaItem)
      .min(1)
      .max(30)
      .nullable()
      .describe('In its order; null for the one that ships with the form'),
  }),
  output: Review,
  summary: 'Change who owns a review, who leads it, its day, form and agenda',
})

/** `open_voices` shows what those who took part said, and takes no more of it. */
export const reviewMoves = ['open_voices', 'hold', 'waive', 'reopen'] as const

export const moveReview = endpoint({
  name: 'moveReview',
  method: 'POST',
  path: '/reviews/{id}/moves',
  permission: 'review.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    move: z.enum(reviewMoves),
    reason: z.string().trim().max(1000).default('').describe('Needed to waive it and to open it again'),
  }),
  output: Review,
  summary: 'End a review as held, waive it with a reason, open it again, or open what people said',
})

export const ReviewRule = z.object({
  asks: z.enum(reviewAsks),
  reason: z.string(),
  ownerId: Id.nullable(),
  facilitatorId: Id.nullable(),
  /** Who hears of a review that is late; somebody who leads where nobody is named. */
  secondId: Id.nullable(),
  /** Working days, Monday to Friday. */
  seriousDays: z.number().int(),
  liteDays: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
  can: z.object({ change: z.boolean() }),
})
export type ReviewRule = z.infer<typeof ReviewRule>

export const readReviewRule = endpoint({
  name: 'readReviewRule',
  method: 'GET',
  path: '/settings/reviews',
  permission: 'review.read',
  input: z.strictObject({}),
  output: ReviewRule,
  summary: 'Read when reviews are planned here, by whom they are led, and what closing asks for',
})

export const changeReviewRule = endpoint({
  name: 'changeReviewRule',
  method: 'PUT',
  path: '/settings/reviews',
  permission: 'tenant.manage',
  input: z.strictObject({
    asks: z.enum(reviewAsks),
    reason: z.string().trim().max(1000).default('').describe('Needed where closing asks for nothing'),
    ownerId: Id.nullable().default(null),
    facilitatorId: Id.nullable().default(null),
    secondId: Id.nullable().default(null),
    seriousDays: z.int().min(1).max(60).default(5),
    liteDays: z.int().min(1).max(60).default(10),
  }),
  output: ReviewRule,
  summary: 'Say what closing a serious case asks for, and who owns and leads reviews here',
})
