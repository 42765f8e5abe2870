/** What people do not want to see: mutes and maintenance windows, which end by themselves, and noise that they taught. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'

export const quietSorts = ['mute', 'maintenance', 'noise'] as const

export const QuietRule = z.object({
  id: Id,
  sort: z.enum(quietSorts),
  title: z.string(),
  reason: z.string(),
  sourceId: Id.nullable(),
  sourceName: z.string(),
  /** The alert it is about; empty for any. */
  name: z.string(),
  /** The machine, account or address it is about, as `host mail`; empty for any. */
  thing: z.string(),
  startsAt: z.string(),
  /** Null for noise, which stays until it is forgotten. */
  endsAt: z.string().nullable(),
  /** Noise only: how often people dismissed it; from the third time on it is left aside. */
  dismissals: z.number().int(),
  isActive: z.boolean(),
  madeBy: z.string(),
  madeAt: z.string(),
})
export type QuietRule = z.infer<typeof QuietRule>

export const OrdinaryKind = z.object({
  name: z.string(),
  place: z.string(),
  sourceName: z.string(),
  /** In the last three days. */
  count: z.number(),
  days: z.number().int(),
})

export const listQuietRules = endpoint({
  name: 'listQuietRules',
  method: 'GET',
  path: '/quiet-rules',
  permission: 'signal.read',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(QuietRule),
    next: z.null(),
    /** The kinds of alert that came most in the last three days and stand in no group, at most 200. */
    ordinary: z.array(OrdinaryKind),
    can: z.object({ triage: z.boolean() }),
  }),
  summary: 'List what is muted, what is expected, what was learnt to be noise, and what is ordinary',
})

export const beginQuiet = endpoint({
  name: 'beginQuiet',
  method: 'POST',
  path: '/quiet-rules',
  permission: 'signal.triage',
  status: 201,
  input: z.strictObject({
    sort: z.enum(['mute', 'maintenance']),
    sourceId: Id.optional(),
    name: z.string().trim().max(300).default('').describe('The title of the alert; any alert unless said'),
    thing: z
      .string()
      .trim()
      .max(260)
      .regex(/^$|^(host|address|account) \S/, 'must begin with host, address or account and a blank')
      .default('')
      .describe('`host mail`; anything unless said'),
    reason: z.string().trim().min(1).max(500),
    startsAt: InstantIn.optional(),
    endsAt: InstantIn.describe('At most 90 days ahead'),
  }),
  output: QuietRule,
  summary: 'Mute alerts until a time, or announce a maintenance window; both end by themselves',
})

export const endQuiet = endpoint({
  name: 'endQuiet',
  method: 'DELETE',
  path: '/quiet-rules/{id}',
  permission: 'signal.triage',
  input: z.strictObject({ id: Id }),
  output: z.object({ ended: z.literal(true) }),
  summary:
    'End a mute or a window now, or forget what was learnt to be noise; what it left aside is shown again',
})
