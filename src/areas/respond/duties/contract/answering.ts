/** Signing a decision, recording what was sent, and the register of both. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'
import { Answer } from './answers.ts'
import { Board } from './board.ts'

const Key = z.string().min(1).max(320).describe('The duty, or `duty:target`, as the list of duties names it')
const Reason = z.string().trim().min(1).max(4000)
const revision = z.number().int().min(0).describe('Of the facts that the signer looked at')

export const declineDuty = endpoint({
  name: 'declineDuty',
  method: 'POST',
  path: '/incidents/{id}/duty-decisions',
  permission: 'duty.decide',
  status: 201,
  input: z.strictObject({ id: Id, duty: Key, reason: Reason, revision }),
  output: Board,
  summary: 'Sign that no notice is needed, with the reason; the facts as they stand are kept with it',
})

export const submitDuty = endpoint({
  name: 'submitDuty',
  method: 'POST',
  path: '/incidents/{id}/duty-submissions',
  permission: 'duty.submit',
  status: 201,
  input: z.strictObject({
    id: Id,
    duty: Key,
    sentAt: InstantIn,
    channel: z.string().trim().min(1).max(200).describe('Form, e-mail, telephone, letter'),
    reference: z.string().trim().max(200).default('').describe('Number that the recipient gave'),
    evidenceId: Id.optional().describe('The copy of what was sent, sealed in this case'),
    lateReason: z.string().trim().max(4000).default('').describe('Must be given when it was sent late'),
  }),
  output: Board,
  summary: 'Record that a notice was sent; the stage after it starts from that time',
})

export const withdrawAnswer = endpoint({
  name: 'withdrawAnswer',
  method: 'POST',
  path: '/incidents/{id}/duty-answers/{answer}/withdrawal',
  permission: 'duty.decide',
  input: z.strictObject({ id: Id, answer: Id, reason: Reason }),
  output: Board,
  summary: 'Withdraw a decision or a record of sending, with the reason; it stays in the register',
})

/** An answer with the facts as they stood. */
export const RegisterRow = Answer.extend({ facts: z.record(z.string(), z.unknown()) })
export type RegisterRow = z.infer<typeof RegisterRow>

/** As the register is looked through: what still stands, by what it is, and what was taken back. */
export const registerStandings = ['submitted', 'declined', 'withdrawn'] as const
export type RegisterStanding = (typeof registerStandings)[number]

export const listDutyRegister = endpoint({
  name: 'listDutyRegister',
  method: 'GET',
  path: '/duty-register',
  permission: 'duty.register',
  input: z.strictObject({
    ...pageInput,
    standing: z.enum(registerStandings).optional(),
    late: z.enum(['yes']).optional().describe('Only what was sent after its time'),
  }),
  output: pageOf(RegisterRow),
  summary: 'List what was decided and sent in all cases, newest first, withdrawn ones too',
})

export const exportDutyRegister = endpoint({
  kind: 'download',
  mediaType: 'text/csv',
  name: 'exportDutyRegister',
  method: 'POST',
  path: '/duty-register/export',
  permission: 'duty.export',
  input: z.strictObject({}),
  output: z.any(),
  summary: 'Take the register out as CSV; no cell is a formula',
})
