/** Privacy: what people ask about the data held on them, what was blacked out, and how long each kind is kept. */
import * as z from 'zod'
import { Day } from '../../../base/calendar-day.ts'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'
import { soughtKinds } from '../../../base/sought-words.ts'

export const endings = ['black_out', 'ask'] as const
export type Ending = (typeof endings)[number]

/** What can be kept for a time; what each is stands in `content/kept-kinds.ts`. */
export const keptKindNames = [
  'payloads',
  'quarantine',
  'outbox',
  'reporters',
  'reports',
  'recipients',
  'leavers',
  'sign_ins',
  'readings',
  'training',
  'cases',
] as const
export type KeptKindName = (typeof keptKindNames)[number]

export const requestKinds = ['access', 'erasure'] as const
export const outcomes = ['erased', 'answered', 'refused'] as const
/** Why a place is not written over now, or that it can be. */
export const standings = ['now', 'open', 'law', 'record'] as const
export type Standing = (typeof standings)[number]

const Lines = z.array(z.string().trim().min(2).max(200)).max(10).default([])

const Erasure = z.object({
  id: Id,
  kind: z.enum(['person', 'passage']),
  reason: z.string(),
  askedAt: z.string(),
  askedBy: z.string(),
  rows: z.number().describe('Entries of the rooms that were written over'),
  fields: z.number().describe('Fields of the record that were closed'),
  waiting: z.number().describe('Entries that wait until their case has closed or its hold has ended'),
  stuck: z.number().describe('Entries that a rule of the database holds'),
  isDone: z.boolean(),
})
export type Erasure = z.infer<typeof Erasure>

export const DataRequest = z.object({
  id: Id,
  number: z.number(),
  kind: z.enum(requestKinds),
  name: z.string(),
  note: z.string(),
  receivedOn: z.string(),
  dueOn: z.string(),
  isLate: z.boolean(),
  openedAt: z.string(),
  openedBy: z.string(),
  outcome: z.enum(outcomes).nullable(),
  /** What they were told, or why they were refused. */
  answer: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
})
export type DataRequest = z.infer<typeof DataRequest>

const FoundPlace = z.object({
  /** The entry as the database has it: for who must find it, and for the file. */
  table: z.string(),
  /** Words around the place, of one column. */
  excerpt: z.string(),
  at: z.string().nullable(),
  incidentId: Id.nullable(),
  standing: z.enum(standings),
})
export type FoundPlace = z.infer<typeof FoundPlace>

export const FoundRoom = z.object({ room: z.string(), places: z.array(FoundPlace) })
export type FoundRoom = z.infer<typeof FoundRoom>

export const DataRequestDetail = DataRequest.extend({
  memberId: Id.nullable(),
  /** Whether they work here still, so that they cannot be erased. */
  isActive: z.boolean(),
  words: z.array(z.object({ kind: z.enum(soughtKinds), text: z.string() })),
  rooms: z.array(FoundRoom),
  /** There is more of some kind than is shown. */
  isCut: z.boolean(),
  erasure: Erasure.nullable(),
})
export type DataRequestDetail = z.infer<typeof DataRequestDetail>

export const listDataRequests = endpoint({
  name: 'listDataRequests',
  method: 'GET',
  path: '/data-requests',
  permission: 'privacy.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(DataRequest).extend({ can: z.object({ manage: z.boolean() }) }),
  summary: 'List what people asked about the data held on them, the newest first',
})

export const openDataRequest = endpoint({
  name: 'openDataRequest',
  method: 'POST',
  path: '/data-requests',
  permission: 'privacy.manage',
  input: z.strictObject({
    kind: z.enum(requestKinds),
    name: z.string().trim().min(3).max(200),
    memberId: Id.nullable().default(null).describe('Somebody of the organisation, whose words are added'),
    names: Lines.describe('How else they are written'),
    emails: Lines,
    phones: Lines,
    note: z.string().trim().max(2000).default(''),
    receivedOn: Day,
    language: z.enum(['en', 'de']).default('en').describe('In which their mark is written'),
  }),
  output: DataRequest,
  status: 201,
  summary: 'Write down what somebody asks about the data held on them',
})

export const getDataRequest = endpoint({
  name: 'getDataRequest',
  method: 'GET',
  path: '/data-requests/{id}',
  permission: 'privacy.manage',
  input: z.strictObject({
    id: Id,
    whole: z.stringbool().optional().describe('Each text in full instead of the words around a place'),
  }),
  output: DataRequestDetail,
  summary: 'Read a request with everything that is held about its person, as far as you may see it',
})

export const endDataRequest = endpoint({
  name: 'endDataRequest',
  method: 'POST',
  path: '/data-requests/{id}/end',
  permission: 'privacy.manage',
  input: z.strictObject({
    id: Id,
    outcome: z.enum(outcomes),
    answer: z.string().trim().min(3).max(4000).describe('What they are told, or why they are refused'),
    confirm: z.coerce.number().int().optional().describe('The number of the request once more, to erase'),
  }),
  output: DataRequest,
  summary: 'Erase the person, or say how their request was answered or why it is refused',
})

export const blackOut = endpoint({
  name: 'blackOutPassage',
  method: 'POST',
  path: '/erasures',
  permission: 'privacy.manage',
  input: z.strictObject({
    passage: z.string().trim().min(3).max(20_000).describe('The words as they stand there'),
    incidentId: Id.nullable().default(null).describe('Only in this case and what hangs on it'),
    reason: z.string().trim().min(3).max(1000),
  }),
  output: Erasure,
  status: 201,
  summary: 'Black out a passage wherever it stands, on the record too',
})

const KeptKind = z.object({
  kind: z.enum(keptKindNames),
  isOn: z.boolean(),
  days: z.number(),
  /** Below this no law or need lets it go. */
  leastDays: z.number(),
  usualDays: z.number(),
  ending: z.enum(endings),
  /** How many entries have ended by now and would go tonight. */
  ended: z.number(),
  agreedAt: z.string().nullable(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type KeptKind = z.infer<typeof KeptKind>

/** What went: by a night of a kind's rule, of a person, or a passage. */
const Gone = z.object({
  id: Id,
  what: z.enum(['retention', 'person', 'passage']),
  kind: z.enum(keptKindNames).nullable(),
  at: z.string(),
  reason: z.string(),
  by: z.string(),
  days: z.number().nullable(),
  rows: z.number(),
  fields: z.number(),
})
export type Gone = z.infer<typeof Gone>

export const readRetention = endpoint({
  name: 'readRetention',
  method: 'GET',
  path: '/retention',
  permission: 'privacy.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(Gone).extend({
    kinds: z.array(KeptKind),
    can: z.object({ manage: z.boolean() }),
  }),
  summary:
    'Read how long each kind of data is kept, what tonight would black out, and all that was blacked out',
})

export const changeRetention = endpoint({
  name: 'changeRetention',
  method: 'POST',
  path: '/retention/{kind}/rule',
  permission: 'privacy.manage',
  input: z.strictObject({
    kind: z.enum(keptKindNames),
    isOn: z.boolean(),
    days: z.coerce.number().int().min(1).max(36_500),
    ending: z.enum(endings),
    agree: z.boolean().default(false).describe('With "ask": what has ended by now may go tonight'),
    seen: z
      .string()
      .nullable()
      .optional()
      .describe('`changedAt` of the rule that you changed; refused when it is another by now'),
  }),
  output: KeptKind,
  summary: 'Say how long a kind of data is kept, and whether it is blacked out by itself',
})
