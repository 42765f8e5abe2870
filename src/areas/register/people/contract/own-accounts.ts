/** Coming in by the accounts of one's own organisation, as its people see it; `register/sign-on` carries it out. */
import * as z from 'zod'
import { brandFields } from '../../../../base/brand.ts'
import { endpoint } from '../../../../base/endpoint.ts'

export const providerKinds = ['entra', 'google', 'keycloak', 'other'] as const
export type ProviderKind = (typeof providerKinds)[number]
/** How coming back from a provider ended. */
export const outcomes = [
  'entered',
  'joined',
  'tried',
  'begun',
  'declined',
  'unproved',
  'failed',
  'off',
  'no_mail',
  'unverified_mail',
  'foreign_domain',
  'unknown_person',
  'suspended',
  'other_account',
  'outsider',
] as const
export type Outcome = (typeof outcomes)[number]

/** What the browser goes to, and what it keeps until it comes back. */
export const Start = z.object({ url: z.string(), key: z.string() })

export const findSignInWay = endpoint({
  name: 'findSignInWay',
  method: 'POST',
  path: '/sign-in/way',
  permission: 'public',
  readOnly: true,
  input: z.strictObject({ email: z.string().max(320) }),
  output: z.object({
    provider: z.string().nullable().describe('Of the domain of the address, whether or not anybody has it'),
    kind: z.enum(providerKinds).nullable(),
    start: Start.nullable().describe('None where the provider does not answer'),
  }),
  summary: 'How people of a domain sign in',
})

export const findSignInLook = endpoint({
  name: 'findSignInLook',
  method: 'GET',
  path: '/sign-in/look',
  permission: 'public',
  input: z.strictObject({ slug: z.string().max(63).describe('From the address of the organisation') }),
  output: z.object({
    look: z
      .object({ colour: brandFields.colour, letters: z.string() })
      .nullable()
      .describe('None unless its owner shows it to whoever knows the address'),
  }),
  summary: 'The colour and letters of an organisation, for its sign-in page',
})

export const finishSignOn = endpoint({
  name: 'finishSignOn',
  method: 'POST',
  path: '/sign-in/return',
  permission: 'public',
  input: z.strictObject({
    key: z.string().max(4000),
    search: z.string().max(8000).describe('What stood behind the ? of the address'),
  }),
  output: z.object({
    ticket: z.string().nullable().describe('For POST /api/auth/sign-in/ticket; none after a trial'),
    trial: z
      .object({
        slug: z.string(),
        isGood: z.boolean(),
        outcome: z.enum(outcomes),
        email: z.string(),
        isVerified: z.boolean(),
        hasSecondFactor: z.boolean(),
      })
      .nullable(),
  }),
  summary: 'Come back from a provider',
})
