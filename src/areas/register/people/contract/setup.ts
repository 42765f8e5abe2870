/** The first run; apart from the account, which its light page does not need. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Email, organisationFields, PersonName } from './organisation.ts'

export const readSetup = endpoint({
  name: 'readSetup',
  method: 'GET',
  path: '/setup',
  permission: 'public',
  input: z.strictObject({}),
  output: z.object({ open: z.boolean(), tokenNeeded: z.boolean() }),
  summary: 'Whether the first run is still to be done',
})

export const firstRun = endpoint({
  name: 'firstRun',
  method: 'POST',
  path: '/setup',
  permission: 'public',
  status: 201,
  input: z.strictObject({
    token: z
      .string()
      .max(100)
      .optional()
      .describe('The token printed at the console; needed when not on this computer'),
    organisation: z.strictObject(organisationFields),
    owner: z.strictObject({ name: PersonName, email: Email, password: z.string().max(200) }),
  }),
  output: z.object({ slug: z.string() }),
  summary: 'Create the first organisation and its owner, once',
})
