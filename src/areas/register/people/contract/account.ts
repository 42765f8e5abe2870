/** The account of the person who is signed in. */
import * as z from 'zod'
import { permissions, type Permission } from '../../../../base/permissions.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Organisation, Role } from './organisation.ts'

export const readAccount = endpoint({
  name: 'readAccount',
  method: 'GET',
  path: '/account',
  permission: 'signed_in',
  input: z.strictObject({}),
  output: z.object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    organisations: z.array(z.object({ id: Id, slug: z.string(), name: z.string(), role: Role })),
  }),
  summary: 'Who is signed in, and where they belong',
})

export const readMe = endpoint({
  name: 'readMe',
  method: 'GET',
  path: '/me',
  permission: 'account.own',
  input: z.strictObject({}),
  output: z.object({
    memberId: Id.nullable(),
    name: z.string(),
    role: Role.nullable(),
    organisation: Organisation,
    can: z.record(z.enum(Object.keys(permissions) as [Permission, ...Permission[]]), z.boolean()), // Object.keys loses the literal type
  }),
  summary: 'Who I am in this organisation, and what I may do',
})

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/account/sessions',
  permission: 'signed_in',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        createdAt: z.string(),
        lastUsedAt: z.string(),
        userAgent: z.string(),
        address: z.string(),
        current: z.boolean(),
      }),
    ),
  }),
  summary: 'List my sessions',
})

export const revokeSession = endpoint({
  name: 'revokeSession',
  method: 'DELETE',
  path: '/account/sessions/{id}',
  permission: 'signed_in',
  input: z.strictObject({ id: z.string().max(100) }),
  output: z.object({ revoked: z.literal(true) }),
  summary: 'End one of my sessions at once',
})

export const loadDemo = endpoint({
  name: 'loadDemo',
  method: 'POST',
  path: '/demo',
  permission: 'tenant.manage',
  status: 201,
  input: z.strictObject({}),
  output: z.object({ slug: z.string() }),
  summary: 'Load a demo company beside this organisation, to look around in',
})
