/** Profiles of an organisation's own: what whoever has one may do here, in place of their role. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { isGivable, permissions, profileRoles, type Permission } from '../../../../base/permissions.ts'
import { Line } from './organisation.ts'

const all = Object.keys(permissions) as Permission[] // Object.keys loses the literal type

/** What a profile may hold: all but what only an owner may do, and what is a guest's alone. */
export const givable = all.filter(isGivable)

const Permissions = z
  .array(z.enum(givable, { error: 'Only an owner may do this; it cannot be given away.' }))
  .max(givable.length)
  .describe('What it gives; its own account, its inbox and reporting something odd are always part of it')

export const AccessProfile = z.object({
  id: Id,
  name: z.string(),
  /** Where a rule asks for a role, whoever has this profile counts as this. */
  baseRole: z.enum(profileRoles),
  permissions: z.array(z.string()),
  version: z.number().int(),
  changedAt: z.string(),
  changedBy: z.string(),
  /** Whoever has it, suspended people too, by name; at most a hundred of them are named. */
  holders: z.array(z.object({ id: Id, name: z.string() })),
  holderCount: z.number().int(),
  can: z.object({ manage: z.boolean() }),
})
export type AccessProfile = z.infer<typeof AccessProfile>

export const listAccessProfiles = endpoint({
  name: 'listAccessProfiles',
  method: 'GET',
  path: '/access-profiles',
  permission: 'member.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(AccessProfile), next: z.null() }),
  summary:
    "List the organisation's own profiles by name, with what each may do and who has it; at most fifty",
})

export const addAccessProfile = endpoint({
  name: 'addAccessProfile',
  method: 'POST',
  path: '/access-profiles',
  permission: 'member.manage',
  status: 201,
  input: z.strictObject({
    name: Line.min(1).max(60),
    baseRole: z.enum(profileRoles),
    permissions: Permissions,
  }),
  output: AccessProfile,
  summary: 'Make a profile: a name, the role it was begun from, and what it may do',
})

export const changeAccessProfile = endpoint({
  name: 'changeAccessProfile',
  method: 'PUT',
  path: '/access-profiles/{id}',
  permission: 'member.manage',
  input: z.strictObject({
    id: Id,
    name: Line.min(1).max(60),
    permissions: Permissions,
    version: z.number().int().min(1).describe('The version you saw; refused when somebody was quicker'),
  }),
  output: AccessProfile,
  summary: 'Change a profile; it holds for everybody who has it from their next request on',
})

export const removeAccessProfile = endpoint({
  name: 'removeAccessProfile',
  method: 'DELETE',
  path: '/access-profiles/{id}',
  permission: 'member.manage',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Remove a profile that nobody has; refused with the list of who has it',
})
