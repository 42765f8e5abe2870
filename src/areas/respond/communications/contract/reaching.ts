/** Who is reached, and how: the inbox in the app, web push, and mail once a person has set it up and tested it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'

const channels = ['push', 'mail', 'text', 'call'] as const
const sendStates = ['waiting', 'reached', 'not reached'] as const
const deviceStates = ['never tried', 'reached', 'not reached'] as const
const mailSecurities = ['tls', 'starttls', 'none'] as const
export type Channel = (typeof channels)[number]
export type SendState = (typeof sendStates)[number]
export type DeviceState = (typeof deviceStates)[number]
export type MailSecurity = (typeof mailSecurities)[number]

export const InboxItem = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  path: z.string().describe('Where it leads, inside the organisation'),
  at: z.string(),
  readAt: z.string().nullable(),
  /** How else it went out, and whether it arrived there. */
  reached: z.array(
    z.object({
      channel: z.enum(channels),
      to: z.string().describe('Name of a device, an address, or the end of a number'),
      state: z
        .enum(sendStates)
        .describe('`reached`: the push service or mail server accepted it, which is all that is known'),
      why: z.string(),
    }),
  ),
})

export const listInbox = endpoint({
  name: 'listInbox',
  method: 'GET',
  path: '/inbox',
  permission: 'inbox.own',
  input: z.strictObject({ ...pageInput, unread: z.stringbool().optional() }),
  output: pageOf(InboxItem),
  summary: 'My messages in the app',
})

export const readInboxItem = endpoint({
  name: 'readInboxItem',
  method: 'POST',
  path: '/inbox/{id}/reading',
  permission: 'inbox.own',
  isUnrecorded: true,
  input: z.strictObject({ id: Id }),
  output: InboxItem,
  summary: 'Mark a message as read',
})

export const readPushKey = endpoint({
  name: 'readPushKey',
  method: 'GET',
  path: '/push/key',
  permission: 'inbox.own',
  input: z.strictObject({}),
  output: z.object({ publicKey: z.string() }),
  summary: 'The key that a browser needs to subscribe',
})

export const subscribePush = endpoint({
  name: 'subscribePush',
  method: 'POST',
  path: '/push/subscriptions',
  permission: 'inbox.own',
  status: 201,
  input: z.strictObject({
    endpoint: z.url().max(1000),
    p256dh: z.string().max(200),
    auth: z.string().max(100),
    device: z.string().trim().max(120),
  }),
  output: z.object({ id: Id }),
  summary: 'Reach me on this device',
})

export const listPush = endpoint({
  name: 'listPush',
  method: 'GET',
  path: '/push/subscriptions',
  permission: 'inbox.own',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        device: z.string(),
        createdAt: z.string(),
        lastState: z.enum(deviceStates),
        why: z.string().nullable(),
        lastAt: z.string().nullable(),
      }),
    ),
  }),
  summary: 'My devices, and when each was last reached',
})

export const removePush = endpoint({
  name: 'removePush',
  method: 'DELETE',
  path: '/push/subscriptions/{id}',
  permission: 'inbox.own',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Stop reaching me on a device',
})

export const testPush = endpoint({
  name: 'testPush',
  method: 'POST',
  path: '/push/subscriptions/{id}/test',
  permission: 'inbox.own',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({ state: z.enum(['reached', 'not reached']), why: z.string() }),
  summary: 'Send a test message to one of my devices',
})

export const MailSettings = z.object({
  host: z.string(),
  port: z.number(),
  security: z.enum(mailSecurities),
  user: z.string(),
  hasPassword: z.boolean(),
  from: z.string(),
  testedAt: z.string().nullable().describe('When the mail server last accepted a test mail'),
  confirmedAt: z.string().nullable().describe('Null: nothing is sent by mail, what should go waits'),
  waiting: z.number(),
  failed: z.number().describe('Given up within the last seven days'),
  lastError: z.string().nullable(),
})

export const readMail = endpoint({
  name: 'readMail',
  method: 'GET',
  path: '/mail',
  permission: 'channel.read',
  input: z.strictObject({}),
  output: z.object({
    settings: MailSettings.nullable(),
    waiting: z.number().describe('Mails that wait, also while no server is set'),
  }),
  summary: 'Read the mail settings and the state of the outbox',
})

/** Line breaks in a name or password would be commands to the mail server. */
const plainLine = z.string().regex(/^\P{Cc}*$/u, 'must be one line')

export const configureMail = endpoint({
  name: 'configureMail',
  method: 'PUT',
  path: '/mail',
  permission: 'channel.manage',
  input: z.strictObject({
    host: z.string().trim().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    security: z.enum(mailSecurities),
    user: plainLine.max(200).default(''),
    password: plainLine
      .max(500)
      .optional()
      .describe('Left out: the one that is kept stays, as long as server and user stay. Empty: none'),
    from: z.string().trim().max(254),
  }),
  output: MailSettings,
  summary: 'Set the mail server; nothing is sent before a test mail was confirmed',
})

export const testMail = endpoint({
  name: 'testMail',
  method: 'POST',
  path: '/mail/test',
  permission: 'channel.manage',
  status: 201,
  input: z.strictObject({}),
  output: z.object({ sentTo: z.string() }),
  summary: 'Send a test mail with a code to me',
})

export const confirmMail = endpoint({
  name: 'confirmMail',
  method: 'POST',
  path: '/mail/confirmation',
  permission: 'channel.manage',
  status: 201,
  input: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{8}$/, 'must be the eight digits of the test mail'),
  }),
  output: MailSettings,
  summary: 'Confirm that the test mail arrived: from now on mail is sent',
})
