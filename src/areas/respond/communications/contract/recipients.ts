/** To whom a statement goes, and how each was reached; briefings as the people of the organisation read them. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'
import { StatementRules } from '../rules/releasing.ts'
import { chatKinds, recipientChannels, recipientStates } from './statement-words.ts'

const one = { id: Id, statement: Id }

export const Recipient = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  post: z.array(z.string()),
  memberId: Id.nullable(),
  channel: z.enum(recipientChannels),
  state: z.enum(recipientStates),
  /** In words for people. */
  why: z.string(),
  tries: z.number().int(),
  settledAt: z.string().nullable(),
  settledBy: z.string(),
  note: z.string(),
  readAt: z.string().nullable(),
  /** Ways that are left where this one did not work, the quickest first. */
  others: z.array(z.enum(recipientChannels)),
})
export type Recipient = z.infer<typeof Recipient>

export const listRecipients = endpoint({
  name: 'listRecipients',
  method: 'GET',
  path: '/incidents/{id}/statements/{statement}/recipients',
  permission: 'recipient.read',
  input: z.strictObject({ ...one, ...pageInput, state: z.enum(recipientStates).optional() }),
  output: pageOf(Recipient),
  summary: 'List to whom a statement goes and how each was reached, in the order of the list',
})

export const addRecipients = endpoint({
  name: 'addRecipients',
  method: 'POST',
  path: '/incidents/{id}/statements/{statement}/recipients',
  permission: 'statement.draft',
  status: 201,
  input: z.strictObject({
    ...one,
    csv: z
      .string()
      .max(200_000)
      .default('')
      .describe(
        'name, email, phone, street, postcode, city, country; a long list comes in parts, each with the heading',
      ),
    firstRow: z
      .number()
      .int()
      .min(2)
      .max(1_000_000)
      .default(2)
      .describe('Row of the whole file that this part begins with'),
    memberIds: z
      .array(Id)
      .max(500)
      .default([])
      .describe('People of the organisation: in the app, and by push'),
  }),
  output: z.object({
    added: z.number().int(),
    all: z.number().int(),
    broken: z.array(z.object({ row: z.number().int(), message: z.string() })),
  }),
  summary: 'Put people on the list of a statement; broken rows are named one by one, the others are taken',
})

export const removeRecipients = endpoint({
  name: 'removeRecipients',
  method: 'DELETE',
  path: '/incidents/{id}/statements/{statement}/recipients',
  permission: 'statement.draft',
  input: z.strictObject(one),
  output: z.object({ removed: z.number().int() }),
  summary: 'Empty the list of a draft',
})

export const noteTelling = endpoint({
  name: 'noteTelling',
  method: 'POST',
  path: '/incidents/{id}/statements/{statement}/tellings',
  permission: 'statement.send',
  input: z.strictObject({
    ...one,
    recipients: z
      .array(Id)
      .max(500)
      .default([])
      .describe('Whom it is about; empty: all letters that are not posted'),
    what: z.enum(['told', 'not told', 'again']).describe('`again`: by another way, named by `how`'),
    how: z.enum(recipientChannels),
    at: InstantIn.optional(),
    note: z.string().trim().max(500).default(''),
  }),
  output: z.object({ noted: z.number().int() }),
  summary: 'Tick off who was told by telephone, letter or hand, or try another way',
})

export const Briefing = z.object({
  id: Id,
  subject: z.string(),
  text: z.string(),
  releasedAt: z.string(),
  releasedBy: z.string(),
  readAt: z.string().nullable(),
  /** Number of a later one that corrects it; null for none. */
  correctedBy: z.number().int().nullable(),
})
export type Briefing = z.infer<typeof Briefing>

export const readBriefing = endpoint({
  name: 'readBriefing',
  method: 'GET',
  path: '/briefings/{id}',
  permission: 'briefing.read',
  input: z.strictObject({ id: Id }),
  output: Briefing,
  summary: 'Read a briefing that was written for me',
})

export const confirmBriefing = endpoint({
  name: 'confirmBriefing',
  method: 'POST',
  path: '/briefings/{id}/reading',
  permission: 'briefing.read',
  input: z.strictObject({ id: Id }),
  output: Briefing,
  summary: 'Confirm that I read a briefing',
})

export const RuleBoard = z.object({
  revision: z.number().int(),
  rules: StatementRules,
  changedAt: z.string().nullable(),
  changedBy: z.string(),
  channels: z.array(
    z.object({ id: Id, name: z.string(), kind: z.enum(chatKinds), host: z.string(), addedBy: z.string() }),
  ),
})
export type RuleBoard = z.infer<typeof RuleBoard>

export const readStatementRules = endpoint({
  name: 'readStatementRules',
  method: 'GET',
  path: '/statement-rules',
  permission: 'channel.read',
  input: z.strictObject({}),
  output: RuleBoard,
  summary: 'Read who has to agree to statements, what each audience may see, and the chat rooms',
})

export const setStatementRules = endpoint({
  name: 'setStatementRules',
  method: 'PUT',
  path: '/statement-rules',
  permission: 'channel.manage',
  input: z.strictObject({ revision: z.number().int().min(0), rules: StatementRules }),
  output: RuleBoard,
  summary: 'Set who has to agree to statements, and what each audience may see',
})

export const addChatChannel = endpoint({
  name: 'addChatChannel',
  method: 'POST',
  path: '/chat-channels',
  permission: 'channel.manage',
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(120),
    kind: z.enum(chatKinds),
    address: z
      .url()
      .max(1000)
      .describe('The address that the chat tool gave; for Matrix the address of the room'),
    token: z
      .string()
      .max(500)
      .regex(/^[\x21-\x7e]*$/, 'must be one word')
      .default('')
      .describe('For Matrix: the access token'),
  }),
  output: RuleBoard,
  summary: 'Add a room of a chat tool that statements can go to; its address is kept sealed',
})

export const removeChatChannel = endpoint({
  name: 'removeChatChannel',
  method: 'DELETE',
  path: '/chat-channels/{id}',
  permission: 'channel.manage',
  input: z.strictObject({ id: Id }),
  output: RuleBoard,
  summary: 'Remove a chat room; nothing goes there any more',
})
