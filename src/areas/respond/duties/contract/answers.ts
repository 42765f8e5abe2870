/** How a duty was answered: reasonedly nothing to send, or sent. */
import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'

export const Answer = z.object({
  id: Id,
  incidentId: Id,
  incidentNumber: z.number().int(),
  key: z.string(),
  kind: z.enum(['declined', 'submitted']),
  title: z.string(),
  regime: z.string(),
  citation: z.string(),
  recipient: z.string(),
  dueAt: z.string().nullable(),
  /** Why nothing is sent, or why it was sent late. */
  reason: z.string(),
  sentAt: z.string().nullable(),
  channel: z.string(),
  reference: z.string(),
  evidenceId: Id.nullable(),
  isLate: z.boolean(),
  /** SHA-256 of the facts as they stood, which the leaf of the signature holds, too. */
  factsHash: z.string(),
  factBase: z.string(),
  signedAt: z.string(),
  signedBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type Answer = z.infer<typeof Answer>
