/** Budget: what preparation costs beside what it stands against, and what leaders did for it. */
import * as z from 'zod'
import { Day } from '../../../base/calendar-day.ts'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'

const Name = z.string().trim().min(1).max(200)
const Words = z.string().trim().max(2000).default('')
const Reason = z.string().trim().min(1).max(1000)
/** Whole units of the currency. */
const Amount = z.number().int().min(0).max(1_000_000_000_000)
const Hours = z.number().int().min(0).max(100_000)

export const lineKinds = ['tools', 'work', 'retainer', 'training', 'insurance', 'other'] as const
export const actKinds = [
  'exercise_attended',
  'training_taken',
  'plan_signed',
  'review_chaired',
  'rule_agreed',
] as const
export type ActKind = (typeof actKinds)[number]
/** `none`: never looked at, or never done. `old`: twelve months ago or longer. */
export const freshness = ['fresh', 'old', 'none'] as const

const ends = {
  /** A bad incident once in so many years: at least, at most. */
  everyYearsLow: z.number().int().min(1).max(100),
  everyYearsHigh: z.number().int().min(1).max(100),
  daysLow: z.number().int().min(0).max(365),
  daysHigh: z.number().int().min(0).max(365),
  /** What a day without work costs. */
  perDayLow: Amount,
  perDayHigh: Amount,
  /** Helpers, new devices, letters, fines: once each time. */
  onceLow: Amount,
  onceHigh: Amount,
}

/** From what the owner knows of the firm, each as a low and a high end. */
export const LossRange = z.strictObject(ends)
export type LossRange = z.infer<typeof LossRange>

const Line = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(lineKinds),
  planned: z.number().int(),
  spent: z.number().int(),
  plannedHours: z.number().int(),
  spentHours: z.number().int(),
  note: z.string(),
  changedAt: z.string(),
  freshness: z.enum(freshness),
})
export type Line = z.infer<typeof Line>

const Act = z.object({
  kind: z.enum(actKinds),
  /** The last time; null when never. */
  doneOn: z.string().nullable(),
  note: z.string(),
  freshness: z.enum(freshness),
})

export const Budget = z.object({
  ownerId: Id.nullable(),
  currency: z.string(),
  note: z.string(),
  reviewedOn: z.string().nullable(),
  reviewBy: z.string().nullable(),
  freshness: z.enum(freshness),
  lines: z.array(Line),
  sums: z.object({
    planned: z.number().int(),
    spent: z.number().int(),
    plannedHours: z.number().int(),
    spentHours: z.number().int(),
  }),
  loss: LossRange.nullable(),
  /** What {@link LossRange} comes to: each time, and spread over years. */
  worked: z
    .object({
      onceLow: z.number().int(),
      onceHigh: z.number().int(),
      yearLow: z.number().int(),
      yearHigh: z.number().int(),
    })
    .nullable(),
  /** Owners and leads, each with the last act of every kind. */
  leaders: z.array(z.object({ memberId: Id, name: z.string(), acts: z.array(Act) })),
  can: z.object({ manage: z.boolean() }),
})
export type Budget = z.infer<typeof Budget>

export const readBudget = endpoint({
  name: 'readBudget',
  method: 'GET',
  path: '/budget',
  permission: 'budget.read',
  input: z.strictObject({}),
  output: Budget,
  summary: 'Read planned, spent and hours beside the loss of a bad year, and what leaders did',
})

export const reviewBudget = endpoint({
  name: 'reviewBudget',
  method: 'PUT',
  path: '/budget',
  permission: 'budget.manage',
  input: z.strictObject({
    ownerId: Id.nullable().default(null),
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency like EUR'),
    note: Words,
    ...LossRange.partial().shape,
  }),
  output: Budget,
  summary: 'Look through the budget today: whose it is, and what a bad year could cost',
})

const lineFields = {
  name: Name,
  kind: z.enum(lineKinds).default('other'),
  planned: Amount.default(0),
  spent: Amount.default(0),
  plannedHours: Hours.default(0),
  spentHours: Hours.default(0),
  note: Words,
}

export const addBudgetLine = endpoint({
  name: 'addBudgetLine',
  method: 'POST',
  path: '/budget-lines',
  permission: 'budget.manage',
  status: 201,
  input: z.strictObject(lineFields),
  output: Budget,
  summary: 'Add something to the budget',
})

export const changeBudgetLine = endpoint({
  name: 'changeBudgetLine',
  method: 'PUT',
  path: '/budget-lines/{id}',
  permission: 'budget.manage',
  input: z.strictObject({ id: Id, ...lineFields }),
  output: Budget,
  summary: 'Change a line of the budget; its sums follow',
})

export const removeBudgetLine = endpoint({
  name: 'removeBudgetLine',
  method: 'POST',
  path: '/budget-lines/{id}/removal',
  permission: 'budget.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Budget,
  summary: 'Take a line out of the budget; the record keeps it',
})

export const recordLeadershipAct = endpoint({
  name: 'recordLeadershipAct',
  method: 'POST',
  path: '/leadership-acts',
  permission: 'budget.manage',
  status: 201,
  input: z.strictObject({ memberId: Id, kind: z.enum(actKinds), doneOn: Day, note: Name }),
  output: Budget,
  summary: 'Keep what somebody who leads did for preparation, and on which day',
})
