/** House rules: what everybody keeps to. Drafted, agreed, published as versions, read and understood. */
import * as z from 'zod'
import { Day } from '../../../base/calendar-day.ts'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'
import { mostOptions, questionWords } from '../../../base/questions.ts'

const Name = z.string().trim().min(1).max(200)
const Reason = z.string().trim().min(1).max(1000)
const Number = z.number().int().min(1).max(100_000)
const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be the hash of the draft')

/** A question after reading. */
const Question = z.strictObject({
  ...questionWords,
  /** Place of the clause that it asks about, from 0. */
  clause: z.number().int().min(0).max(29),
})
/** More than two nobody answers for a page of rules. */
export const mostQuestions = 2

export const RuleContent = z.strictObject({
  summary: z.string().trim().max(1500).default('').describe('What it says, in a few plain sentences'),
  clauses: z
    .array(z.strictObject({ heading: Name, text: z.string().trim().min(1).max(3000) }))
    .max(30)
    .default([]),
  questions: z.array(Question).max(mostQuestions).default([]),
})
export type RuleContent = z.infer<typeof RuleContent>

/** A version as everybody reads it: the questions without their answers. */
const ReadableContent = RuleContent.omit({ questions: true }).extend({
  questions: z.array(Question.omit({ right: true })),
})

export const ruleStates = ['draft', 'published', 'withdrawn'] as const
/** What stands between this person and the version in force. */
export const readingStates = ['to_read', 'read', 'nothing'] as const

const Standing = z.object({
  number: z.number().int(),
  code: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  note: z.string(),
})

export const HouseRule = z.object({
  id: Id,
  name: z.string(),
  ownerId: Id.nullable(),
  state: z.enum(ruleStates),
  /** The version in force. */
  current: Standing.extend({ summary: z.string() }).nullable(),
  reviewMonths: z.number().int(),
  nextReviewOn: z.string().nullable(),
  isReviewDue: z.boolean(),
  hasDraft: z.boolean(),
  /** The one who asks was named to agree to the draft and has not. */
  awaitsMe: z.boolean(),
  reading: z.enum(readingStates),
  /** How many of those who should have read the version in force. */
  readBy: z.number().int(),
  readers: z.number().int(),
})
export type HouseRule = z.infer<typeof HouseRule>

const Draft = z.object({
  content: RuleContent,
  /** Of exactly these words; what an approver agrees to. */
  hash: z.string(),
  writtenBy: z.string(),
  writtenAt: z.string(),
  approvers: z.array(z.object({ memberId: Id, name: z.string(), approvedAt: z.string().nullable() })),
  /** What stands between it and being published, as sentences. */
  missing: z.array(z.string()),
})

export const HouseRuleDetail = HouseRule.extend({
  content: ReadableContent.nullable(),
  versions: z.array(Standing.extend({ approvals: z.array(z.string()) })),
  /** For those who write it and those who were asked to agree. */
  draft: Draft.nullable(),
  /** Where whoever may write it begins: the draft, else the version in force with its answers. */
  editable: RuleContent.nullable(),
  /** Who has still to read it, for those who look after it. */
  toRead: z.array(z.string()),
  /** Questions that were answered wrongly, by clause, worst first; for those who look after it. No person is named. */
  doubts: z.array(
    z.object({
      clause: z.string(),
      question: z.string(),
      answered: z.number().int(),
      missed: z.number().int(),
      /** Missed so often that the clause should be put in other words. */
      needsRewriting: z.boolean(),
    }),
  ),
})
export type HouseRuleDetail = z.infer<typeof HouseRuleDetail>

const draftFields = {
  name: Name,
  ownerId: Id.nullable().default(null),
  reviewMonths: z.number().int().min(1).max(36).default(12),
  approverIds: z.array(Id).max(10).default([]),
  content: RuleContent,
}

export const listHouseRules = endpoint({
  name: 'listHouseRules',
  method: 'GET',
  path: '/house-rules',
  permission: 'house_rule.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(HouseRule),
  summary: 'List house rules by name, with what the one who asks has still to read or agree to',
})

export const getHouseRule = endpoint({
  name: 'getHouseRule',
  method: 'GET',
  path: '/house-rules/{id}',
  permission: 'house_rule.read',
  input: z.strictObject({ id: Id }),
  output: HouseRuleDetail,
  summary: 'Read a house rule: the version in force, its history, and the draft where one may see it',
})

const Change = z.object({
  what: z.enum(['summary', 'clause', 'question']),
  heading: z.string(),
  state: z.enum(['added', 'removed', 'changed']),
  parts: z.array(z.object({ text: z.string(), state: z.enum(['same', 'added', 'removed']) })),
})
export type Change = z.infer<typeof Change>

export const compareHouseRule = endpoint({
  name: 'compareHouseRule',
  method: 'GET',
  path: '/house-rules/{id}/versions/{number}',
  permission: 'house_rule.read',
  input: z.strictObject({ id: Id, number: z.coerce.number().int().min(1).max(100_000) }),
  output: Standing.extend({ content: ReadableContent, changes: z.array(Change) }),
  summary: 'Read a version as it was published, and what it changed against the one before',
})

export const addHouseRule = endpoint({
  name: 'addHouseRule',
  method: 'POST',
  path: '/house-rules',
  permission: 'house_rule.manage',
  status: 201,
  input: z.strictObject(draftFields),
  output: HouseRuleDetail,
  summary: 'Begin a house rule as a draft',
})

export const saveHouseRuleDraft = endpoint({
  name: 'saveHouseRuleDraft',
  method: 'PUT',
  path: '/house-rules/{id}/draft',
  permission: 'house_rule.manage',
  input: z.strictObject({
    id: Id,
    ...draftFields,
    basedOn: Hash.nullable()
      .default(null)
      .describe('Hash of the draft from which this was written; null where there was none'),
  }),
  output: HouseRuleDetail,
  summary: 'Write the draft of a house rule; other words need to be agreed to anew',
})

export const approveHouseRule = endpoint({
  name: 'approveHouseRule',
  method: 'POST',
  path: '/house-rules/{id}/approvals',
  permission: 'house_rule.answer',
  input: z.strictObject({ id: Id, hash: Hash }),
  output: HouseRuleDetail,
  summary: 'Agree to exactly these words of a draft; only who was named may',
})

export const publishHouseRule = endpoint({
  name: 'publishHouseRule',
  method: 'POST',
  path: '/house-rules/{id}/versions',
  permission: 'house_rule.manage',
  status: 201,
  input: z.strictObject({ id: Id, note: z.string().trim().max(1000).default('').describe('What is new') }),
  output: HouseRuleDetail,
  summary: 'Publish the draft as a version that never changes, and ask everybody to read it',
})

export const reviewHouseRule = endpoint({
  name: 'reviewHouseRule',
  method: 'POST',
  path: '/house-rules/{id}/reviews',
  permission: 'house_rule.manage',
  input: z.strictObject({ id: Id, note: Reason }),
  output: HouseRuleDetail,
  summary: 'Say that a house rule was looked at and still holds',
})

export const withdrawHouseRule = endpoint({
  name: 'withdrawHouseRule',
  method: 'POST',
  path: '/house-rules/{id}/withdrawal',
  permission: 'house_rule.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: HouseRuleDetail,
  summary: 'Withdraw a house rule; its versions stay on the record',
})

export const answerHouseRule = endpoint({
  name: 'answerHouseRule',
  method: 'POST',
  path: '/house-rules/{id}/readings',
  permission: 'house_rule.answer',
  isUnrecorded: true,
  input: z.strictObject({
    id: Id,
    number: Number,
    answers: z
      .array(
        z
          .number()
          .int()
          .min(0)
          .max(mostOptions - 1),
      )
      .length(mostQuestions),
  }),
  output: z.object({
    isUnderstood: z.boolean(),
    /** Places of the clauses to read once more. */
    readAgain: z.array(z.number().int()),
  }),
  summary: 'Answer the two questions after reading; a wrong answer is counted without a name',
})

export const checkHouseRuleCode = endpoint({
  name: 'checkHouseRuleCode',
  method: 'GET',
  path: '/house-rule-codes/{code}',
  permission: 'house_rule.read',
  input: z.strictObject({ code: z.string().trim().min(4).max(40) }),
  output: z.object({
    id: Id,
    name: z.string(),
    number: z.number().int(),
    publishedOn: Day,
    state: z.enum(['current', 'superseded', 'withdrawn']),
    /** The version in force now; null when it was withdrawn. */
    current: z.number().int().nullable(),
  }),
  summary: 'Say whether a printed copy with this code is the one in force',
})

/** How a rule in force stands. Nobody is named who has not read it: they are a number. */
export interface RuleStanding {
  readonly id: string
  readonly name: string
  /** Should have been looked at by this day; null otherwise. */
  readonly reviewOver: string | null
  /** How many have not read it, though the days for it are over. */
  readonly unread: number
  readonly inForceSince: string
}
