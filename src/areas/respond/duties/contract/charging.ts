/** Whose a duty is, and what time somebody granted for it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { Board } from './board.ts'

const duty = z.string().min(1).max(320).describe('The duty, as the list of duties names it')
const Reason = z.string().trim().min(1).max(2000)

export const chargeDuty = endpoint({
  name: 'chargeDuty',
  method: 'POST',
  path: '/incidents/{id}/duty-owners',
  permission: 'duty.submit',
  status: 201,
  input: z.strictObject({ id: Id, duty, ownerId: Id.nullable().describe('null: nobody any more') }),
  output: Board,
  summary: 'Give a duty to somebody, who hears of it and is reminded',
})

export const recordDelay = endpoint({
  name: 'recordDelay',
  method: 'POST',
  path: '/incidents/{id}/duty-delays',
  permission: 'duty.decide',
  status: 201,
  input: z.strictObject({
    id: Id,
    duty,
    kind: z
      .enum(['extension', 'police'])
      .describe('Granted by the authority, or asked for by the police in writing'),
    until: InstantIn,
    grantedBy: z.string().trim().min(1).max(200).describe('Name and office of who granted it'),
    reference: z.string().trim().max(200).default(''),
    reason: Reason,
    evidenceId: Id.optional().describe('The letter, sealed in this case'),
  }),
  output: Board,
  summary: 'Record an extension, or that the police asked to wait; the clock then ends at that time',
})

export const endDelay = endpoint({
  name: 'endDelay',
  method: 'POST',
  path: '/incidents/{id}/duty-delays/{delay}/end',
  permission: 'duty.decide',
  input: z.strictObject({ id: Id, delay: Id, reason: Reason }),
  output: Board,
  summary: 'End a delay, with the reason: the clock ends when the law says again',
})
