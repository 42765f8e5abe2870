/** Exchanges: servers with which an organisation exchanges warnings, MISP or a TAXII 2.1 collection. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'

export const exchangeKinds = ['misp', 'taxii'] as const
/** `key`: the auth key as MISP wants it; the others as a TAXII server does. */
export const loginWays = ['key', 'bearer', 'basic', 'none'] as const
/** What is for named people only travels through no server. */
export const tlpBounds = ['clear', 'green', 'amber', 'amber+strict'] as const
export const exchangeTroubles = [
  'unknown_host',
  'forbidden_address',
  'not_listed',
  'unreachable',
  'tls',
  'muted',
  'login',
  'gone',
  'refused',
  'busy',
  'elsewhere',
  'too_big',
  'unreadable',
  'broken_off',
  'secret',
  'collection',
  'full',
  'unknown',
] as const
export type ExchangeTrouble = (typeof exchangeTroubles)[number]

export const mostExchanges = 10

const Names = z.array(z.string().trim().min(1).max(200)).max(20)

/** What of a server is wanted. */
export const Wanted = z.strictObject({
  collection: z.string().trim().max(1000).default('').describe('TAXII: the address of the collection'),
  tags: Names.default([]).describe('MISP: tags to take; one with ! before it is left out'),
  organisations: Names.default([]).describe('MISP: organisations whose events are taken; none for all'),
  isPublishedOnly: z.boolean().default(true).describe('MISP: events that were published'),
  isAnyAttribute: z.boolean().default(false).describe('MISP: also what is not meant for detection (to_ids)'),
  daysBack: z.number().int().min(1).max(3650).default(30).describe('How far back the first look goes'),
  daysKept: z
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(90)
    .describe('For how long after it was last seen a thing is watched'),
})
export type Wanted = z.infer<typeof Wanted>

const definition = {
  name: z.string().trim().min(1).max(100),
  address: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .describe('MISP: its base address; TAXII: discovery or API root'),
  login: z.enum(loginWays),
  loginName: z.string().trim().max(200).default('').describe('For basic'),
  wanted: Wanted,
  tlpBound: z.enum(tlpBounds).describe('Nothing marked narrower than this is taken or sent'),
  takes: z.boolean().describe('Its warnings are watched for here'),
  sends: z.boolean().describe('MISP: a lead may send what a case found'),
  sights: z.boolean().describe('MISP: it is told when something that it warns of was seen here'),
  isOn: z.boolean(),
}

export const Counts = z.object({
  taken: z.number().int(),
  ended: z.number().int(),
  leftKind: z.number().int().describe('Of a kind that is not watched'),
  leftHarmless: z.number().int().describe('Our own, or on the list of the harmless'),
  leftTlp: z.number().int().describe('Marked narrower than the bound'),
  leftOld: z.number().int().describe('Too old already'),
  leftUnread: z.number().int().describe('Could not be read, or names several conditions at once'),
})
export type Counts = z.infer<typeof Counts>

export const Exchange = z.object({
  id: Id,
  kind: z.enum(exchangeKinds),
  ...definition,
  host: z.string(),
  hasSecret: z.boolean(),
  version: z.number().int(),
  indicators: z.number().int().describe('That are watched now'),
  counts: Counts.describe('Of the last look that came to its end'),
  isReading: z.boolean().describe('The first look, or a long one, is not at its end yet'),
  askedAt: z.string().nullable(),
  nextAt: z.string().nullable(),
  trouble: z.string().nullable(),
  troubleAt: z.string().nullable(),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type Exchange = z.infer<typeof Exchange>

export const HarmlessList = z.object({
  lines: z.array(z.string()),
  own: z.array(z.string()).describe('Kept out always: domains of our own people'),
  version: z.number().int(),
})
export type HarmlessList = z.infer<typeof HarmlessList>

const Secret = z
  .string()
  .max(4000)
  .optional()
  .describe('Sealed; left out it stays, unless the server is another; empty takes it away')

export const listExchanges = endpoint({
  name: 'listExchanges',
  method: 'GET',
  path: '/threat-exchanges',
  permission: 'connection.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(Exchange), harmless: HarmlessList }),
  summary: 'Servers with which warnings are exchanged, without their secrets, and what is never watched',
})

export const addExchange = endpoint({
  name: 'addExchange',
  method: 'POST',
  path: '/threat-exchanges',
  permission: 'connection.manage',
  status: 201,
  input: z.strictObject({ kind: z.enum(exchangeKinds), ...definition, secret: Secret }),
  output: Exchange,
  summary: 'Connect a MISP server or a TAXII 2.1 collection',
})

export const changeExchange = endpoint({
  name: 'changeExchange',
  method: 'PUT',
  path: '/threat-exchanges/{id}',
  permission: 'connection.manage',
  input: z.strictObject({ id: Id, version: z.number().int(), ...definition, secret: Secret }),
  output: Exchange,
  summary: 'Change a server; where something else is wanted of it, it is read from the beginning',
})

export const removeExchange = endpoint({
  name: 'removeExchange',
  method: 'DELETE',
  path: '/threat-exchanges/{id}',
  permission: 'connection.manage',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Take a server off: its warnings are not watched any more, what was seen stays',
})

export const askExchange = endpoint({
  name: 'askExchange',
  method: 'POST',
  path: '/threat-exchanges/{id}/turn',
  permission: 'connection.manage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({
    said: z.string().describe('Who answered, and in which version'),
    collections: z.array(z.object({ address: z.string(), title: z.string() })),
    trouble: z.string().nullable(),
    taken: z.number().int().describe('Warnings that were taken just now; none while it is off'),
  }),
  summary: 'Ask a server now: who it is, which collections it has, and where it is on, what is new',
})

export const setHarmless = endpoint({
  name: 'setHarmless',
  method: 'PUT',
  path: '/settings/harmless',
  permission: 'source.manage',
  input: z.strictObject({
    version: z.number().int(),
    lines: z.array(z.string().trim().min(1).max(500)).max(2000).describe('Domains, addresses, ranges, links'),
  }),
  output: HarmlessList,
  summary: 'What is never watched, whoever warns of it',
})
