/** Sharing: what a lead sends of a case to a server of others. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { observableKinds } from '../../../../base/observables.ts'
import { tlpLevels } from '../../../../base/tlp.ts'
import { tlpBounds } from './exchanges.ts'

/** How far MISP passes an event on: our own organisation there, this community, connected ones, all. */
export const distributions = [0, 1, 2, 3] as const
export const sharingStates = ['sending', 'sent', 'failed', 'unclear', 'withdrawing', 'withdrawn'] as const
export const mostShared = 2000

const Distribution = z.number().int().min(0).max(3)

/** How a case stands on one server. */
export const Shared = z.object({
  exchangeId: Id,
  eventUuid: z.string(),
  title: z.string(),
  tlp: z.enum(tlpBounds),
  distribution: Distribution,
  hasNotes: z.boolean(),
  isPublished: z.boolean(),
  observables: z.array(Id),
  state: z.enum(sharingStates),
  trouble: z.string().nullable(),
  sends: z.number().int(),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type Shared = z.infer<typeof Shared>

const Warning = z.object({
  exchange: z.string(),
  title: z.string(),
  value: z.string(),
  tlp: z.enum(tlpLevels).nullable(),
  lastSeen: z.string().nullable(),
  isWatched: z.boolean(),
})

export const CaseSharing = z.object({
  whyNever: z.string().nullable().describe('Why nothing of this case leaves, as it stands'),
  tlp: z.enum(tlpLevels),
  traces: z.array(
    z.object({
      id: Id,
      kind: z.enum(observableKinds),
      value: z.string(),
      verdict: z.string(),
      mayLeave: z.boolean().describe('Neither ours nor harmless nor inside'),
      known: z.array(Warning).describe('Who warns of it'),
    }),
  ),
  exchanges: z.array(
    z.object({ id: Id, name: z.string(), host: z.string(), tlpBound: z.enum(tlpBounds), isOn: z.boolean() }),
  ),
  shared: z.array(Shared),
})
export type CaseSharing = z.infer<typeof CaseSharing>

export const readSharing = endpoint({
  name: 'readSharing',
  method: 'GET',
  path: '/incidents/{id}/sharing',
  permission: 'connection.read',
  input: z.strictObject({ id: Id }),
  output: CaseSharing,
  summary: 'Which traces of a case others warn of, which may be sent to them, and what was sent',
})

export const shareIncident = endpoint({
  name: 'shareIncident',
  method: 'POST',
  path: '/incidents/{id}/sharing',
  permission: 'connection.act',
  status: 201,
  input: z.strictObject({
    id: Id,
    exchange: Id,
    title: z.string().trim().min(1).max(200).describe('What the event is called there'),
    observables: z.array(Id).min(1).max(mostShared),
    tlp: z.enum(tlpBounds),
    distribution: Distribution,
    hasNotes: z.boolean().default(false).describe('The notes of the traces go along'),
    isPublished: z.boolean().default(false).describe('Told to others at once; else it waits there'),
    seen: z
      .string()
      .max(64)
      .optional()
      .describe('`digest` of what was looked at; without it nothing is sent and the words are answered'),
  }),
  output: z.object({
    body: z.string().describe('Exactly what goes out, as JSON'),
    digest: z.string(),
    shared: Shared.nullable().describe('Null where it was only looked at'),
  }),
  summary: 'Look at what would be sent of a case; with the digest of that look, send it or send it anew',
})

export const takeBackSharing = endpoint({
  name: 'takeBackSharing',
  method: 'DELETE',
  path: '/incidents/{id}/sharing/{exchange}',
  permission: 'connection.act',
  input: z.strictObject({ id: Id, exchange: Id }),
  output: Shared,
  summary: 'Have the event of a case deleted on a server; what others read meanwhile they keep',
})
