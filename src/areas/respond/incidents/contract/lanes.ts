/** Sealed lanes: words under legal privilege, and matters of staff. No export, report, review or number reads them. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'

const Text = z.string().trim().min(1).max(10_000)
export const laneKinds = ['legal', 'staff'] as const

export const Lane = z.object({
  id: Id,
  incidentId: Id,
  kind: z.enum(laneKinds),
  openedAt: z.string(),
  openedBy: z.string(),
  people: z.array(z.object({ memberId: Id, name: z.string(), isOwner: z.boolean() })),
  can: z.object({ name: z.boolean() }),
})
export type Lane = z.infer<typeof Lane>

export const listLanes = endpoint({
  name: 'listLanes',
  method: 'GET',
  path: '/incidents/{id}/lanes',
  permission: 'lane.use',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Lane), next: z.null() }),
  summary: 'The sealed lanes of an incident that one is in; others are not there',
})

export const openLane = endpoint({
  name: 'openLane',
  method: 'POST',
  path: '/incidents/{id}/lanes',
  permission: 'lane.open',
  status: 201,
  input: z.strictObject({
    id: Id,
    kind: z.enum(laneKinds),
    people: z.array(Id).max(20).default([]).describe('Who is in it beside the one who opens it'),
    counselId: Id.optional().describe(
      'Of a legal lane: the counsel who owns it; not needed when counsel opens it',
    ),
  }),
  output: Lane,
  summary: 'Open a sealed lane for legal privilege or for a matter of staff',
})

export const LaneEntry = z.object({
  number: z.number().int(),
  kind: z.string(),
  at: z.string(),
  by: z.string(),
  fields: z.record(z.string(), z.string()),
})
export type LaneEntry = z.infer<typeof LaneEntry>

export const listLaneEntries = endpoint({
  name: 'listLaneEntries',
  method: 'GET',
  path: '/incidents/{id}/lanes/{lane}/entries',
  permission: 'lane.use',
  input: z.strictObject({ id: Id, lane: Id, ...pageInput }),
  output: pageOf(LaneEntry),
  summary: 'Read a sealed lane, newest first',
})

export const addToLane = endpoint({
  name: 'addToLane',
  method: 'POST',
  path: '/incidents/{id}/lanes/{lane}/entries',
  permission: 'lane.use',
  status: 201,
  input: z.strictObject({ id: Id, lane: Id, text: Text }),
  output: Lane,
  summary: 'Write one line into a sealed lane',
})

export const decideOnNotice = endpoint({
  name: 'decideOnNotice',
  method: 'POST',
  path: '/incidents/{id}/lanes/{lane}/notice-decisions',
  permission: 'lane.use',
  status: 201,
  input: z.strictObject({
    id: Id,
    lane: Id,
    duty: z.string().trim().min(1).max(300).describe('Which duty to notify, as "GDPR Art. 33"'),
    decision: z.enum(['notify', 'no_notice']),
    reason: Text.describe('Why; the decision is signed with the name of whoever sends it'),
  }),
  output: Lane,
  summary: 'Decide in the legal lane whether a notice is due, with signed reasons',
})

export const nameInLane = endpoint({
  name: 'nameInLane',
  method: 'POST',
  path: '/incidents/{id}/lanes/{lane}/people',
  permission: 'lane.use',
  status: 201,
  input: z.strictObject({ id: Id, lane: Id, memberId: Id }),
  output: Lane,
  summary: 'Let one more person into a sealed lane; its owner alone does this',
})

export const leaveLane = endpoint({
  name: 'leaveLane',
  method: 'DELETE',
  path: '/incidents/{id}/lanes/{lane}/people/{member}',
  permission: 'lane.use',
  input: z.strictObject({ id: Id, lane: Id, member: Id }),
  output: Lane,
  summary: 'Take a person out of a sealed lane; its owner alone does this',
})
