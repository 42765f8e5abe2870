/** One review as one page: what the record knows, what people wrote, what those who took part said, and what is open. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { AgendaItem, Review } from './plan.ts'
import { partBodies } from './parts.ts'
import { ReviewRecord } from './record.ts'
import { missingThings, partNames } from './words.ts'

const standing = {
  /** 0 while nobody has written in it. */
  version: z.number().int(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
}

const Parts = z.object({
  timeline: z.object({ body: partBodies.timeline, ...standing }),
  q1: z.object({ body: partBodies.q1, ...standing }),
  q2: z.object({ body: partBodies.q2, ...standing }),
  q3: z.object({ body: partBodies.q3, ...standing }),
  q4: z.object({ body: partBodies.q4, ...standing }),
  q5: z.object({ body: partBodies.q5, ...standing }),
  q6: z.object({ body: partBodies.q6, ...standing }),
  q7: z.object({ body: partBodies.q7, ...standing }),
  q8: z.object({ body: partBodies.q8, ...standing }),
  lists: z.object({ body: partBodies.lists, ...standing }),
  q9: z.object({ body: partBodies.q9, ...standing }),
  q10: z.object({ body: partBodies.q10, ...standing }),
})

const Voice = z.object({
  kept: z.string(),
  changed: z.string(),
  surprised: z.string(),
  /** '' for who gave no name. */
  by: z.string(),
})

const Hint = z.object({
  /** Words that end an inquiry at a person, as they were found. */
  words: z.string(),
  /** Which question leads further. */
  better: z.enum(['mistake', 'care', 'ability', 'guilt']),
})
export type Hint = z.infer<typeof Hint>

const Missing = z.object({
  part: z.enum(partNames),
  what: z.enum(missingThings),
  /** How many are left. */
  count: z.number().int(),
  /** Of the step it is about; '' otherwise. */
  name: z.string(),
  sentence: z.string(),
})

const Measure = z.object({
  id: Id,
  title: z.string(),
  kind: z.string(),
  strength: z.string(),
  state: z.string(),
  owner: z.string(),
  dueOn: z.string().nullable(),
})

export const ReviewDetail = Review.extend({
  agenda: z.array(AgendaItem),
  isOwnAgenda: z.boolean(),
  parts: Parts,
  /** Null for a rehearsal whose room has no record of a case. */
  record: ReviewRecord.nullable(),
  /** Whether people are named, or called by what they did. */
  showsNames: z.boolean(),
  voices: z.object({
    count: z.number().int(),
    /** Null until somebody opens them. */
    items: z.array(Voice).nullable(),
    openedAt: z.string().nullable(),
  }),
  /** What it wants changed, with owners; carried to the end in the room of improvements. */
  measures: z.array(Measure),
  /** What must stand before it can end. */
  missing: z.array(Missing),
  /** Words that blame, part by part. */
  hints: z.array(Hint.extend({ part: z.enum(partNames) })),
  /** That whoever leads it led the case too, and somebody else could. */
  isLedByLead: z.boolean(),
  can: z.object({ write: z.boolean(), manage: z.boolean(), release: z.boolean() }),
})
export type ReviewDetail = z.infer<typeof ReviewDetail>

export const getReview = endpoint({
  name: 'getReview',
  method: 'GET',
  path: '/reviews/{id}',
  permission: 'review.read',
  input: z.strictObject({
    id: Id,
    names: z.enum(['yes']).optional().describe('Call people by their names instead of what they did'),
    language: z.enum(['en', 'de']).default('en').describe('Of the words that stand for people'),
    silence: z.coerce.number().int().min(5).max(10_080).optional().describe('Minutes without an entry'),
  }),
  output: ReviewDetail,
  summary: 'Read a review: what was really done, what people wrote about it, and what is still open',
})

export const writeReviewPart = endpoint({
  name: 'writeReviewPart',
  method: 'PUT',
  path: '/reviews/{id}/parts/{part}',
  permission: 'review.write',
  input: z.strictObject({
    id: Id,
    part: z.enum(partNames),
    basedOn: z
      .int()
      .min(0)
      .max(1_000_000)
      .describe('Version that was changed; refused when somebody was faster'),
    body: z.looseObject({}).describe('What this part holds; each has its own fields'),
  }),
  output: z.object({
    part: z.enum(partNames),
    version: z.number().int(),
    changedAt: z.string(),
    changedBy: z.string(),
    hints: z.array(Hint),
  }),
  summary: 'Write one part of a review; two people in two parts never wait for each other',
})

const Said = z.string().trim().max(2000).default('')

export const VoiceCard = z.object({
  id: Id,
  number: z.number().int().nullable(),
  title: z.string(),
  /** Answers are taken until somebody opens them, or the review ends. */
  isOpen: z.boolean(),
  /** What I said under my name; null for nothing. */
  mine: z.object({ kept: z.string(), changed: z.string(), surprised: z.string() }).nullable(),
})
export type VoiceCard = z.infer<typeof VoiceCard>

export const readVoiceCard = endpoint({
  name: 'readVoiceCard',
  method: 'GET',
  path: '/reviews/{id}/voices',
  permission: 'review.voice',
  input: z.strictObject({ id: Id }),
  output: VoiceCard,
  summary: 'Read what those who took part are asked, and what I said so far',
})

export const addVoice = endpoint({
  name: 'addVoice',
  method: 'POST',
  path: '/reviews/{id}/voices',
  permission: 'review.voice',
  status: 201,
  // Of what has no name nothing may lead back to who said it, the record included.
  isUnrecorded: true,
  input: z.strictObject({
    id: Id,
    kept: Said.describe('What should stay as it was'),
    changed: Said.describe('What should be different next time'),
    surprised: Said.describe('What was a surprise'),
    isAnonymous: z.boolean().default(false),
  }),
  output: VoiceCard,
  summary: 'Say how it went, with a name or without one; nobody reads it before all are opened',
})
