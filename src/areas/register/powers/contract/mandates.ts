/** Mandates: powers given in writing, from a day to a day, signed by who gives and who takes them. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Amount, Currency, Decision, Name, Reason, RoleKey, Words, mandateStates } from './words.ts'

export const Signature = z.object({
  as: z.enum(['giver', 'holder']),
  /** As typed by the one who signed, or as it stands on the paper. */
  name: z.string(),
  memberId: Id.nullable(),
  /** On paper: who says that the paper is there. */
  method: z.enum(['here', 'paper']),
  recordedBy: z.string(),
  at: z.string(),
})
export type Signature = z.infer<typeof Signature>

export const Mandate = z.object({
  id: Id,
  title: z.string(),
  role: RoleKey.nullable(),
  contactId: Id,
  holder: z.string(),
  /** The holder signs in here and can sign for themselves. */
  holderSignsHere: z.boolean(),
  decisions: z.array(Decision),
  amount: z.number().int().nullable(),
  currency: z.string(),
  limits: z.string(),
  terms: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  state: z.enum(mandateStates),
  daysLeft: z.number().int(),
  signatures: z.array(Signature),
  endReason: z.string().nullable(),
  can: z.object({ give: z.boolean(), take: z.boolean(), end: z.boolean() }),
})
export type Mandate = z.infer<typeof Mandate>

export const addMandate = endpoint({
  name: 'addMandate',
  method: 'POST',
  path: '/mandates',
  permission: 'power.manage',
  status: 201,
  input: z
    .strictObject({
      title: Name,
      role: RoleKey.nullable().default(null),
      contactId: Id,
      decisions: z.array(Decision).max(8).default([]),
      amount: Amount.nullable().default(null),
      currency: Currency,
      limits: Words,
      terms: z.string().trim().max(10_000).default(''),
      startsOn: Day,
      endsOn: Day,
    })
    .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
      path: ['endsOn'],
      error: 'must not lie before the first day',
    }),
  output: Mandate,
  summary: 'Write a mandate; it holds nothing until both have signed',
})

export const signMandate = endpoint({
  name: 'signMandate',
  method: 'POST',
  path: '/mandates/{id}/signatures',
  permission: 'mandate.sign',
  status: 201,
  input: z.strictObject({
    id: Id,
    as: z.enum(['giver', 'holder']),
    method: z.enum(['here', 'paper']).default('here'),
    name: Name.describe('One’s own name, typed; on paper the name that stands there'),
  }),
  output: Mandate,
  summary: 'Sign a mandate: an owner as giver, the person named as holder; on paper an owner says so',
})

export const endMandate = endpoint({
  name: 'endMandate',
  method: 'POST',
  path: '/mandates/{id}/end',
  permission: 'power.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Mandate,
  summary: 'End a mandate before its last day',
})

export const listMyMandates = endpoint({
  name: 'listMyMandates',
  method: 'GET',
  path: '/mandates',
  permission: 'mandate.sign',
  input: z.strictObject({}),
  output: z.object({ items: z.array(Mandate), next: z.null() }),
  summary: 'List the mandates that name oneself; all of them for who may read powers',
})

export const printMandate = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'printMandate',
  method: 'GET',
  path: '/mandates/{id}/pdf',
  permission: 'mandate.sign',
  readOnly: false,
  input: z.strictObject({ id: Id }),
  output: z.any(),
  summary: 'A mandate on paper, with its signatures or lines to sign on; that it was made is recorded',
})
