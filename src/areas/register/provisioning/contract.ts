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

export const Provisioning = z.object({
  url: z.string().describe('Where the directory comes in (SCIM 2.0)'),
  keys: z.array(ProvisioningKey).describe('Without their secrets, the newest first'),
  people: z.number().int().describe('How many people the directory looks after'),
  groups: z.array(ProvisionedGroup).describe('By name'),
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
