/** What is said about an entry of the record: comments, flags, and the correction that points to it. */
import * as z from 'zod'
import { pageInput } from '../../../../base/page.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Basis } from './basis.ts'

/** What a reader should know of an entry. */
export const entryFlags = ['key', 'doubtful', 'follow_up'] as const
export type EntryFlag = (typeof entryFlags)[number]

/** How an entry hangs on another: it came of it, or answers it. */
export const entryTies = ['follows', 'answers'] as const
export type EntryTie = (typeof entryTies)[number]

/** Number of an entry in the incident's stream. */
const Entry = z.coerce.number().int().min(1).max(2_147_483_647)
const Text = z.string().trim().min(1).max(10_000)

export const Mark = z.object({
  id: Id,
  entry: z.number().int(),
  kind: z.enum(['comment', 'flag', 'correction', ...entryTies]),
  /** Words of a comment or a correction, the name of a flag, the number of the entry that it hangs on. */
  text: z.string(),
  at: z.string(),
  by: z.string(),
})
export type Mark = z.infer<typeof Mark>

export const commentEntry = endpoint({
  name: 'commentEntry',
  method: 'POST',
  path: '/incidents/{id}/timeline/{entry}/comments',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({
    id: Id,
    entry: Entry,
    text: Text,
    mentions: z.array(Id).max(20).default([]).describe('Members who are told of it in their inbox'),
  }),
  output: Mark,
  summary: 'Comment on an entry of the record',
})

export const correctEntry = endpoint({
  name: 'correctEntry',
  method: 'POST',
  path: '/incidents/{id}/timeline/{entry}/corrections',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({ id: Id, entry: Entry, text: Text, basis: Basis.optional() }),
  output: Mark,
  summary: 'Correct an entry by a new one that points to it',
})

export const flagEntry = endpoint({
  name: 'flagEntry',
  method: 'POST',
  path: '/incidents/{id}/timeline/{entry}/flags',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({ id: Id, entry: Entry, flag: z.enum(entryFlags) }),
  output: Mark,
  summary: 'Flag an entry of the record',
})

export const unflagEntry = endpoint({
  name: 'unflagEntry',
  method: 'DELETE',
  path: '/incidents/{id}/timeline/{entry}/flags/{flag}',
  permission: 'incident.note',
  input: z.strictObject({ id: Id, entry: Entry, flag: z.enum(entryFlags) }),
  output: Mark,
  summary: 'Take a flag away',
})

export const hangEntry = endpoint({
  name: 'hangEntry',
  method: 'PUT',
  path: '/incidents/{id}/timeline/{entry}/parent',
  permission: 'incident.note',
  input: z.strictObject({
    id: Id,
    entry: Entry,
    parent: Entry.nullable().describe('The entry that it hangs on; null to stand by itself again'),
    tie: z.enum(entryTies).default('follows').describe('It came of the other, or answers it'),
  }),
  output: z.object({ parent: z.number().int().nullable() }),
  summary: 'Hang an entry of the record on another, or take it off',
})

/** Pages of the record, which may begin beside one entry for whoever comes for that. */
export const pagesAround = {
  ...pageInput,
  around: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_000_000_000)
    .optional()
    .describe('Number of an entry: the list begins a few entries beside it'),
}
