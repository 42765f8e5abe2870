/** What an attacker may hold: accounts with their five parts, and secrets that may have to be changed. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { accountParts, partResults, secretKinds, secretStates } from './words.ts'

const Line = z.string().trim().min(1).max(300)
const Words = z.string().trim().max(1000).default('')

export const PartState = z.object({
  result: z.enum(partResults),
  note: z.string(),
  at: z.string(),
  by: z.string(),
})

export const Account = z.object({
  id: Id,
  name: z.string(),
  place: z.string(),
  holder: z.string(),
  cleared: z.partialRecord(z.enum(accountParts), PartState),
  /** All five parts cleared, or looked for and not there. */
  isReset: z.boolean(),
  addedAt: z.string(),
})
export type Account = z.infer<typeof Account>

export const addAccount = endpoint({
  name: 'addAccount',
  method: 'POST',
  path: '/incidents/{id}/accounts',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({ id: Id, name: Line, place: Words, holder: Words }),
  output: Account,
  summary: 'Add an account that may be in other hands',
})

export const clearAccountPart = endpoint({
  name: 'clearAccountPart',
  method: 'PUT',
  path: '/incidents/{id}/accounts/{account}/parts/{part}',
  permission: 'incident.system',
  input: z.strictObject({
    id: Id,
    account: Id,
    part: z.enum(accountParts),
    result: z.enum(partResults),
    note: Words,
  }),
  output: Account,
  summary: 'Say of one part of an account that it is cleared, that there is none, or that it is unknown',
})

export const Secret = z.object({
  id: Id,
  assetId: Id.nullable(),
  name: z.string(),
  kind: z.enum(secretKinds),
  dependants: z.string(),
  state: z.enum(secretStates),
  dependantsChecked: z.boolean(),
  note: z.string(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  addedAt: z.string(),
})
export type Secret = z.infer<typeof Secret>

export const addSecret = endpoint({
  name: 'addSecret',
  method: 'POST',
  path: '/incidents/{id}/secrets',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    name: Line.describe('What it opens, never the secret itself'),
    kind: z.enum(secretKinds),
    dependants: Words.describe('What stops working until it has the new one'),
    state: z.enum(['unknown', 'to_rotate']).default('unknown'),
  }),
  output: Secret,
  summary: 'Add a password, key or rule that may have to be changed',
})

export const takeInSecrets = endpoint({
  name: 'takeInSecrets',
  method: 'POST',
  path: '/incidents/{id}/secrets/inventory',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Secret), next: z.null() }),
  summary: 'Take all secrets and accounts of the register of assets into the list, each as unknown',
})

export const settleSecret = endpoint({
  name: 'settleSecret',
  method: 'POST',
  path: '/incidents/{id}/secrets/{secret}/settlement',
  permission: 'incident.system',
  input: z.strictObject({
    id: Id,
    secret: Id,
    state: z.enum(['to_rotate', 'rotated', 'not_needed']),
    dependantsChecked: z.boolean().default(false),
    note: Words,
  }),
  output: Secret,
  summary: 'Say that a secret was rotated, has to be, or need not be and why',
})
