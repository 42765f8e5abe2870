/** What people let go to other programs from a case, and what came back. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'
import { PartId } from '../../prepare/playbooks/contract/playbook.ts'
import { purposes, ShownValue } from '../../register/connections/contract.ts'

/**
 * - `asked`: waits for a second person
 * - `ready`, `sending`: on its way
 * - `answered`, `failed`: over, with a status where there was one
 * - `unknown`: it was sent, and whether it was done must be looked up over there
 * - `dropped`: never sent
 * - `dry`: an exercise, in which nothing leaves the house
 */
export const callStates = [
  'asked',
  'ready',
  'sending',
  'answered',
  'failed',
  'unknown',
  'dropped',
  'dry',
] as const
export type CallState = (typeof callStates)[number]

export const troubles = [
  'status',
  'redirect',
  'broken_off',
  'unknown_host',
  'forbidden_address',
  'not_listed',
  'unreachable',
  'tls',
  'muted',
  'died',
  'too_late',
  'case_closed',
  'not_permitted',
  'changed',
  'declined',
] as const
export type Trouble = (typeof troubles)[number]

/** In one case; more is a job for a program of its own. */
export const mostCalls = 2000

export const Call = z.object({
  id: Id,
  connectionId: Id,
  name: z.string(),
  purpose: z.enum(purposes),
  host: z.string(),
  said: z.string().describe('The request in one line, without its secret'),
  step: z.string().nullable(),
  observableId: Id.nullable(),
  blockId: Id.nullable().describe('The standing block of the same value, where there is one'),
  given: z.array(z.object({ name: z.string(), value: z.string() })).describe('What filled its own blanks'),
  reason: z.string(),
  state: z.enum(callStates),
  trouble: z.enum(troubles).nullable(),
  askedAt: z.string(),
  askedBy: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  sentAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  status: z.number().int().nullable(),
  mediaType: z.string().nullable(),
  size: z.number().int().nullable(),
  sha256: z.string().nullable().describe('Of the bytes of the answer, as they are kept'),
  isCut: z.boolean(),
  shown: z.array(ShownValue),
  text: z.string().describe('The beginning of the answer, as text'),
  mayDecide: z.boolean(),
})
export type Call = z.infer<typeof Call>

const Reason = z.string().trim().max(1000)

export const listCalls = endpoint({
  name: 'listCalls',
  method: 'GET',
  path: '/incidents/{id}/calls',
  permission: 'incident.read',
  input: z.strictObject({
    id: Id,
    step: PartId.optional(),
    observable: Id.optional(),
    ...pageInput,
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  output: pageOf(Call),
  summary: 'What was asked of other programs in a case and what they answered, newest first',
})

export const askConnection = endpoint({
  name: 'askConnection',
  method: 'POST',
  path: '/incidents/{id}/calls',
  permission: 'connection.ask',
  status: 201,
  input: z.strictObject({
    id: Id,
    connection: Id,
    version: z.number().int().describe('The one that was shown: a changed one is refused'),
    observable: Id.optional(),
    value: z.string().trim().max(2000).optional().describe('A trace that is not listed; in its place'),
    step: PartId.optional().describe('The step of the run that names this connection'),
    inputs: z.record(z.string().max(40), z.string().trim().max(2000)).default({}),
    reason: Reason.default('').describe('Wanted for what acts, and in a restricted or TLP:RED case'),
    isConfirmed: z.boolean().default(false).describe('What will be done, or told to others, was read'),
    isAnew: z.boolean().default(false).describe('Although it was asked a moment ago'),
  }),
  output: Call,
  summary: 'Let a request to another program go',
})

export const decideCall = endpoint({
  name: 'decideCall',
  method: 'POST',
  path: '/incidents/{id}/calls/{call}/decision',
  permission: 'connection.act',
  input: z.strictObject({ id: Id, call: Id, agrees: z.boolean(), reason: Reason.default('') }),
  output: Call,
  summary: 'Agree as the second person that it acts, or not',
})

export const readCallOutput = endpoint({
  kind: 'download',
  name: 'readCallOutput',
  method: 'GET',
  path: '/incidents/{id}/calls/{call}/output',
  permission: 'incident.read',
  mediaType: 'application/octet-stream',
  input: z.strictObject({ id: Id, call: Id }),
  output: z.any(),
  summary: 'The answer of another program, byte for byte as it came',
})
