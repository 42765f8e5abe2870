import * as z from 'zod'
import { memberRoles } from '../../base/access.ts'
import { endpoint } from '../../base/endpoint.ts'

/** Who is signed in and where they belong; asked before any organisation is chosen. */
export const readMe = endpoint({
  name: 'readMe',
  method: 'GET',
  path: '/me',
  permission: 'account.own',
  summary: 'Who is signed in, and their organisations',
  input: z.strictObject({}),
  output: z.object({
    person: z.object({ name: z.string(), email: z.string() }),
    tenants: z.array(
      z.object({ slug: z.string(), name: z.string(), timeZone: z.string(), role: z.enum(memberRoles) }),
    ),
  }),
})

export const endSession = endpoint({
  name: 'endSession',
  method: 'DELETE',
  path: '/session',
  permission: 'account.own',
  summary: 'Sign out here',
  status: 204,
  input: z.strictObject({}),
  output: z.unknown(),
})
