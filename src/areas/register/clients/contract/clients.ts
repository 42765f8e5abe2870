/** One queue over many clients: how each stands, what waits, and the door into it. */
import * as z from 'zod'
import { brandFields } from '../../../../base/brand.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { Email, organisationFields, PersonName } from '../../people/contract/organisation.ts'
import { careRoles } from './agreements.ts'

export const waitKinds = ['clock', 'case', 'alert', 'report', 'task', 'failure'] as const
export type WaitKind = (typeof waitKinds)[number]

/** How urgent something is: one of the first three wants somebody now. */
export const ranks = ['now', 'soon', 'today', 'later', 'prepare'] as const
export type Rank = (typeof ranks)[number]

const Words = z.string().trim().max(100)

const Named = {
  id: Id.describe('Of the agreement'),
  slug: z.string(),
  name: z.string(),
  colour: brandFields.colour,
  mark: z.string(),
}

export const Client = z.object({
  ...Named,
  role: z.enum(careRoles),
  /** The most urgent of what waits; null where nothing does. */
  rank: z.enum(ranks).nullable(),
  cases: z.number().int(),
  /** The gravest severity of its open cases. */
  worst: z.string().nullable(),
  clockAt: z.string().nullable(),
  clock: z.string(),
  alerts: z.number().int(),
  reports: z.number().int(),
  overdue: z.number().int(),
  failures: z.number().int(),
  /** When this was looked at; null before the first time. */
  madeAt: z.string().nullable(),
  /** Until when the door stays open to whoever asks; null while they are outside. */
  enteredUntil: z.string().nullable(),
  /** Whom of us it was given to; for whoever may give it. */
  staff: z.array(Id),
})
export type Client = z.infer<typeof Client>

export const listClients = endpoint({
  name: 'listClients',
  method: 'GET',
  path: '/clients',
  permission: 'client.work',
  input: z.strictObject({ ...pageInput, q: Words.optional() }),
  output: pageOf(Client).extend({
    totals: z.object({
      clients: z.number().int(),
      cases: z.number().int(),
      clocks: z.number().int(),
      alerts: z.number().int(),
      reports: z.number().int(),
      overdue: z.number().int(),
      /** Of how many the figures are older than twenty minutes. */
      behind: z.number().int(),
    }),
    /** Clients that whoever asks is not assigned to, at most two hundred; for whoever may assign. */
    others: z.array(z.object({ id: Id, name: z.string(), staff: z.array(Id) })),
    hasMoreOthers: z.boolean().describe('There are more: `q` finds them by their names'),
    can: z.object({ manage: z.boolean(), add: z.boolean() }),
  }),
  summary: 'List the clients of whoever asks, the most urgent first, with how each stands',
})

export const Wait = z.object({
  ...Named,
  key: z.string(),
  rank: z.enum(ranks),
  kind: z.enum(waitKinds),
  title: z.string(),
  path: z.string(),
  /** Since when, or until when. */
  at: z.string(),
  dueAt: z.string().nullable(),
  /** Of what would fail today: the sentence in parts. */
  said: z
    .object({ kind: z.string(), name: z.string(), day: z.string(), count: z.number(), more: z.string() })
    .nullable(),
})
export type Wait = z.infer<typeof Wait>

export const listClientWork = endpoint({
  name: 'listClientWork',
  method: 'GET',
  path: '/client-work',
  permission: 'client.work',
  input: z.strictObject({ ...pageInput, q: Words.optional(), kind: z.enum(waitKinds).optional() }),
  output: pageOf(Wait),
  summary: 'List what waits in all clients of whoever asks, the most urgent first',
})

export const addClient = endpoint({
  name: 'addClient',
  method: 'POST',
  path: '/clients',
  permission: 'client.manage',
  status: 201,
  input: z.strictObject({
    organisation: z.strictObject(organisationFields),
    owner: z.strictObject({ name: PersonName, email: Email }),
    role: z.enum(careRoles),
  }),
  output: z.object({ id: Id, slug: z.string(), inviteUrl: z.string() }),
  summary:
    'Set up a new organisation as a client; its owner is invited, and can end the agreement like any other',
})

/** The same fields side by side, for the form. */
export const addClientForm = z.object({
  ...organisationFields,
  role: z.enum(careRoles),
  ownerName: PersonName,
  ownerEmail: Email,
})

export const assignClientStaff = endpoint({
  name: 'assignClientStaff',
  method: 'PUT',
  path: '/clients/{id}/staff',
  permission: 'client.manage',
  input: z.strictObject({ id: Id, memberIds: z.array(Id).max(100) }),
  output: z.object({ memberIds: z.array(Id) }),
  summary: 'Say who of us looks after this client; it stands in the record of both',
})

export const enterClient = endpoint({
  name: 'enterClient',
  method: 'POST',
  path: '/clients/{id}/entry',
  permission: 'client.work',
  status: 201,
  input: z.strictObject({
    id: Id,
    reason: z.string().trim().max(300).default('').describe("Stands in the client's own record"),
  }),
  output: z.object({ slug: z.string(), untilAt: z.string() }),
  summary: "Enter a client for eight hours; who and why stands in the client's own record",
})
