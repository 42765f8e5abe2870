/** What two organisations of one installation agree on: that one looks after the other. Either side can end it at any time. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'

/** What a provider's people can be in the client's organisation; never an owner. */
export const careRoles = ['lead', 'responder', 'auditor'] as const
export const agreementSides = ['client', 'provider'] as const
export const agreementStates = ['proposed', 'running', 'ended', 'lapsed'] as const
const Reason = z.string().trim().min(1).max(500)

const Entry = z.object({
  by: z.string(),
  reason: z.string(),
  enteredAt: z.string(),
  untilAt: z.string(),
})

export const Agreement = z.object({
  id: Id,
  side: z.enum(agreementSides),
  /** Name of the other organisation; empty while nobody took the code. */
  other: z.string(),
  role: z.enum(careRoles),
  state: z.enum(agreementStates),
  endsAt: z.string(),
  proposedAt: z.string(),
  proposedBy: z.string(),
  acceptedAt: z.string().nullable(),
  acceptedBy: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.string(),
  endedReason: z.string(),
  /** The provider's people who may come in; on the provider's side, who is assigned. */
  people: z.array(z.string()),
  /** On the client's side: the last ten times that somebody came in. The record holds all of them. */
  entries: z.array(Entry),
})
export type Agreement = z.infer<typeof Agreement>

export const listAgreements = endpoint({
  name: 'listAgreements',
  method: 'GET',
  path: '/agreements',
  permission: 'agreement.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(Agreement).extend({ can: z.object({ manage: z.boolean() }) }),
  summary: 'List who looks after this organisation and whom it looks after, with each time somebody came in',
})

export const proposeAgreement = endpoint({
  name: 'proposeAgreement',
  method: 'POST',
  path: '/agreements',
  permission: 'agreement.manage',
  status: 201,
  input: z.strictObject({
    role: z.enum(careRoles).describe("What the provider's people may do here: that of this role"),
    endsOn: Day.describe('The last day; two years ahead at most'),
  }),
  output: z.object({
    id: Id,
    /** Given to the provider; shown once, good for fourteen days, for one organisation. */
    code: z.string(),
  }),
  summary: 'Invite a provider of this installation to look after this organisation',
})

export const acceptAgreement = endpoint({
  name: 'acceptAgreement',
  method: 'POST',
  path: '/agreement-acceptances',
  permission: 'agreement.manage',
  input: z.strictObject({
    code: z.string().trim().max(100),
    isAgreed: z.boolean().default(false).describe('Without it the terms are answered and nothing changes'),
  }),
  output: z.object({
    id: Id,
    other: z.string(),
    role: z.enum(careRoles),
    endsAt: z.string(),
    isAccepted: z.boolean(),
  }),
  summary: 'Read the terms of an invitation to look after another organisation, and accept them',
})

export const endAgreement = endpoint({
  name: 'endAgreement',
  method: 'DELETE',
  path: '/agreements/{id}',
  permission: 'agreement.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: z.object({ ended: z.literal(true) }),
  summary: 'End an agreement: the people of the provider are out from their next request on',
})
