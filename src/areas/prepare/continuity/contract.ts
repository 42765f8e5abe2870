/** Continuity: plans for going on and coming back, their invocation, and what hangs on an asset. */
import * as z from 'zod'
import { Day } from '../../../base/calendar-day.ts'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'
import { InstantIn } from '../../../base/time.ts'

const Name = z.string().trim().min(1).max(200)
const Line = z.string().trim().max(300).default('')
const Reason = z.string().trim().min(1).max(1000)
/** A year. */
const Minutes = z.number().int().min(1).max(527_040)

export const planKinds = ['continuity', 'recovery'] as const

const Step = z.object({ text: z.string(), doneAt: z.string().nullable(), doneBy: z.string() })

export const Invocation = z.object({
  id: Id,
  invokedAt: z.string(),
  invokedBy: z.string(),
  decidedBy: z.string(),
  why: z.string(),
  /** Number of the incident or another name of the case; '' when there is none. */
  reference: z.string(),
  /** Since when work stands still. */
  downSince: z.string(),
  restoredAt: z.string().nullable(),
  restoredBy: z.string(),
  /** What came of it. */
  outcome: z.string(),
  /** As the plan promised when it was invoked; null when it promised nothing. */
  aimMinutes: z.number().int().nullable(),
  /** Until now while work stands still. */
  downMinutes: z.number().int(),
  /** Null without an aim. While work stands still it is true until the aim has passed. */
  isWithinAim: z.boolean().nullable(),
  steps: z.array(Step),
})
export type Invocation = z.infer<typeof Invocation>

export const ContinuityPlan = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(planKinds),
  functionId: Id.nullable(),
  /** Name of the business function; '' without one. */
  work: z.string(),
  ownerId: Id.nullable(),
  deputyId: Id.nullable(),
  /** Minutes within which work has to go on: the plan's own, else what the business function survives. */
  aimMinutes: z.number().int().nullable(),
  isOwnAim: z.boolean(),
  /** Where the paper lies. */
  place: z.string(),
  when: z.string(),
  steps: z.array(z.string()),
  triedOn: z.string().nullable(),
  reviewMonths: z.number().int(),
  /** By when somebody has to go through it; today when nobody ever did. */
  nextReviewOn: z.string(),
  isReviewDue: z.boolean(),
  /** The newest first; the first is running while it has no `restoredAt`. */
  invocations: z.array(Invocation),
})
export type ContinuityPlan = z.infer<typeof ContinuityPlan>

const planFields = {
  name: Name,
  kind: z.enum(planKinds).default('continuity'),
  functionId: Id.nullable().default(null),
  ownerId: Id.nullable().default(null),
  deputyId: Id.nullable().default(null),
  aimMinutes: Minutes.nullable().default(null),
  place: Line,
  when: z.string().trim().max(2000).default('').describe('When it is to be used'),
  steps: z.array(z.string().trim().min(1).max(500)).max(60).default([]),
  triedOn: Day.nullable().default(null),
  reviewMonths: z.number().int().min(1).max(36).default(12),
}

export const listContinuityPlans = endpoint({
  name: 'listContinuityPlans',
  method: 'GET',
  path: '/continuity-plans',
  permission: 'continuity.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(ContinuityPlan),
  summary: 'List plans for going on and coming back by name, with the last times they were used',
})

export const addContinuityPlan = endpoint({
  name: 'addContinuityPlan',
  method: 'POST',
  path: '/continuity-plans',
  permission: 'continuity.manage',
  status: 201,
  input: z.strictObject(planFields),
  output: ContinuityPlan,
  summary: 'Add a plan for going on without a system, or for its coming back',
})

export const changeContinuityPlan = endpoint({
  name: 'changeContinuityPlan',
  method: 'PUT',
  path: '/continuity-plans/{id}',
  permission: 'continuity.manage',
  input: z.strictObject({ id: Id, ...planFields }),
  output: ContinuityPlan,
  summary: 'Change a plan; an invocation that runs keeps the checklist it began with',
})

export const endContinuityPlan = endpoint({
  name: 'endContinuityPlan',
  method: 'POST',
  path: '/continuity-plans/{id}/end',
  permission: 'continuity.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: ContinuityPlan,
  summary: 'End a plan that is not running; its invocations stay on the record',
})

export const invokeContinuityPlan = endpoint({
  name: 'invokeContinuityPlan',
  method: 'POST',
  path: '/continuity-plans/{id}/invocations',
  permission: 'continuity.invoke',
  status: 201,
  input: z.strictObject({
    id: Id,
    decidedBy: Name,
    why: Reason,
    downSince: InstantIn,
    reference: Line.describe('The incident it belongs to, as INC-7'),
  }),
  output: ContinuityPlan,
  summary: 'Use a plan now: keeps who decided, when and why, and starts its checklist and its clock',
})

export const moveContinuityStep = endpoint({
  name: 'moveContinuityStep',
  method: 'POST',
  path: '/continuity-plans/{id}/invocations/{invocation}/steps',
  permission: 'continuity.invoke',
  input: z.strictObject({
    id: Id,
    invocation: Id,
    step: z.number().int().min(0).max(59).describe('Its place, from 0'),
    isDone: z.boolean(),
  }),
  output: ContinuityPlan,
  summary: 'Mark a step of a running checklist as done, or as not done after all',
})

export const restoreContinuity = endpoint({
  name: 'restoreContinuity',
  method: 'POST',
  path: '/continuity-plans/{id}/invocations/{invocation}/restoration',
  permission: 'continuity.invoke',
  input: z.strictObject({ id: Id, invocation: Id, restoredAt: InstantIn, outcome: Reason }),
  output: ContinuityPlan,
  summary: 'Say since when work goes on again; real downtime is measured against the aim',
})

const Touched = z.object({ name: z.string(), words: z.string(), path: z.string() })
export type Touched = z.infer<typeof Touched>

export const Touches = z.object({
  asset: z.object({ id: Id, name: z.string(), kind: z.string(), place: z.string() }),
  /** Business functions that stop, the first to come back first. */
  services: z.array(
    Touched.extend({ priority: z.number().int(), longestOutageMinutes: z.number().int().nullable() }),
  ),
  dataKinds: z.array(z.string()),
  /** Who notices, from the words of the business functions. */
  customers: z.array(z.object({ work: z.string(), words: z.string() })),
  suppliers: z.array(Touched),
  /** Whom the law or a contract may ask to tell; nothing here is certain. */
  duties: z.array(
    z.object({
      name: z.string(),
      law: z.string(),
      citation: z.string(),
      checkedOn: z.string(),
      isPossible: z.boolean(),
      because: z.array(z.string()),
    }),
  ),
  plans: z.array(Touched),
})
export type Touches = z.infer<typeof Touches>

export const readTouches = endpoint({
  name: 'readTouches',
  method: 'GET',
  path: '/assets/{id}/touches',
  permission: 'asset.read',
  input: z.strictObject({ id: Id }),
  output: Touches,
  summary: 'Read which services, data, customers, suppliers and legal duties hang on an asset',
})
