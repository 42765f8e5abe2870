/** Improvements: what becomes better after a case, a rehearsal or a review, carried to its end and checked by another. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'
import {
  effects,
  elements,
  historySteps,
  improvementKinds,
  improvementStates,
  improvementSteps,
  originKinds,
  strengths,
  targetKinds,
  verifyMethods,
} from './words.ts'

export const Title = z.string().trim().min(1).max(200)
export const Why = z.string().trim().max(2000)
const Words = z.string().trim().min(1).max(2000)
/** A section of the plan and a playbook have words for a name, everything else an id. */
export const TargetId = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'must be the name or id of something that is kept here')

export const Target = z.object({
  kind: z.enum(targetKinds),
  id: z.string(),
  /** As people call it; '' where it is not there any more. */
  name: z.string(),
  /** Where it is changed. */
  path: z.string(),
})
export type Target = z.infer<typeof Target>

export const Improvement = z.object({
  id: Id,
  title: z.string(),
  why: z.string(),
  kind: z.enum(improvementKinds),
  strength: z.enum(strengths),
  element: z.enum(elements),
  origin: z.object({
    kind: z.enum(originKinds),
    id: Id.nullable(),
    incidentId: Id.nullable(),
    /** Of the case, for whoever sees it. */
    incidentNumber: z.number().int().nullable(),
  }),
  targetKind: z.enum(targetKinds).nullable(),
  targetId: z.string().nullable(),
  ownerId: Id.nullable(),
  /** '' for nobody. */
  owner: z.string(),
  dueOn: z.string().nullable(),
  effortHours: z.number().int().nullable(),
  budgetLineId: Id.nullable(),
  /** Place among those of its origin, 1 first. */
  place: z.number().int(),
  state: z.enum(improvementStates),
  isOverdue: z.boolean(),
  /** Verified, and the day has come on which somebody says whether it helped. */
  isEffectDue: z.boolean(),
  /** The risk was carried until a day that has passed. */
  isRiskOver: z.boolean(),
  effect: z.enum(effects).nullable(),
  effectDueOn: z.string().nullable(),
  acceptedUntil: z.string().nullable(),
  /** How often it came back after it had been checked. */
  recurrences: z.number().int(),
  proposedAt: z.string(),
  proposedBy: z.string(),
  changedAt: z.string(),
})
export type Improvement = z.infer<typeof Improvement>

const Step = z.object({
  step: z.enum(historySteps),
  words: z.string(),
  takenAt: z.string(),
  takenBy: z.string(),
})

/** A change of the plan's own words that this improvement proposed, with its difference. */
export const PlanProposal = z.object({
  id: Id,
  section: z.string(),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  state: z.enum(['open', 'accepted', 'refused']),
  decision: z.string().nullable(),
  decidedBy: z.string().nullable(),
})
export type PlanProposal = z.infer<typeof PlanProposal>

/** A version of what it changes that came after it was taken on, and who said that they read it. */
export const NewerVersion = z.object({
  name: z.string(),
  at: z.string(),
  by: z.string(),
  /** Null for what nobody is asked to read. */
  readers: z.array(z.object({ name: z.string(), readAt: z.string().nullable() })).nullable(),
})
export type NewerVersion = z.infer<typeof NewerVersion>

export const ImprovementDetail = Improvement.extend({
  target: Target.nullable(),
  /** The newest first. */
  steps: z.array(Step),
  proof: z.string(),
  doneBy: z.string(),
  method: z.enum(verifyMethods).nullable(),
  finding: z.string(),
  verifiedBy: z.string(),
  settledBy: z.string(),
  settledWhy: z.string(),
  proposals: z.array(PlanProposal),
  /** The newest first. */
  versions: z.array(NewerVersion),
  /** Later cases of the same kind that whoever asks may see. */
  cameBack: z.array(
    z.object({ incidentId: Id, number: z.number().int(), title: z.string(), shared: z.array(z.string()) }),
  ),
  can: z.object({
    change: z.boolean(),
    /** What whoever asks may do with it as it stands. */
    steps: z.array(z.enum(improvementSteps)),
    proposeWords: z.boolean(),
  }),
})
export type ImprovementDetail = z.infer<typeof ImprovementDetail>

/** Parts of the list: what asks for somebody first. */
export const improvementViews = [
  'open',
  'mine',
  'overdue',
  'to_decide',
  'to_verify',
  'effect',
  'came_back',
  'settled',
] as const
export type ImprovementView = (typeof improvementViews)[number]

export const listImprovements = endpoint({
  name: 'listImprovements',
  method: 'GET',
  path: '/improvements',
  permission: 'improvement.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional().describe('Part of the title'),
    view: z.enum(improvementViews).optional().describe('`open` where it is left out'),
    originId: Id.optional().describe('Those of this review, rehearsal or case'),
  }),
  output: pageOf(Improvement).extend({
    /** How many stand in each part of the list, and what happened after they were checked; with the first page alone. */
    counts: z
      .object({
        mine: z.number().int(),
        overdue: z.number().int(),
        to_decide: z.number().int(),
        to_verify: z.number().int(),
        effect: z.number().int(),
        verified: z.number().int(),
        verifiedInTime: z.number().int(),
        came_back: z.number().int(),
      })
      .nullable(),
  }),
  summary:
    'List improvements: what is open, overdue, waits for a check, or came back after it had been checked',
})

const words = {
  title: Title.describe('What becomes better'),
  why: Why.default(''),
  kind: z.enum(improvementKinds),
  strength: z.enum(strengths).describe('From what holds by itself to what hangs on people remembering it'),
  element: z.enum(elements),
  targetKind: z.enum(targetKinds).nullable().default(null).describe('What it changes; with `targetId`'),
  targetId: TargetId.nullable().default(null),
  ownerId: Id.nullable().default(null),
  dueOn: Day.nullable().default(null),
  effortHours: z.number().int().min(1).max(10_000).nullable().default(null),
  budgetLineId: Id.nullable().default(null),
}

export const addImprovement = endpoint({
  name: 'addImprovement',
  method: 'POST',
  path: '/improvements',
  permission: 'improvement.propose',
  status: 201,
  input: z.strictObject({
    ...words,
    incidentId: Id.nullable().default(null).describe('The case it comes from; null for none'),
    ideaId: Id.nullable().default(null).describe('The idea of that case it grows from'),
  }),
  output: ImprovementDetail,
  summary: 'Propose an improvement, of a case or of none',
})

export const getImprovement = endpoint({
  name: 'getImprovement',
  method: 'GET',
  path: '/improvements/{id}',
  permission: 'improvement.read',
  input: z.strictObject({ id: Id }),
  output: ImprovementDetail,
  summary:
    'Read an improvement with its history, what it proposes to the plan, and the versions that came of it',
})

export const changeImprovement = endpoint({
  name: 'changeImprovement',
  method: 'PUT',
  path: '/improvements/{id}',
  permission: 'improvement.propose',
  input: z.strictObject({
    id: Id,
    ...words,
    place: z.number().int().min(1).max(1000).optional().describe('Place among those of its origin, 1 first'),
    basedOn: InstantIn.optional().describe(
      '`changedAt` of what was changed; refused when somebody was faster',
    ),
  }),
  output: ImprovementDetail,
  summary: 'Change the words, owner, day, object or place of an improvement',
})

export const stepImprovement = endpoint({
  name: 'stepImprovement',
  method: 'POST',
  path: '/improvements/{id}/steps',
  permission: 'improvement.work',
  status: 201,
  input: z.strictObject({
    id: Id,
    step: z.enum(improvementSteps).describe('Who leads accepts, refuses, carries a risk and opens again'),
    words: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .describe(
        'What shows it (`finish`), what was seen (`verify`, `judge`), or why; `accept` and `start` need none',
      ),
    ownerId: Id.optional().describe('For `accept`'),
    dueOn: Day.optional().describe('For `accept`'),
    targetKind: z.enum(targetKinds).optional().describe('For `accept`, with `targetId`'),
    targetId: TargetId.optional(),
    method: z.enum(verifyMethods).optional().describe('For `verify`'),
    effect: z.enum(effects).optional().describe('For `judge`; `no` opens it again'),
    until: Day.optional().describe('For `carry_risk`: the last day on which this holds'),
  }),
  output: ImprovementDetail,
  summary:
    'Take an improvement a step further: accept, start, finish, check, judge, refuse, carry the risk, open again',
})

export const proposePlanWords = endpoint({
  name: 'proposePlanWords',
  method: 'POST',
  path: '/improvements/{id}/plan-proposals',
  permission: 'plan.propose',
  status: 201,
  input: z.strictObject({
    id: Id,
    words: z.string().trim().min(1).max(20_000).describe('How the own words of the section should read'),
    reason: Words.max(1000),
  }),
  output: ImprovementDetail,
  summary: 'Propose other words for the section of the plan that an improvement changes',
})
