/** API keys: one tenant each, scopes, stored hashed. */
import * as z from 'zod'
import { keyScopes } from '../../../../base/permissions.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { Line } from './organisation.ts'

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})

export const listApiKeys = endpoint({
  name: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  permission: 'key.manage',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(ApiKey),
    /** Whether assistants may come in with a key, and at which address. */
    assistants: z.object({ isOpen: z.boolean(), url: z.string() }),
  }),
  summary: 'List API keys, without their secrets, and whether assistants may come in with them',
})

export const letAssistantsIn = endpoint({
  name: 'letAssistantsIn',
  method: 'PUT',
  path: '/assistants',
  permission: 'key.manage',
  input: z.strictObject({ isOpen: z.boolean() }),
  output: z.object({ isOpen: z.boolean() }),
  summary: 'Let assistants (Model Context Protocol) in with API keys, or shut them out at once',
})

export const createApiKey = endpoint({
  name: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  permission: 'key.manage',
  status: 201,
  input: z.strictObject({
    name: Line.min(1).max(80),
    scopes: z.array(z.enum(keyScopes)).min(1).max(keyScopes.length),
    expiresAt: InstantIn.optional(),
  }),
  output: z.object({ key: ApiKey, secret: z.string() }),
  summary: 'Make an API key; its secret is shown once and stored hashed',
})

export const revokeApiKey = endpoint({
  name: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/{id}',
  permission: 'key.manage',
  input: z.strictObject({ id: Id }),
  output: z.object({ revoked: z.literal(true) }),
  summary: 'Revoke an API key at once',
})
