/** What has to be in order before an incident is closed: open waivers, and how strict this organisation is. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { closingAsks, Note, Reason } from './words.ts'

export const RunWaiver = z.object({
  /** Its place in the run's list, from 1. */
  waiver: z.number().int(),
  step: z.string(),
  /** What was given up and is not sealed since. */
  missing: z.array(z.string()),
  reason: z.string(),
  signedBy: z.string(),
  signedAt: z.string(),
  isOpen: z.boolean(),
  /** What its loss means, in the words of whoever settled it. */
  words: z.string().nullable(),
  settledBy: z.string().nullable(),
})
export type RunWaiver = z.infer<typeof RunWaiver>

export const listWaivers = endpoint({
  name: 'listWaivers',
  method: 'GET',
  path: '/incidents/{id}/waivers',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(RunWaiver), next: z.null() }),
  summary: 'List evidence that was given up, and whether that was settled',
})

export const settleWaiver = endpoint({
  name: 'settleWaiver',
  method: 'POST',
  path: '/incidents/{id}/waivers/{waiver}/settlement',
  permission: 'incident.close',
  status: 201,
  input: z.strictObject({
    id: Id,
    waiver: z.coerce.number().int().positive().max(10_000),
    words: Reason.describe('What the loss of this evidence means for the case'),
  }),
  output: z.object({ items: z.array(RunWaiver), next: z.null() }),
  summary: 'Settle a waiver before closing: say what its loss means',
})

export const ClosingRule = z.object({
  asks: z.enum(closingAsks),
  /** Why it was changed last; '' where it never was. */
  reason: z.string(),
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
  can: z.object({ change: z.boolean() }),
})
export type ClosingRule = z.infer<typeof ClosingRule>

export const readClosingRule = endpoint({
  name: 'readClosingRule',
  method: 'GET',
  path: '/settings/closing',
  permission: 'practice.read',
  input: z.strictObject({}),
  output: ClosingRule,
  summary: 'Read how strict closing is here',
})

export const changeClosingRule = endpoint({
  name: 'changeClosingRule',
  method: 'PUT',
  path: '/settings/closing',
  permission: 'tenant.manage',
  input: z.strictObject({
    asks: z.enum(closingAsks),
    reason: Note.default('').describe('Needed where less is asked than at serious closings'),
  }),
  output: ClosingRule,
  summary: 'Say at which closings the way in, a factor and told parties are asked for',
})
