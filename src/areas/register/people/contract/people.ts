/** People, their roles and keys, and the organisation they belong to. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { brandFields } from '../../../../base/brand.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { auditGroups } from './audit-groups.ts'
import {
  Email,
  Line,
  Organisation,
  organisationFields,
  OwnRole,
  PersonName,
  Role,
  signInLooks,
} from './organisation.ts'

const Reason = Line.min(1).max(500)
const Phone = z
  .string()
  .trim()
  .max(40)
  .regex(/^[+0-9 ()/.-]*$/, 'may hold digits, blanks and + ( ) / . -')

export const Member = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  /** A profile of the organisation's own, which says what this person may do in place of the role. */
  profile: z.object({ id: Id, name: z.string() }).nullable(),
  /** What that profile gives; null without one. */
  granted: z.array(z.string()).nullable(),
  status: z.enum(['invited', 'active', 'suspended']),
  phone: z.string(),
  nightPhone: z.string(),
  joinedAt: z.string().nullable(),
  can: z.object({ manage: z.boolean() }),
})
export type Member = z.infer<typeof Member>

export const readOrganisation = endpoint({
  name: 'readOrganisation',
  method: 'GET',
  path: '/organisation',
  permission: 'tenant.read',
  input: z.strictObject({}),
  output: Organisation,
  summary: 'Read the organisation',
})

export const changeOrganisation = endpoint({
  name: 'changeOrganisation',
  method: 'PUT',
  path: '/organisation',
  permission: 'tenant.manage',
  input: z.strictObject({
    ...organisationFields,
    colour: brandFields.colour.optional(),
    mark: brandFields.mark.optional().describe('Up to three letters; as it was unless said'),
    signInLook: z.enum(signInLooks).optional().describe('As it was unless said'),
  }),
  output: Organisation,
  summary: 'Change the organisation',
})

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/members',
  permission: 'member.read',
  input: z.strictObject({
    ...pageInput,
    q: Line.max(100).optional(),
    role: Role.optional(),
    id: Id.optional().describe('This person alone'),
  }),
  output: pageOf(Member),
  summary: 'List the people of the organisation',
})

export const inviteMember = endpoint({
  name: 'inviteMember',
  method: 'POST',
  path: '/members',
  permission: 'member.manage',
  status: 201,
  input: z.strictObject({
    name: PersonName,
    email: Email,
    role: OwnRole,
    profileId: Id.optional().describe('A profile begun from this role'),
    phone: Phone.default(''),
    nightPhone: Phone.default(''),
  }),
  output: z.object({ member: Member, inviteUrl: z.string() }),
  summary: 'Invite a person; the link is shown once and is valid for seven days',
})

export const renewInvitation = endpoint({
  name: 'renewInvitation',
  method: 'POST',
  path: '/members/{id}/invitation',
  permission: 'member.manage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({ member: Member, inviteUrl: z.string() }),
  summary: 'Make a new invitation link; the old one stops working',
})

export const changeMemberContact = endpoint({
  name: 'changeMemberContact',
  method: 'PUT',
  path: '/members/{id}/contact',
  permission: 'member.manage',
  input: z.strictObject({ id: Id, name: PersonName, phone: Phone, nightPhone: Phone }),
  output: Member,
  summary: 'Change how a person is reached',
})

export const changeMemberRole = endpoint({
  name: 'changeMemberRole',
  method: 'POST',
  path: '/members/{id}/role',
  permission: 'member.manage',
  input: z.strictObject({
    id: Id,
    role: OwnRole,
    profileId: Id.optional().describe(
      'A profile begun from this role; what it says counts in place of the role',
    ),
    reason: Reason,
  }),
  output: Member,
  summary: "Change a person's role, perhaps to a profile of your own; it holds from their next request on",
})

export const suspendMember = endpoint({
  name: 'suspendMember',
  method: 'POST',
  path: '/members/{id}/suspension',
  permission: 'member.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    reason: Reason,
    atOnce: z
      .boolean()
      .default(false)
      .describe('Although roles or things hang on this person: for an account in wrong hands'),
  }),
  output: Member,
  summary:
    'Suspend a person: no access from their next request on; refused with the list of what hangs on them, unless it has to be at once',
})

export const restoreMember = endpoint({
  name: 'restoreMember',
  method: 'DELETE',
  path: '/members/{id}/suspension',
  permission: 'member.manage',
  input: z.strictObject({ id: Id }),
  output: Member,
  summary: 'Let a suspended person in again',
})

export const readInvitation = endpoint({
  name: 'readInvitation',
  method: 'GET',
  path: '/invitations/{token}',
  permission: 'public',
  input: z.strictObject({ token: z.string().max(100) }),
  output: z.object({
    organisation: z.string(),
    name: z.string(),
    email: z.string(),
    role: Role,
    /** `join` the organisation, or `recover`: choose a new password after the host let the person back in. */
    purpose: z.enum(['join', 'recover']),
    /** True when one joins signed in, and with no new password. */
    hasAccount: z.boolean(),
  }),
  summary: 'What an invitation link is for',
})

export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/invitations/{token}/acceptance',
  permission: 'public',
  status: 201,
  input: z.strictObject({ token: z.string().max(100), password: z.string().max(200).optional() }),
  output: z.object({ slug: z.string(), email: z.string() }),
  summary: 'Accept an invitation: with a new password, or signed in as the invited person',
})

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/audit',
  permission: 'audit.read',
  input: z.strictObject({ ...pageInput, about: z.enum(auditGroups).optional() }),
  output: pageOf(
    z.object({
      index: z.number(),
      number: z.number(),
      kind: z.string(),
      at: z.string(),
      by: z.string(),
      fields: z.record(z.string(), z.string()),
    }),
  ),
  summary: "Read the organisation's own stream of the ledger, newest first",
})

export const readCallList = endpoint({
  name: 'readCallList',
  method: 'GET',
  path: '/call-list',
  permission: 'member.read',
  input: z.strictObject({}),
  output: z.object({
    organisation: z.string(),
    madeAt: z.string(),
    people: z.array(
      z.object({
        name: z.string(),
        role: Role,
        email: z.string(),
        phone: z.string(),
        nightPhone: z.string(),
      }),
    ),
  }),
  summary: 'Everyone with their telephone numbers, to print and keep beside the door',
})

export const printCallList = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'printCallList',
  method: 'GET',
  path: '/call-list.pdf',
  permission: 'member.read',
  readOnly: false,
  input: z.strictObject({}),
  output: z.any(),
  summary: 'The call list as a PDF, to print and keep beside the door; that it was made is recorded',
})
