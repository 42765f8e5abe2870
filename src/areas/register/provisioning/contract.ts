/** The organisation's own directory says who is here: keys for it, and what its groups give. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { profileRoles } from '../../../base/permissions.ts'
import { InstantIn } from '../../../base/time.ts'

export const mostKeys = 10
export const mostGroups = 500
/** Nobody remembers a key that is older. */
export const longestKeyDays = 731

export const ProvisioningKey = z.object({
  id: Id,
  name: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string(),
  isOver: z.boolean(),
  lastUsedAt: z.string().nullable(),
})
export type ProvisioningKey = z.infer<typeof ProvisioningKey>

export const ProvisionedGroup = z.object({
  id: Id,
  name: z.string(),
  members: z.number().int(),
  role: z.enum(profileRoles).nullable().describe('What its members are here; null where it says nothing'),
  profileId: Id.nullable(),
  changedAt: z.string(),
})
export type ProvisionedGroup = z.infer<typeof ProvisionedGroup>

export const ldapSecurities = ['ldaps', 'starttls'] as const

const OneLine = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text')
const ldapWanted = {
  host: OneLine.max(253),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(ldapSecurities),
  bindDn: OneLine.max(500).describe('The account that reads, by its whole name'),
  base: OneLine.max(500).describe('Where people and groups are looked for'),
  filter: OneLine.max(1000).regex(/^\(.*\)$/, 'stands in brackets, as (objectClass=person)'),
}

export const Ldap = z.object({
  ...ldapWanted,
  version: z.number().int(),
  isTried: z.boolean().describe('As it stands now'),
  isOn: z.boolean(),
  readAt: z.string().nullable(),
  trouble: z.string(),
  failingSince: z.string().nullable(),
  waiting: z
    .number()
    .int()
    .describe('How many people the last reading would have switched off, and waits for you'),
})
export type Ldap = z.infer<typeof Ldap>

export const shownNames = 50

/** What a reading changed, or would. */
export const LdapReading = z.object({
  trouble: z.string().nullable().describe('Why it could not be read'),
  people: z.number().int().describe('How many it lists'),
  without: z.number().int().describe('How many it lists without an address of their own'),
  groups: z.number().int(),
  brought: z.array(z.string()),
  changed: z.array(z.string()),
  ended: z.array(z.string()).describe('Names, the first of them'),
  passedOver: z
    .array(z.string())
    .describe('Left to you: their address is of somebody else here, or of somebody whose access ended'),
  keptGroups: z
    .array(z.string())
    .describe('Groups that give a role and were not read: they stay as they are'),
  counts: z.object({
    brought: z.number().int(),
    changed: z.number().int(),
    ended: z.number().int(),
    passedOver: z.number().int(),
  }),
  isWaiting: z
    .boolean()
    .describe('It would switch off so many that a person looks first; nothing was changed'),
})
export type LdapReading = z.infer<typeof LdapReading>

export const Provisioning = z.object({
  url: z.string().describe('Where the directory comes in (SCIM 2.0)'),
  keys: z.array(ProvisioningKey).describe('Without their secrets, the newest first'),
  people: z.number().int().describe('How many people the directory looks after'),
  groups: z.array(ProvisionedGroup).describe('By name'),
  ldap: Ldap.nullable().describe('The directory that is read by LDAP, without its password'),
})
export type Provisioning = z.infer<typeof Provisioning>

export const readProvisioning = endpoint({
  name: 'readProvisioning',
  method: 'GET',
  path: '/provisioning',
  permission: 'tenant.manage',
  input: z.strictObject({}),
  output: Provisioning,
  summary: 'How the directory of the organisation brings people in, and what its groups give',
})

export const makeProvisioningKey = endpoint({
  name: 'makeProvisioningKey',
  method: 'POST',
  path: '/provisioning/keys',
  permission: 'tenant.manage',
  status: 201,
  input: z.strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text'),
    expiresAt: InstantIn.describe('Within two years'),
  }),
  output: z.object({ provisioning: Provisioning, secret: z.string() }),
  summary: 'Make a key with which a directory brings people in; its secret is shown once and stored hashed',
})

export const endProvisioningKey = endpoint({
  name: 'endProvisioningKey',
  method: 'DELETE',
  path: '/provisioning/keys/{id}',
  permission: 'tenant.manage',
  input: z.strictObject({ id: Id }),
  output: Provisioning,
  summary: 'End a provisioning key at once; the people stay as they are',
})

export const mapProvisionedGroup = endpoint({
  name: 'mapProvisionedGroup',
  method: 'PUT',
  path: '/provisioning/groups/{id}',
  permission: 'tenant.manage',
  input: z.strictObject({
    id: Id,
    role: z.enum(profileRoles).nullable().describe('Null: the group says nothing any more'),
    profileId: Id.optional().describe('A profile begun from this role'),
  }),
  output: Provisioning,
  summary: 'Say what the members of a group are here; it holds for them at once, owners excepted',
})

export const setLdapDirectory = endpoint({
  name: 'setLdapDirectory',
  method: 'PUT',
  path: '/provisioning/ldap',
  permission: 'tenant.manage',
  input: z.strictObject({
    ...ldapWanted,
    version: z.number().int().min(0).describe('The one that was seen; 0 for the first'),
    password: z
      .string()
      .max(1000)
      .optional()
      .describe('Left out it stays, unless the server or account is another'),
  }),
  output: Provisioning,
  summary: 'Connect a directory that is read by LDAP, or change it; it is off until it is tried again',
})

export const switchLdapDirectory = endpoint({
  name: 'switchLdapDirectory',
  method: 'POST',
  path: '/provisioning/ldap/switch',
  permission: 'tenant.manage',
  input: z.strictObject({ version: z.number().int(), isOn: z.boolean() }),
  output: Provisioning,
  summary: 'Let the directory be read each hour, or no longer; the people stay as they are',
})

export const readLdapDirectory = endpoint({
  name: 'readLdapDirectory',
  method: 'POST',
  path: '/provisioning/ldap/reading',
  permission: 'tenant.manage',
  input: z.strictObject({
    isTrial: z.boolean().describe('Only shows what would change'),
    mayEnd: z.number().int().min(0).optional().describe('So many may be switched off: what was shown'),
  }),
  output: z.object({ provisioning: Provisioning, reading: LdapReading }),
  summary: 'Read the directory now, as a trial or for good',
})
