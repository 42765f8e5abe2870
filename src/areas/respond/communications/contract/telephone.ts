/** Text messages and calls: the gateway of the organisation, each person's number, and what is answered by link or key. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { phoneNumberOf } from '../../../../base/telephone.ts'

export const telephoneProviders = ['twilio', 'vonage', 'sipgate', 'seven', 'own'] as const
export type TelephoneProvider = (typeof telephoneProviders)[number]

/** The first one is asked first; the second one when the first does not take a message. */
export const gatewayRanks = [1, 2] as const
export type GatewayRank = (typeof gatewayRanks)[number]
const Rank = z.union([z.literal(1), z.literal(2)])

/** Providers that make calls by the interface that is spoken here. */
export const callingProviders: readonly TelephoneProvider[] = ['twilio', 'seven', 'own']

const Number164 = z
  .string()
  .trim()
  .max(40)
  .transform((text, context) => {
    const number = phoneNumberOf(text)
    if (number !== undefined) return number
    context.addIssue('must begin with + and the country, as +43 664 1234567')
    return z.NEVER
  })

const Minutes = z.number().int().min(1).max(240)
const Steps = z.strictObject({
  mailMinutes: Minutes,
  textMinutes: Minutes,
  callMinutes: Minutes,
  passOnMinutes: Minutes.describe('Then the next person is asked to call'),
})
export type Steps = z.infer<typeof Steps>

const GatewaySettings = z.object({
  provider: z.enum(telephoneProviders),
  address: z.string(),
  account: z.string(),
  sender: z.string(),
  isOn: z.boolean(),
  hasCalls: z.boolean(),
  mostPerHour: z.number().int(),
  mostPerDay: z.number().int(),
  confirmedAt: z
    .string()
    .nullable()
    .describe('Null: it sends codes to those who may test it, and nothing else'),
  lastError: z.string().nullable(),
})
export type GatewaySettings = z.infer<typeof GatewaySettings>

const Telephone = z.object({
  gateway: GatewaySettings.nullable(),
  second: GatewaySettings.nullable().describe('In turn when the first one fails'),
  steps: Steps,
  isOwnSteps: z.boolean().describe('False: the minutes are as Muster proposes'),
  /** Where links and reports lead; of no use to telephones where only this machine can open it. */
  url: z.string(),
  isReachable: z.boolean(),
  handedToday: z.number().int().describe('Texts and calls handed over within the last 24 hours'),
  handedInMonth: z.number().int().describe('The same within the last 30 days'),
  /** The newest, at most fifty. */
  messages: z.array(
    z.object({
      id: Id,
      name: z.string().describe('Of the person'),
      channel: z.enum(['text', 'call']),
      to: z.string().describe('The end of the number'),
      state: z.enum(['waiting', 'reached', 'not reached']),
      why: z.string(),
      at: z.string(),
      isRead: z.boolean(),
      gateway: Rank.nullable().describe('That it was handed to last'),
    }),
  ),
})
export type Telephone = z.infer<typeof Telephone>

export const readTelephone = endpoint({
  name: 'readTelephone',
  method: 'GET',
  path: '/telephone',
  permission: 'channel.read',
  input: z.strictObject({}),
  output: Telephone,
  summary: 'The gateway for text messages and calls, its limits, and what went out',
})

const plainLine = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'must be one line')

export const configureTelephone = endpoint({
  name: 'configureTelephone',
  method: 'PUT',
  path: '/telephone',
  permission: 'channel.manage',
  input: z.strictObject({
    rank: Rank.default(1),
    provider: z.enum(telephoneProviders),
    address: plainLine
      .max(2000)
      .default('')
      .describe('Of an own program, whole; else empty, or another origin of the provider'),
    account: plainLine.max(200).default(''),
    secret: plainLine
      .max(500)
      .optional()
      .describe('Left out: the one that is kept stays, as long as provider, address and account stay'),
    sender: plainLine.max(60).default(''),
    isOn: z.boolean().default(true),
    hasCalls: z.boolean().default(false),
    mostPerHour: z
      .number()
      .int()
      .min(1)
      .max(60)
      .default(6)
      .describe('For one person; of the first gateway, for both'),
    mostPerDay: z
      .number()
      .int()
      .min(1)
      .max(5000)
      .default(100)
      .describe('For all together; of the first gateway, for both'),
  }),
  output: Telephone,
  summary:
    'Set the first or second gateway for text messages and calls; nothing is sent before its code came back',
})

export const setEscalation = endpoint({
  name: 'setEscalation',
  method: 'PUT',
  path: '/escalation',
  permission: 'channel.manage',
  input: Steps,
  output: Telephone,
  summary: 'Set after how many minutes unread each further way is tried',
})

export const MyTelephone = z.object({
  /** Somebody set a gateway: `unproved` sends nothing but codes to those who may test it. */
  gateway: z.enum(['none', 'unproved', 'on']),
  mayProve: z
    .boolean()
    .describe('I may ask for a code although the gateway is not proved: my code proves it'),
  hasUnproved: z.boolean().describe('A gateway waits for an owner to prove it, be it the second one'),
  canCall: z.boolean(),
  number: z.string().nullable(),
  isVerified: z.boolean(),
  codeUntil: z.string().nullable(),
  texts: z.boolean(),
  calls: z.boolean(),
  /** Numbers that the register has for me. */
  proposed: z.array(z.string()),
  steps: Steps,
})
export type MyTelephone = z.infer<typeof MyTelephone>

export const readMyTelephone = endpoint({
  name: 'readMyTelephone',
  method: 'GET',
  path: '/me/telephone',
  permission: 'inbox.own',
  input: z.strictObject({}),
  output: MyTelephone,
  summary: 'My number for text messages and calls',
})

export const sendTelephoneCode = endpoint({
  name: 'sendTelephoneCode',
  method: 'POST',
  path: '/me/telephone/code',
  permission: 'inbox.own',
  status: 201,
  input: z.strictObject({ number: Number164 }),
  output: MyTelephone,
  summary: 'Text a code to my number, to prove that it is mine',
})

export const confirmTelephone = endpoint({
  name: 'confirmTelephone',
  method: 'POST',
  path: '/me/telephone/confirmation',
  permission: 'inbox.own',
  status: 201,
  input: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'must be the six digits of the text message'),
  }),
  output: MyTelephone,
  summary: 'Prove my number by its code; the first code of an owner proves the gateway too',
})

export const chooseTelephone = endpoint({
  name: 'chooseTelephone',
  method: 'PUT',
  path: '/me/telephone',
  permission: 'inbox.own',
  input: z.strictObject({
    texts: z.boolean(),
    calls: z.boolean(),
    isForgotten: z.boolean().default(false).describe('Take my number away altogether'),
  }),
  output: MyTelephone,
  summary: 'Choose whether I am texted and called, or take my number away',
})

const Token = z.string().max(100)

export const readPhoneLink = endpoint({
  name: 'readPhoneLink',
  method: 'GET',
  path: '/phone-links/{token}',
  permission: 'public',
  input: z.strictObject({ token: Token }),
  output: z.object({
    organisation: z.string(),
    number: z.string().describe('Of the case, as INC-12; empty where that is nobody else\u2019s business'),
    isRead: z.boolean(),
    /** Where it is read, signed in. */
    path: z.string(),
  }),
  summary: 'What a text message calls for, by the link in it',
})

export const answerPhoneLink = endpoint({
  name: 'answerPhoneLink',
  method: 'POST',
  path: '/phone-links/{token}/reading',
  permission: 'public',
  status: 201,
  input: z.strictObject({
    token: Token,
    code: z
      .string()
      .trim()
      .regex(/^\d{4}$/, 'must be the four digits of the text message'),
  }),
  output: z.object({ isRead: z.literal(true) }),
  summary: 'Say by the code of a text message that I have it, so that nobody is called about it',
})

export const reportPhoneMessage = endpoint({
  kind: 'webhook',
  name: 'reportPhoneMessage',
  method: 'POST',
  path: '/phone-reports/{token}',
  permission: 'public',
  input: z.strictObject({ token: Token, part: z.literal('key').optional() }),
  mediaType: 'text/xml',
  output: z.union([z.object({ heard: z.literal(true) }), z.string()]),
  summary: 'What a gateway reports of a text message or call, with the proof of its provider',
})
