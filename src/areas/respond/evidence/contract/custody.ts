/** Custody: who holds a thing, how long it is kept, what keeps it from being removed. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { Evidence, Sensitivity } from './evidence.ts'

const one = { id: Id, evidence: Id }
const reason = z.string().trim().min(1).max(500)
const item = '/incidents/{id}/evidence/{evidence}'

export const handoverStates = ['offered', 'received', 'declined', 'withdrawn'] as const

/** One thing on its way from a person to a person. Both say so: the giver by offering, the taker by receiving. */
export const Handover = z.object({
  id: Id,
  evidenceId: Id,
  direction: z.enum(['transfer', 'return']),
  what: z.string(),
  purpose: z.string(),
  giver: z.string(),
  taker: z.string(),
  takerContact: z.string(),
  /** Whether the taker is from outside, so that a signed paper stands for their word. */
  isOutside: z.boolean(),
  state: z.enum(handoverStates),
  offeredAt: z.string(),
  offeredBy: z.string(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  note: z.string(),
  receiptId: Id.nullable(),
  can: z.object({ settle: z.boolean(), decline: z.boolean(), withdraw: z.boolean() }),
})
export type Handover = z.infer<typeof Handover>

/** One line of custody, from the ledger: what was done with this thing, when, by whom. */
export const CustodyEntry = z.object({
  number: z.number(),
  at: z.string(),
  kind: z.string(),
  by: z.string(),
  fields: z.record(z.string(), z.string()),
})
export type CustodyEntry = z.infer<typeof CustodyEntry>

export const readCustody = endpoint({
  name: 'readCustody',
  method: 'GET',
  path: `${item}/custody`,
  permission: 'evidence.read',
  input: z.strictObject(one),
  output: z.object({ items: z.array(CustodyEntry), handovers: z.array(Handover), next: z.null() }),
  summary: 'Who did what with this evidence, from the ledger, and every hand-over of it',
})

export const copyEvidence = endpoint({
  name: 'copyEvidence',
  method: 'POST',
  path: `${item}/copies`,
  permission: 'evidence.add',
  status: 201,
  input: z.strictObject({ ...one, why: reason }),
  output: Evidence,
  summary: 'Make a working copy: hashed anew, with custody of its own, pointing to the sealed original',
})

export const classifyEvidence = endpoint({
  name: 'classifyEvidence',
  method: 'POST',
  path: `${item}/sensitivity`,
  permission: 'evidence.keep',
  input: z.strictObject({ ...one, sensitivity: Sensitivity, isSample: z.boolean(), reason }),
  output: Evidence,
  summary: 'Say how sensitive it is, and whether it is a malicious sample',
})

export const retainEvidence = endpoint({
  name: 'retainEvidence',
  method: 'POST',
  path: `${item}/retention`,
  permission: 'evidence.keep',
  input: z.strictObject({ ...one, until: InstantIn, reason }),
  output: Evidence,
  summary: 'Keep it at least until a date; an owner alone may bring the date forward',
})

export const holdEvidence = endpoint({
  name: 'holdEvidence',
  method: 'POST',
  path: `${item}/hold`,
  permission: 'evidence.keep',
  input: z.strictObject({ ...one, reason }),
  output: Evidence,
  summary: 'Place it under legal hold: nobody can remove it until an owner ends the hold',
})

export const releaseEvidence = endpoint({
  name: 'releaseEvidence',
  method: 'POST',
  path: `${item}/hold-release`,
  permission: 'evidence.remove',
  input: z.strictObject({ ...one, reason }),
  output: Evidence,
  summary: 'End the legal hold of it',
})

export const removeEvidence = endpoint({
  name: 'removeEvidence',
  method: 'POST',
  path: `${item}/removal`,
  permission: 'evidence.remove',
  input: z.strictObject({ ...one, reason }),
  output: Evidence,
  summary: 'Remove its bytes; hash, history and reason stay. Refused under hold and before its date',
})

export const offerEvidence = endpoint({
  name: 'offerEvidence',
  method: 'POST',
  path: `${item}/handovers`,
  permission: 'evidence.hand',
  status: 201,
  input: z.strictObject({
    ...one,
    direction: z.enum(['transfer', 'return']).default('transfer'),
    what: z.string().trim().min(1).max(300).describe('What changes hands, like "USB stick, serial 1234"'),
    purpose: reason,
    memberId: Id.optional().describe('The taker, when they belong to the organisation'),
    outside: z
      .strictObject({
        name: z.string().trim().min(1).max(120),
        contact: z.string().trim().min(1).max(300),
      })
      .optional()
      .describe('The taker, when they are from outside'),
  }),
  output: Handover,
  summary: 'Hand it to somebody: the giver says so here, the taker confirms',
})

const handover = { ...one, handover: Id }
const note = z.string().trim().max(500).default('')

export const receiveEvidence = endpoint({
  name: 'receiveEvidence',
  method: 'POST',
  path: `${item}/handovers/{handover}/receipt`,
  permission: 'evidence.hand',
  input: z.strictObject({
    ...handover,
    note,
    signed: Id.optional().describe('For a taker from outside: the signed receipt, sealed as evidence'),
  }),
  output: Handover,
  summary: 'Confirm that it was received: by the taker, or with the paper that a taker from outside signed',
})

export const declineHandover = endpoint({
  name: 'declineHandover',
  method: 'POST',
  path: `${item}/handovers/{handover}/refusal`,
  permission: 'evidence.hand',
  input: z.strictObject({ ...handover, note: reason }),
  output: Handover,
  summary: 'Not received: the taker declines, or the giver takes the offer back; custody stays where it was',
})

export const printReceipt = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'printReceipt',
  method: 'POST',
  path: `${item}/handovers/{handover}/printed-receipt`,
  permission: 'evidence.hand',
  input: z.strictObject(handover),
  output: z.any(),
  summary: 'The receipt as a PDF, with lines for both to sign; printing is recorded',
})
