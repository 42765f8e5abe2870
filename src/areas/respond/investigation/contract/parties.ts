/** Who is affected, inside and outside, and whether they were told. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { audiences, Line, Note, Reason, tellingWays } from './words.ts'

export const Party = z.object({
  id: Id,
  name: z.string(),
  audience: z.enum(audiences),
  addedAt: z.string(),
  toldAt: z.string().nullable(),
  toldBy: z.string().nullable(),
  toldHow: z.enum(tellingWays).nullable(),
  toldNote: z.string(),
  /** Why they are not told. */
  silenceReason: z.string().nullable(),
  silenceBy: z.string().nullable(),
  silenceAt: z.string().nullable(),
})
export type Party = z.infer<typeof Party>

export const listParties = endpoint({
  name: 'listParties',
  method: 'GET',
  path: '/incidents/{id}/parties',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Party), next: z.null() }),
  summary: 'List who is affected, and who was told',
})

export const addParty = endpoint({
  name: 'addParty',
  method: 'POST',
  path: '/incidents/{id}/parties',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({ id: Id, name: Line, audience: z.enum(audiences) }),
  output: Party,
  summary: 'Add somebody who is affected',
})

export const tellParty = endpoint({
  name: 'tellParty',
  method: 'POST',
  path: '/incidents/{id}/parties/{party}/telling',
  permission: 'incident.investigate',
  input: z.strictObject({
    id: Id,
    party: Id,
    toldAt: InstantIn,
    toldBy: z.string().trim().max(120).optional().describe('Who told them; else the sender'),
    how: z.enum(tellingWays),
    note: Note.default(''),
  }),
  output: Party,
  summary: 'Record that an affected party was told: when, by whom, how',
})

export const leavePartyUntold = endpoint({
  name: 'leavePartyUntold',
  method: 'POST',
  path: '/incidents/{id}/parties/{party}/silence',
  permission: 'incident.investigate',
  input: z.strictObject({ id: Id, party: Id, reason: Reason }),
  output: Party,
  summary: 'Record why an affected party is not told',
})
