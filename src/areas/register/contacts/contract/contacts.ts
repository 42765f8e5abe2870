/** Whom to reach on a bad day and how: our own people, those who help us, authorities. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import {
  Away,
  Language,
  Line,
  Name,
  Reason,
  TimeZone,
  Way,
  Ways,
  Words,
  confirmations,
  contactKinds,
  contactSources,
  freshness,
} from './words.ts'

export const Contact = z.object({
  id: Id,
  source: z.enum(contactSources),
  kind: z.enum(contactKinds),
  name: z.string(),
  organisation: z.string(),
  job: z.string(),
  /** All that is known, those of the register that it comes from first. */
  ways: z.array(Way.extend({ isOwn: z.boolean() })),
  timeZone: z.string().nullable(),
  languages: z.array(z.string()),
  away: Away,
  isAway: z.boolean(),
  deputyId: Id.nullable(),
  deputyName: z.string(),
  note: z.string(),
  confirmedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  confirmedHow: z.enum(confirmations).nullable(),
  freshness: z.enum(freshness),
  /** Somebody of the team that has to work on the day: to be tried each quarter. */
  isTeam: z.boolean(),
  /** The page where what is not ours to change is changed; '' for our own. */
  path: z.string(),
})
export type Contact = z.infer<typeof Contact>

const details = {
  ways: Ways.default([]),
  job: Line,
  timeZone: TimeZone.nullable().default(null),
  languages: z.array(Language).max(10).default([]),
  away: Away.default([]),
  deputyId: Id.nullable().default(null),
  note: Words,
}

export const listContacts = endpoint({
  name: 'listContacts',
  method: 'GET',
  path: '/contacts',
  permission: 'contact.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional().describe('Part of a name, organisation or task'),
    kind: z.enum(contactKinds).optional(),
    only: z.enum(['amber']).optional().describe('Only those whom somebody has to try again'),
  }),
  output: pageOf(Contact).extend({
    amber: z.number().int().describe('How many somebody has to try again, of all'),
  }),
  summary: 'List whom to reach, with every way to do it',
})

export const getContact = endpoint({
  name: 'getContact',
  method: 'GET',
  path: '/contacts/{id}',
  permission: 'contact.read',
  input: z.strictObject({ id: Id }),
  output: Contact.extend({
    /** What hangs on this person: roles, decisions, their place in the call tree, whom they stand in for. */
    holds: z.array(z.string()),
  }),
  summary: 'Read one contact and what hangs on it',
})

export const addContact = endpoint({
  name: 'addContact',
  method: 'POST',
  path: '/contacts',
  permission: 'contact.manage',
  status: 201,
  input: z.strictObject({ kind: z.enum(contactKinds), name: Name, organisation: Line, ...details }),
  output: Contact,
  summary: 'Add somebody to reach',
})

export const changeContact = endpoint({
  name: 'changeContact',
  method: 'PUT',
  path: '/contacts/{id}',
  permission: 'contact.manage',
  input: z.strictObject({
    id: Id,
    /** Of one who stands elsewhere these two stay as they are there. */
    name: Name.optional(),
    organisation: Line.optional(),
    ...details,
  }),
  output: Contact,
  summary: 'Change how somebody is reached; ways that changed have to be confirmed anew',
})

export const confirmContact = endpoint({
  name: 'confirmContact',
  method: 'POST',
  path: '/contacts/{id}/confirmation',
  permission: 'contact.manage',
  input: z.strictObject({ id: Id, how: z.enum(confirmations) }),
  output: Contact,
  summary: 'Say that somebody was reached today, and how',
})

export const removeContact = endpoint({
  name: 'removeContact',
  method: 'POST',
  path: '/contacts/{id}/removal',
  permission: 'contact.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Take somebody off the list and forget their numbers; refused while something hangs on them',
})
