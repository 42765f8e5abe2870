/** Chat: a channel and a meeting for each incident, who is who there, and commands that come from there. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { severities } from '../../../base/incident-words.ts'

export const chatKinds = ['mattermost', 'slack', 'matrix'] as const
export type ChatKind = (typeof chatKinds)[number]
export const chatLanguages = ['en', 'de'] as const
export type ChatLanguage = (typeof chatLanguages)[number]

/** What can be said in a channel by itself; the organisation chooses. */
export const chosenPosts = ['declared', 'severity', 'roles', 'situation', 'clock', 'closing'] as const
export type ChosenPost = (typeof chosenPosts)[number]
/** What is said whatever was chosen: that the case went over into another, was parted, or goes on. */
export const postKinds = [...chosenPosts, 'merged', 'joined', 'split', 'reopened'] as const
export type PostKind = (typeof postKinds)[number]

export const roomStates = ['none', 'wanted', 'open', 'closing', 'archived'] as const
export type RoomState = (typeof roomStates)[number]
export const seatStates = ['asked', 'in', 'out', 'refused'] as const
export type SeatState = (typeof seatStates)[number]

/** How the last try to reach the server ended; empty for well. */
export const troubles = [
  '',
  'unknown_host',
  'forbidden_address',
  'not_listed',
  'unreachable',
  'tls',
  'muted',
  'broken_off',
  'later',
  'login',
  'rights',
  'gone',
  'taken',
  'person',
  'refused',
  'unreadable',
  'too_big',
  'encrypted',
] as const
export type Trouble = (typeof troubles)[number]

const Secret = z.string().trim().max(500)
const Line = z.string().trim().max(200)

const Connection = z.object({
  id: Id,
  kind: z.enum(chatKinds),
  host: z.string().describe('Of the address, which is shown to nobody again'),
  team: z.string(),
  language: z.enum(chatLanguages),
  severities: z.array(z.enum(severities)),
  posts: z.array(z.enum(chosenPosts)),
  /** Null until the server took it; nothing is sent before. */
  testedAt: z.string().nullable(),
  trouble: z.enum(troubles),
  addedAt: z.string(),
  addedBy: z.string(),
  takesCommands: z.boolean().describe('Whether commands can come from there'),
})
export type ChatConnection = z.infer<typeof Connection>

const MeetingRule = z.object({
  link: z.string().describe('With `{name}` where each case gets a name that nobody guesses'),
  dialIn: z.string(),
  hasPin: z.boolean(),
})

export const ChatSettings = z.object({
  connection: Connection.nullable(),
  meeting: MeetingRule.nullable(),
  /** How many people have linked their account. */
  linked: z.number().int(),
})
export type ChatSettings = z.infer<typeof ChatSettings>

export const readChat = endpoint({
  name: 'readChat',
  method: 'GET',
  path: '/chat',
  permission: 'channel.read',
  input: z.strictObject({}),
  output: ChatSettings,
  summary: 'Where incidents are talked about: the chat server and the meeting',
})

export const connectChat = endpoint({
  name: 'connectChat',
  method: 'PUT',
  path: '/chat/connection',
  permission: 'channel.manage',
  input: z.strictObject({
    kind: z.enum(chatKinds),
    address: z
      .string()
      .trim()
      .max(500)
      .optional()
      .describe('Absent, the one that is kept, or https://slack.com'),
    token: Secret.optional().describe('Of the bot; absent, the one that is kept'),
    verifier: Secret.optional().describe('Token of the slash command (Mattermost), signing secret (Slack)'),
    team: Line.default('').describe('Mattermost: the team as it stands in its addresses'),
    language: z.enum(chatLanguages).default('en').describe('Of what is said in the channels'),
    severities: z
      .array(z.enum(severities))
      .max(4)
      .default(['S1', 'S2'])
      .describe('That open one when declared'),
    posts: z
      .array(z.enum(chosenPosts))
      .max(chosenPosts.length)
      .default([...chosenPosts]),
    isHookNew: z
      .boolean()
      .default(false)
      .describe('A new address for commands: the one before takes none any more, linked accounts stay'),
  }),
  output: z.object({
    settings: ChatSettings,
    /** Where the server sends its commands; shown this once, and null where it is the same as before. */
    commandUrl: z.string().nullable(),
  }),
  summary: 'Connect a chat server, and try whether it takes the connection',
})

export const disconnectChat = endpoint({
  name: 'disconnectChat',
  method: 'DELETE',
  path: '/chat/connection',
  permission: 'channel.manage',
  input: z.strictObject({}),
  output: ChatSettings,
  summary: 'Take the chat server off; channels stay there as they are',
})

export const setMeeting = endpoint({
  name: 'setMeeting',
  method: 'PUT',
  path: '/chat/meeting',
  permission: 'channel.manage',
  input: z.strictObject({
    link: z.string().trim().max(500).describe('From https:// on; empty for no meeting'),
    dialIn: Line.default('').describe('Telephone number'),
    pin: z.string().trim().max(50).optional().describe('Absent, the one that is kept'),
  }),
  output: ChatSettings,
  summary: 'Say where people talk: a link for all cases, or one with {name} for each',
})

export const OwnChat = z.object({
  /** What the organisation uses; null for none. */
  kind: z.enum(chatKinds).nullable(),
  team: z.string(),
  linkedAt: z.string().nullable(),
  userName: z.string(),
})
export type OwnChat = z.infer<typeof OwnChat>

export const readOwnChat = endpoint({
  name: 'readOwnChat',
  method: 'GET',
  path: '/me/chat',
  permission: 'inbox.own',
  input: z.strictObject({}),
  output: OwnChat,
  summary: 'Which chat account is mine',
})

export const linkOwnChat = endpoint({
  name: 'linkOwnChat',
  method: 'POST',
  path: '/me/chat/code',
  permission: 'inbox.own',
  status: 201,
  input: z.strictObject({
    account: z.string().trim().max(255).optional().describe('Matrix: the own account, as @anna:example.org'),
  }),
  output: z.object({
    code: z.string().describe('To be typed in the chat once'),
    until: z.string(),
    /** What is to be typed. */
    line: z.string(),
    /** How the room for it could not be made (Matrix); empty for well. */
    trouble: z.enum(troubles),
  }),
  summary: 'A code that links my chat account to me, for ten minutes',
})

export const unlinkOwnChat = endpoint({
  name: 'unlinkOwnChat',
  method: 'DELETE',
  path: '/me/chat',
  permission: 'inbox.own',
  input: z.strictObject({}),
  output: OwnChat,
  summary: 'Take my chat account off: it commands nothing and sits in no channel any more',
})

export const CaseChat = z.object({
  state: z.enum(roomStates).nullable().describe('Null while nothing was opened'),
  kind: z.enum(chatKinds).nullable(),
  name: z.string(),
  link: z.string(),
  allowsWords: z.boolean(),
  hostile: z.object({ since: z.string(), by: z.string(), reason: z.string() }).nullable(),
  trouble: z.enum(troubles),
  meeting: z.object({ link: z.string(), dialIn: z.string(), pin: z.string() }).nullable(),
  seats: z.array(z.object({ name: z.string(), state: z.enum(seatStates) })),
  /** Who sees to this case and has linked no account. */
  unlinked: z.array(z.string()),
  /** Why none can be opened now, for this person; empty when one can. */
  whyNot: z.string(),
  /** Whoever leads is asked whether words may go there at all. */
  needsYes: z.boolean(),
  can: z.object({ open: z.boolean(), join: z.boolean(), keep: z.boolean(), distrust: z.boolean() }),
})
export type CaseChat = z.infer<typeof CaseChat>

export const readCaseChat = endpoint({
  name: 'readCaseChat',
  method: 'GET',
  path: '/incidents/{id}/chat',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: CaseChat,
  summary: 'Where this case is talked about: channel, meeting, and who is in',
})

export const openCaseChat = endpoint({
  name: 'openCaseChat',
  method: 'POST',
  path: '/incidents/{id}/chat',
  permission: 'incident.brief',
  input: z.strictObject({
    id: Id,
    allowsWords: z
      .boolean()
      .default(false)
      .describe('A restricted case, or one above TLP:AMBER, is talked about there: whoever leads says so'),
  }),
  output: CaseChat,
  summary: 'Open channel and meeting of a case, or have oneself let in',
})

export const distrustCaseChat = endpoint({
  name: 'distrustCaseChat',
  method: 'POST',
  path: '/incidents/{id}/chat/trust',
  permission: 'incident.brief',
  input: z.strictObject({
    id: Id,
    isHostile: z.boolean(),
    reason: z.string().trim().min(1).max(1000),
  }),
  output: CaseChat,
  summary: 'Say that somebody hostile may read the chat: nothing more is said there, and no command taken',
})

export const keepCaseChat = endpoint({
  name: 'keepCaseChat',
  method: 'POST',
  path: '/incidents/{id}/chat/words',
  permission: 'evidence.add',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({ evidence: Id, pages: z.number().int(), size: z.number().int() }),
  summary: "Keep the channel's words as sealed evidence, as the server gives them",
})

export const ChatReply = z.object({
  response_type: z.enum(['ephemeral', 'in_channel']),
  text: z.string(),
  /** Slack: no sign of its own is read in the text. */
  mrkdwn: z.literal(false),
})
export type ChatReply = z.infer<typeof ChatReply>

export const receiveChatCommand = endpoint({
  kind: 'webhook',
  name: 'receiveChatCommand',
  method: 'POST',
  path: '/chat/commands/{token}',
  permission: 'public',
  isUnrecorded: true,
  input: z.strictObject({ token: z.string().max(100) }),
  output: ChatReply,
  summary: 'A slash command of Mattermost or Slack, which proves by token or signature where it comes from',
})
