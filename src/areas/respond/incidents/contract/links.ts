/** Cases that belong together: linked, merged into one, taken apart. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { statuses } from '../../../../base/incident-words.ts'
import { Incident } from './incident.ts'

const Reason = z.string().trim().min(1).max(1000)
const Number = z.int().positive().max(2_147_483_647)

/** `merged` and `split` are made by merging and splitting alone. */
export const linkKinds = ['duplicate', 'same_root', 'related'] as const
export const allLinkKinds = [...linkKinds, 'merged', 'split'] as const

export const IncidentLink = z.object({
  id: Id,
  kind: z.enum(allLinkKinds),
  /** True when this case is the one that repeats, was merged into, or was split from the other. */
  isFromHere: z.boolean(),
  incident: z.object({ id: Id, number: z.number().int(), title: z.string(), status: z.enum(statuses) }),
  linkedAt: z.string(),
  linkedBy: z.string(),
})
export type IncidentLink = z.infer<typeof IncidentLink>

export const IncidentLinks = z.object({
  items: z.array(IncidentLink),
  next: z.null(),
  /** How many other cases share the root of this one. */
  recurrences: z.number().int(),
  can: z.object({
    link: z.boolean(),
    merge: z.boolean(),
    unmerge: z.boolean(),
    split: z.boolean(),
    reopen: z.boolean(),
  }),
})

export const listIncidentLinks = endpoint({
  name: 'listIncidentLinks',
  method: 'GET',
  path: '/incidents/{id}/links',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: IncidentLinks,
  summary: 'The cases that belong to this one, as far as one may see them',
})

export const linkIncident = endpoint({
  name: 'linkIncident',
  method: 'POST',
  path: '/incidents/{id}/links',
  permission: 'incident.link',
  status: 201,
  input: z.strictObject({
    id: Id,
    number: Number.describe('Number of the other case'),
    kind: z.enum(linkKinds),
  }),
  output: IncidentLinks,
  summary: 'Link two cases: duplicate, same root, related',
})

export const unlinkIncident = endpoint({
  name: 'unlinkIncident',
  method: 'DELETE',
  path: '/incidents/{id}/links/{link}',
  permission: 'incident.link',
  input: z.strictObject({ id: Id, link: Id }),
  output: IncidentLinks,
  summary: 'Take a link back',
})

export const mergeIncident = endpoint({
  name: 'mergeIncident',
  method: 'POST',
  path: '/incidents/{id}/merger',
  permission: 'incident.merge',
  status: 201,
  input: z.strictObject({
    id: Id,
    into: Number.describe('Number of the case that goes on'),
    reason: Reason,
  }),
  output: Incident,
  summary:
    'Merge a case into another: open tasks, systems and signals go over, its record stays; can be undone for thirty days',
})

export const unmergeIncident = endpoint({
  name: 'unmergeIncident',
  method: 'DELETE',
  path: '/incidents/{id}/merger',
  permission: 'incident.merge',
  input: z.strictObject({ id: Id }),
  output: Incident,
  summary: 'Undo a merge within thirty days: what went over comes back',
})

export const splitIncident = endpoint({
  name: 'splitIncident',
  method: 'POST',
  path: '/incidents/{id}/split',
  permission: 'incident.merge',
  status: 201,
  input: z.strictObject({
    id: Id,
    title: z.string().trim().min(1).max(300),
    reason: Reason,
    tasks: z.array(Id).max(200).default([]),
    systems: z.array(Id).max(200).default([]),
    signals: z.array(Id).max(200).default([]),
  }),
  output: Incident,
  summary: 'Split a case: a new one takes these tasks, systems and signals',
})
