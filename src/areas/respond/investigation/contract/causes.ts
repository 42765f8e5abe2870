/** How it began and why it could happen: the initial vector, and contributing factors as a tree. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { initialVectors } from '../../../../base/incident-words.ts'
import { Confidence, countings, factorKinds, Line, Note, Reason } from './words.ts'

export const Factor = z.object({
  id: Id,
  kind: z.enum(factorKinds),
  words: z.string(),
  confidence: Confidence,
  /** The factor that this one stands behind: what made that one possible. */
  behindId: Id.nullable(),
  addedAt: z.string(),
  addedBy: z.string(),
})
export type Factor = z.infer<typeof Factor>

export const Finding = z.object({
  vector: z.enum(initialVectors).nullable(),
  vectorConfidence: Confidence.nullable(),
  vectorNote: z.string(),
  factors: z.array(Factor),
  counting: z.enum(countings),
  countingReason: z.string(),
  /** Whether this incident belongs in numbers about what really happened. */
  counts: z.boolean(),
  /** Why it does not: its mode, or its mark. */
  leftOutAs: z.enum(['exercise', 'near_miss', 'test', 'entered_afterwards']).nullable(),
})
export type Finding = z.infer<typeof Finding>

export const readCauses = endpoint({
  name: 'readCauses',
  method: 'GET',
  path: '/incidents/{id}/causes',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Finding,
  summary: 'Read how it began and why it could happen',
})

export const nameVector = endpoint({
  name: 'nameVector',
  method: 'PUT',
  path: '/incidents/{id}/vector',
  permission: 'incident.investigate',
  input: z.strictObject({
    id: Id,
    vector: z.enum(initialVectors),
    confidence: Confidence,
    note: Note.default(''),
  }),
  output: Finding,
  summary: 'Say how it began, and how sure you are',
})

export const addFactor = endpoint({
  name: 'addFactor',
  method: 'POST',
  path: '/incidents/{id}/factors',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({
    id: Id,
    kind: z.enum(factorKinds),
    words: Line.describe('In own words; words that blame a person are refused with better ones'),
    confidence: Confidence.default('unknown'),
    behind: Id.optional().describe('The factor that this one made possible'),
  }),
  output: Finding,
  summary: 'Add a contributing factor',
})

export const withdrawFactor = endpoint({
  name: 'withdrawFactor',
  method: 'POST',
  path: '/incidents/{id}/factors/{factor}/withdrawal',
  permission: 'incident.investigate',
  input: z.strictObject({ id: Id, factor: Id, reason: Reason }),
  output: Finding,
  summary: 'Take a contributing factor back, with a reason',
})

export const markCounting = endpoint({
  name: 'markCounting',
  method: 'PUT',
  path: '/incidents/{id}/counting',
  permission: 'incident.investigate',
  input: z.strictObject({ id: Id, counting: z.enum(countings), reason: Reason }),
  output: Finding,
  summary: 'Leave an incident out of the numbers, or count it again',
})
