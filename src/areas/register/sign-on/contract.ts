/** Signing in by an organisation's own accounts: its provider, its domains, and who came in that way. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { outcomes, providerKinds, Start } from '../people/contract/own-accounts.ts'

export const factorRules = ['ours', 'theirs'] as const
export type FactorRule = (typeof factorRules)[number]

export const mostDomains = 20
export const shownAttempts = 20

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/,
    'must be a domain like example.org',
  )

const wanted = {
  kind: z.enum(providerKinds),
  name: z.string().trim().min(1).max(60).describe('On the button: how people call it'),
  issuer: z.string().trim().min(1).max(500).describe('The address of the provider, as it names itself'),
  clientId: z.string().trim().min(1).max(300),
  factor: z
    .enum(factorRules)
    .describe(
      '`ours`: our second factor is asked each time; `theirs`: not where the provider says there was one',
    ),
  joins: z.boolean().describe('New people of a proved domain join as staff'),
  isOnly: z.boolean().describe('People of a proved domain, owners excepted, sign in by the provider alone'),
}

export const Provider = z.object({
  ...wanted,
  version: z.number().int(),
  isTried: z.boolean().describe('As it stands now'),
  triedAt: z.string().nullable(),
  isOn: z.boolean(),
  failingSince: z.string().nullable(),
  trouble: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type Provider = z.infer<typeof Provider>

export const SignOnDomain = z.object({
  domain: z.string(),
  record: z.string().describe('The name of the text record'),
  value: z.string().describe('What the text record has to say'),
  checkedAt: z.string().nullable(),
  provedAt: z.string().nullable(),
})
export type SignOnDomain = z.infer<typeof SignOnDomain>

export const Attempt = z.object({
  id: Id,
  at: z.string(),
  isTrial: z.boolean(),
  outcome: z.enum(outcomes),
  memberId: Id.nullable().describe('The person here whom it was about'),
  who: z.string().nullable(),
  email: z.string(),
})

export const SignOn = z.object({
  redirectUri: z.string(),
  provider: Provider.nullable(),
  domains: z.array(SignOnDomain),
  attempts: z.array(Attempt).describe('The last ones, the newest first'),
  hasWayBack: z
    .boolean()
    .describe('An owner has a password and a second factor here, whatever the provider does'),
})
export type SignOn = z.infer<typeof SignOn>

export const readSignOn = endpoint({
  name: 'readSignOn',
  method: 'GET',
  path: '/sign-on',
  permission: 'tenant.manage',
  input: z.strictObject({}),
  output: SignOn,
  summary: 'How people sign in by the accounts of the organisation, without the secret',
})

export const setSignOnProvider = endpoint({
  name: 'setSignOnProvider',
  method: 'PUT',
  path: '/sign-on/provider',
  permission: 'tenant.manage',
  input: z.strictObject({
    ...wanted,
    version: z.number().int().min(0).describe('The one that was seen; 0 for the first'),
    secret: z.string().max(1000).optional().describe('Left out it stays, unless the provider is another'),
  }),
  output: SignOn,
  summary:
    'Connect a provider, or change it; where something else is trusted, it is off until it is tried again',
})

export const switchSignOn = endpoint({
  name: 'switchSignOn',
  method: 'POST',
  path: '/sign-on/switch',
  permission: 'tenant.manage',
  input: z.strictObject({ version: z.number().int(), isOn: z.boolean() }),
  output: SignOn,
  summary: 'Let people sign in by the provider, or no longer',
})

export const proveSignOnDomain = endpoint({
  name: 'proveSignOnDomain',
  method: 'POST',
  path: '/sign-on/domains',
  permission: 'tenant.manage',
  input: z.strictObject({ domain: Domain }),
  output: z.object({ ...SignOn.shape, found: z.enum(['added', 'proved', 'missing', 'silent']) }),
  summary: 'Name a domain, and look whether its text record says that it is yours',
})

export const dropSignOnDomain = endpoint({
  name: 'dropSignOnDomain',
  method: 'DELETE',
  path: '/sign-on/domains/{domain}',
  permission: 'tenant.manage',
  input: z.strictObject({ domain: Domain }),
  output: SignOn,
  summary: 'Take a domain away: nobody of it comes in by the provider any more',
})

export const trySignOn = endpoint({
  name: 'trySignOn',
  method: 'POST',
  path: '/sign-on/trial',
  permission: 'tenant.manage',
  status: 201,
  input: z.strictObject({}),
  output: z.object({
    start: Start.nullable(),
    trouble: z.string().nullable().describe('Why the provider could not be asked'),
  }),
  summary: 'Begin a sign-in that only shows what the provider says, and lets nobody in',
})

export const forgetSignOnLink = endpoint({
  name: 'forgetSignOnLink',
  method: 'DELETE',
  path: '/sign-on/links/{id}',
  permission: 'tenant.manage',
  input: z.strictObject({ id: Id.describe('The person') }),
  output: SignOn,
  summary:
    'Forget which account of the provider is this person: the next one with their checked address is linked',
})
