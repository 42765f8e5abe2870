/** Incident roles: who does what in one incident, by cards that an organisation can write itself. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { shippedRoles } from './role-words.ts'

const Duty = z.string().trim().min(1).max(300)

/** A role that ships by its word, an own one by its id. */
export const RoleKey = z.union([z.enum(shippedRoles), Id])

export const RoleCard = z.object({
  role: RoleKey,
  /** '' stands for the shipped name in the reader's language. */
  name: z.string(),
  /** What this person does, in plain words. */
  duties: z.array(z.string()),
  /** What becomes a task of whoever takes the role. */
  firstTasks: z.array(z.string()),
  isOwn: z.boolean(),
  /** Whether the organisation wrote it, or wrote the shipped one anew. */
  isChanged: z.boolean(),
})
export type RoleCard = z.infer<typeof RoleCard>

const writing = {
  name: z.string().trim().max(80),
  duties: z.array(Duty).min(1).max(15),
  firstTasks: z.array(Duty).max(10).default([]),
}

export const listRoleCards = endpoint({
  name: 'listRoleCards',
  method: 'GET',
  path: '/role-cards',
  permission: 'practice.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(RoleCard), next: z.null() }),
  summary: 'List the role cards',
})

export const addRoleCard = endpoint({
  name: 'addRoleCard',
  method: 'POST',
  path: '/role-cards',
  permission: 'grading.manage',
  status: 201,
  input: z.strictObject({ ...writing, name: z.string().trim().min(1).max(80) }),
  output: RoleCard,
  summary: 'Write a role card of your own',
})

export const changeRoleCard = endpoint({
  name: 'changeRoleCard',
  method: 'PUT',
  path: '/role-cards/{role}',
  permission: 'grading.manage',
  input: z.strictObject({ role: RoleKey, ...writing }),
  output: RoleCard,
  summary: 'Write a role card anew',
})

export const dropRoleCard = endpoint({
  name: 'dropRoleCard',
  method: 'DELETE',
  path: '/role-cards/{role}',
  permission: 'grading.manage',
  input: z.strictObject({ role: RoleKey }),
  output: z.object({ items: z.array(RoleCard), next: z.null() }),
  summary: 'Take an own card out of use, or a shipped one back to its own words',
})

export const warningCodes = [
  'lead_is_technical',
  'lead_is_scribe',
  'lead_is_finance',
  'one_does_all',
  'no_deputy',
  'cannot_sign_in',
  'no_phone',
] as const

export const RoleWarning = z.object({
  code: z.enum(warningCodes),
  roles: z.array(RoleKey),
  memberId: Id.nullable(),
})
export type RoleWarning = z.infer<typeof RoleWarning>

export const IncidentRole = z.object({
  role: RoleKey,
  name: z.string(),
  duties: z.array(z.string()),
  memberId: Id.nullable(),
  deputyId: Id.nullable(),
  /** Why nobody has it, when somebody decided so. */
  emptyReason: z.string().nullable(),
  since: z.string().nullable(),
})
export type IncidentRole = z.infer<typeof IncidentRole>

export const IncidentRoles = z.object({
  items: z.array(IncidentRole),
  warnings: z.array(RoleWarning),
  /** Roles that are neither filled nor knowingly empty. */
  open: z.array(RoleKey),
  canAssign: z.boolean(),
  next: z.null(),
})
export type IncidentRoles = z.infer<typeof IncidentRoles>

export const listIncidentRoles = endpoint({
  name: 'listIncidentRoles',
  method: 'GET',
  path: '/incidents/{id}/roles',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: IncidentRoles,
  summary: 'List who does what in an incident, with warnings about risky merges',
})

export const assignRole = endpoint({
  name: 'assignRole',
  method: 'PUT',
  path: '/incidents/{id}/roles/{role}',
  permission: 'incident.assign',
  input: z.strictObject({
    id: Id,
    role: RoleKey,
    memberId: Id,
    deputyId: Id.nullable().default(null),
  }),
  output: IncidentRoles,
  summary: 'Give a role to somebody, with or without a deputy; its first tasks become theirs',
})

export const leaveRoleEmpty = endpoint({
  name: 'leaveRoleEmpty',
  method: 'POST',
  path: '/incidents/{id}/roles/{role}/vacancy',
  permission: 'incident.assign',
  status: 201,
  input: z.strictObject({ id: Id, role: RoleKey, reason: z.string().trim().min(1).max(1000) }),
  output: IncidentRoles,
  summary: 'Decide that nobody has a role, with a reason',
})

export const handOverRole = endpoint({
  name: 'handOverRole',
  method: 'POST',
  path: '/incidents/{id}/roles/{role}/handover',
  permission: 'incident.assign',
  status: 201,
  input: z.strictObject({
    id: Id,
    role: RoleKey,
    memberId: Id,
    note: z.string().trim().min(1).max(5000).describe('What is done, what is open, what worries you'),
  }),
  output: IncidentRoles,
  summary: 'Hand a role over with a note; open tasks that came with it go along',
})
