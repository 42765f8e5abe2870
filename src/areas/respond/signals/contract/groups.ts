/** Alert groups: signals that belong together, whoever sent them, in the order in which they are to be looked at. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'
import { signalSeverities } from './severities.ts'
import { Signal } from './signals.ts'

export const groupStatuses = ['open', 'snoozed', 'dismissed', 'linked'] as const
/** What a person may make of a group; `split` takes signals out of one into a group of their own. */
export const verdicts = ['dismiss', 'restore', 'snooze', 'merge', 'unmerge', 'split'] as const

/** Why a group stands where it stands, for the screen to put into words. */
const Reason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('severity'), severity: z.enum(['critical', 'high']), count: z.number().int() }),
  z.object({ code: z.literal('steps'), steps: z.array(z.string()) }),
  z.object({ code: z.literal('rare'), count: z.number().int(), watchedDays: z.number().int() }),
  z.object({
    code: z.literal('burst'),
    name: z.string(),
    count: z.number().int(),
    usual: z.number().int(),
  }),
  z.object({ code: z.literal('machines'), count: z.number().int() }),
  z.object({ code: z.literal('learning') }),
])
export type GroupReason = z.infer<typeof Reason>

export const AlertGroup = z.object({
  id: Id,
  title: z.string(),
  status: z.enum(groupStatuses),
  /** The one source of all its signals; null for several, or for people. */
  sourceId: Id.nullable(),
  sourceName: z.string(),
  severity: z.enum(signalSeverities),
  signals: z.number().int(),
  firing: z.number().int(),
  /** How often all of it was said. */
  count: z.number().int(),
  /** Different kinds of alert. */
  kinds: z.number().int(),
  /** What most of them name: `host mail`, `address 203.0.113.7`, `account anna`, `technique T1110`. */
  things: z.array(z.string()),
  firstAt: z.string(),
  lastAt: z.string(),
  /** In words: why these signals stand together, and why they stand here. */
  because: z.string(),
  reasons: z.array(Reason),
  /** Groups that people merged into it. */
  merged: z.number().int(),
  snoozedUntil: z.string().nullable(),
  dismissedReason: z.string().nullable(),
  judgedBy: z.string().nullable(),
  /** Signals that joined since somebody judged it. */
  joinedSince: z.number().int(),
  /** It had been dismissed, and something of another kind joined. */
  isReopened: z.boolean(),
  /** Somebody whose account it names said that it was not them, and nobody has decided since. */
  isRaised: z.boolean(),
  incidentId: Id.nullable(),
  incidentNumber: z.number().int().nullable(),
})
export type AlertGroup = z.infer<typeof AlertGroup>

export const listAlertGroups = endpoint({
  name: 'listAlertGroups',
  method: 'GET',
  path: '/alert-groups',
  permission: 'signal.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional(),
    status: z.enum(groupStatuses).optional().describe('All of them unless said'),
  }),
  output: pageOf(AlertGroup).extend({
    /** What comes every day and what people taught to be noise, in the last three days: left aside, never lost. */
    ordinary: z.object({ kinds: z.number().int(), count: z.number() }),
    /** Batches that were taken in and are not grouped yet, counted up to a hundred: soon there is more to see. */
    waiting: z.number().int(),
    can: z.object({ triage: z.boolean() }),
  }),
  summary: 'List signals that belong together, the one to look at first before the others',
})

export const GroupMember = z.object({
  signal: Signal,
  count: z.number().int(),
  firstAt: z.string(),
  lastAt: z.string(),
  /** Why it stands here: it opened the group, names the same thing as another, came on several machines at once, or a person put it here. */
  joined: z.object({ by: z.enum(['first', 'thing', 'sweep', 'hand']), thing: z.string(), with: z.string() }),
})

export const getAlertGroup = endpoint({
  name: 'getAlertGroup',
  method: 'GET',
  path: '/alert-groups/{id}',
  permission: 'signal.read',
  input: z.strictObject({ id: Id }),
  output: AlertGroup.extend({
    /** The first 200 in the order in which they began. */
    members: z.array(GroupMember),
    mergedGroups: z.array(z.object({ id: Id, title: z.string(), signals: z.number().int() })),
    mergedInto: z.object({ id: Id, title: z.string() }).nullable(),
    news: z.array(z.object({ at: z.string(), joined: z.number().int(), isReopened: z.boolean() })),
    can: z.object({ triage: z.boolean() }),
  }),
  summary: 'Read one alert group: what is in it, and why each of its signals is',
})

export const judgeAlertGroups = endpoint({
  name: 'judgeAlertGroups',
  method: 'POST',
  path: '/alert-verdicts',
  permission: 'signal.triage',
  status: 201,
  input: z.strictObject({
    verdict: z.enum(verdicts),
    ids: z.array(Id).min(1).max(100).describe('The groups; of a merge, the first takes in the others'),
    reason: z.string().trim().max(500).default('').describe('Why it is dismissed; must be given then'),
    isNoise: z
      .boolean()
      .default(false)
      .describe('Dismissed, and alerts of its kinds are not to be shown again'),
    until: InstantIn.optional().describe('Until when it is snoozed, at most 90 days'),
    signalIds: z.array(Id).max(200).default([]).describe('What is split off from the one group'),
  }),
  output: z.object({
    changed: z.number().int(),
    /** The group that now holds what was merged or split off. */
    groupId: Id.nullable(),
  }),
  summary: 'Dismiss, restore, snooze, merge, take apart or split alert groups, one or many at a time',
})
