/** Who may see a case: named people, guests until a date, whom it is about, and how far its words may travel. */
import * as z from 'zod'
import { memberRoles } from '../../../../base/permissions.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { papLevels } from '../../../../base/pap.ts'
import { InstantIn } from '../../../../base/time.ts'
import { tlpLevels } from '../../../../base/tlp.ts'
import { Incident } from './incident.ts'

const Reason = z.string().trim().min(1).max(1000)
const People = z.array(Id).max(50)

const Named = z.object({
  memberId: Id,
  name: z.string(),
  role: z.enum(memberRoles),
  isGuest: z.boolean(),
  mayWrite: z.boolean(),
  grantedAt: z.string(),
  grantedBy: z.string(),
  endsAt: z.string().nullable(),
})

export const Circle = z.object({
  incidentId: Id,
  isRestricted: z.boolean(),
  tlp: z.enum(tlpLevels),
  pap: z.enum(papLevels).nullable(),
  people: z.array(Named),
  suspects: z.array(z.object({ memberId: Id, name: z.string() })),
  hold: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  can: z.object({
    restrict: z.boolean(),
    invite: z.boolean(),
    mark: z.boolean(),
    hold: z.boolean(),
    export: z.boolean(),
  }),
})
export type Circle = z.infer<typeof Circle>

export const readCircle = endpoint({
  name: 'readCircle',
  method: 'GET',
  path: '/incidents/{id}/circle',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Circle,
  summary: 'Who may see a case; a guest reads of themselves only',
})

export const restrictIncident = endpoint({
  name: 'restrictIncident',
  method: 'POST',
  path: '/incidents/{id}/restriction',
  permission: 'incident.restrict',
  status: 201,
  input: z.strictObject({
    id: Id,
    people: People.default([]),
    suspects: People.default([]),
    reason: Reason,
  }),
  output: Circle,
  summary: 'Close a case to all but named people',
})

export const openUpIncident = endpoint({
  name: 'openUpIncident',
  method: 'POST',
  path: '/incidents/{id}/opening-up',
  permission: 'incident.restrict',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Circle,
  summary: 'Open a restricted case to everybody who may read incidents',
})

export const namePerson = endpoint({
  name: 'namePerson',
  method: 'POST',
  path: '/incidents/{id}/people',
  permission: 'incident.restrict',
  status: 201,
  input: z.strictObject({ id: Id, memberId: Id }),
  output: Circle,
  summary: 'Let one more person see a restricted case',
})

export const endAccess = endpoint({
  name: 'endAccess',
  method: 'DELETE',
  path: '/incidents/{id}/people/{member}',
  permission: 'incident.restrict',
  input: z.strictObject({ id: Id, member: Id }),
  output: Circle,
  summary: "End a named person's or a guest's access to a case",
})

export const nameSuspect = endpoint({
  name: 'nameSuspect',
  method: 'POST',
  path: '/incidents/{id}/suspects',
  permission: 'incident.restrict',
  status: 201,
  input: z.strictObject({ id: Id, memberId: Id }),
  output: Circle,
  summary: 'Name a member whom a restricted case is about: they never see it, whatever their role',
})

export const inviteGuest = endpoint({
  name: 'inviteGuest',
  method: 'POST',
  path: '/incidents/{id}/guests',
  permission: 'guest.invite',
  status: 201,
  input: z.strictObject({
    id: Id,
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text'),
    email: z.string().trim().max(254),
    phone: z
      .string()
      .trim()
      .max(40)
      .regex(/^[+0-9 ()/.-]*$/, 'may hold digits, blanks and + ( ) / . -')
      .default(''),
    access: z.enum(['read', 'write']),
    endsAt: InstantIn.describe('When the access ends by itself; at most a year from now'),
  }),
  output: z.object({
    circle: Circle,
    memberId: Id,
    /** Shown once; null when the guest has an account and joins nothing anew. */
    inviteUrl: z.string().nullable(),
  }),
  summary: 'Let somebody from elsewhere see this one case until a date',
})

export const changeGuest = endpoint({
  name: 'changeGuest',
  method: 'PUT',
  path: '/incidents/{id}/guests/{member}',
  permission: 'guest.invite',
  input: z.strictObject({ id: Id, member: Id, access: z.enum(['read', 'write']), endsAt: InstantIn }),
  output: Circle,
  summary: 'Change what a guest may do, or until when',
})

export const listGuestReadings = endpoint({
  name: 'listGuestReadings',
  method: 'GET',
  path: '/incidents/{id}/guests/{member}/readings',
  permission: 'guest.invite',
  input: z.strictObject({ id: Id, member: Id, ...pageInput }),
  output: pageOf(z.object({ number: z.number().int(), at: z.string(), by: z.string(), action: z.string() })),
  summary: 'What a guest has read of a case, newest first',
})

export const markTlp = endpoint({
  name: 'markTlp',
  method: 'POST',
  path: '/incidents/{id}/tlp',
  permission: 'incident.mark',
  input: z.strictObject({
    id: Id,
    tlp: z.enum(tlpLevels).optional(),
    pap: z.enum(papLevels).optional(),
  }),
  output: Circle,
  summary: 'Say how far the words of a case may travel (TLP 2.0), and what may be done with them (PAP)',
})

export const holdIncident = endpoint({
  name: 'holdIncident',
  method: 'POST',
  path: '/incidents/{id}/hold',
  permission: 'incident.hold',
  status: 201,
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Circle,
  summary: 'Put a case under legal hold: nothing of it may be removed, merged or moved',
})

export const releaseIncident = endpoint({
  name: 'releaseIncident',
  method: 'POST',
  path: '/incidents/{id}/release',
  permission: 'incident.hold',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Circle,
  summary: 'End a legal hold; another person than the one who put it',
})

export const reopenIncident = endpoint({
  name: 'reopenIncident',
  method: 'POST',
  path: '/incidents/{id}/reopening',
  permission: 'incident.reopen',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Incident,
  summary: 'Open a closed incident again; what its closing said stays on the record',
})

export const handOver = endpoint({
  kind: 'download',
  mediaType: 'application/zip',
  name: 'handOver',
  method: 'POST',
  path: '/incidents/{id}/pack',
  permission: 'incident.export',
  input: z.strictObject({ id: Id }),
  output: z.any(),
  summary: 'The hand-over pack: report, bundle, timeline, tasks and list of evidence in one file',
})
