/** Rehearsals of odd mail: to proved domains of one's own, let go by a second person, told by groups alone. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import {
  councils,
  difficulties,
  Domain,
  Group,
  landingPages,
  languages,
  OwnTemplate,
  Rehearsal,
  Result,
} from './words.ts'

const Line = z.string().trim().min(1).max(200)

const Setup = z.object({
  domains: z.array(Domain),
  groups: z.array(Group),
  templates: z.array(OwnTemplate),
  /** Who can be in a group; empty for whoever may not change one. */
  people: z.array(z.object({ id: Id, name: z.string() })),
  /** Whether the organisation's mail server was confirmed. */
  isMailOn: z.boolean(),
  /** People with an address in a proved domain, and those whose address is elsewhere and who get nothing. */
  reachable: z.number().int(),
  elsewhere: z.number().int(),
  can: z.object({ manage: z.boolean() }),
})
export type Setup = z.infer<typeof Setup>

export const listRehearsals = endpoint({
  name: 'listRehearsals',
  method: 'GET',
  path: '/phishing-rehearsals',
  permission: 'phishing.read',
  input: z.strictObject(pageInput),
  output: pageOf(Rehearsal).extend({ setup: Setup }),
  summary: 'List rehearsals of odd mail, the newest first, with domains, groups and own mails',
})

export const RehearsalDetail = Rehearsal.extend({
  senderName: z.string(),
  senderAddress: z.string(),
  subject: z.string(),
  body: z.string(),
  linkWords: z.string(),
  signs: z.object({ en: z.array(z.string()), de: z.array(z.string()) }),
  /** Header and value by which the mail server can let it pass while it runs. */
  header: z.object({ name: z.string(), value: z.string() }),
  /** Mails that went out so far, and those that wait. */
  sent: z.number().int(),
  waiting: z.number().int(),
  /** Everybody first, then groups; small ones together. Empty while it runs, and where they were too few. */
  results: z.array(Result),
  can: z.object({ approve: z.boolean(), decline: z.boolean(), stop: z.boolean() }),
})
export type RehearsalDetail = z.infer<typeof RehearsalDetail>

export const getRehearsal = endpoint({
  name: 'getRehearsal',
  method: 'GET',
  path: '/phishing-rehearsals/{id}',
  permission: 'phishing.read',
  input: z.strictObject({ id: Id }),
  output: RehearsalDetail,
  summary: 'Read a rehearsal; what people did is told after its end, by groups that are large enough',
})

export const planRehearsal = endpoint({
  name: 'planRehearsal',
  method: 'POST',
  path: '/phishing-rehearsals',
  permission: 'phishing.manage',
  status: 201,
  input: z.strictObject({
    name: Line,
    template: Line.describe('Key of a mail on the shelf, or id of one of your own'),
    language: z.enum(languages).default('en').describe('Of a mail on the shelf'),
    domainId: Id,
    senderName: Line.max(60),
    sender: Line.max(200).describe('An address in the proved domain, or in a part of it'),
    groupIds: z.array(Id).max(50).default([]).describe('Left out: everybody'),
    startsOn: Day,
    endsOn: Day.describe('Last day on which mail goes out; at most thirty days after the first'),
    council: z.enum(councils),
    peopleKnow: z
      .literal(true)
      .describe('Those who work here were told that rehearsals happen, though not when'),
  }),
  output: RehearsalDetail,
  summary: 'Plan a rehearsal; it starts when a second person who leads has agreed',
})

export const decideRehearsal = endpoint({
  name: 'decideRehearsal',
  method: 'POST',
  path: '/phishing-rehearsals/{id}/decisions',
  permission: 'phishing.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    decision: z
      .enum(['approve', 'decline', 'stop'])
      .describe('`approve` by somebody else than who planned it; `stop` at any time, and every link dies'),
  }),
  output: RehearsalDetail,
  summary: 'Let a rehearsal go, decline it, or stop it',
})

export const provePhishingDomain = endpoint({
  name: 'provePhishingDomain',
  method: 'POST',
  path: '/phishing-domains',
  permission: 'phishing.manage',
  status: 201,
  input: z.strictObject({
    domain: Line.max(253),
    step: z
      .enum(['ask', 'look', 'remove'])
      .default('ask')
      .describe('`ask` for the TXT record, `look` whether it is there, `remove` the domain'),
  }),
  output: z.object({ domains: z.array(Domain) }),
  summary: 'Prove a domain of your own by a TXT record',
})

const SetupChange = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('save_group'),
    id: Id.optional(),
    name: Line.max(80),
    memberIds: z
      .array(Id)
      .max(500)
      .describe('Each person is in one group; being named here takes them from another'),
  }),
  z.strictObject({ do: z.literal('end_group'), id: Id }),
  z.strictObject({
    do: z.literal('save_template'),
    id: Id.optional(),
    name: Line.max(80),
    language: z.enum(languages),
    difficulty: z.enum(difficulties),
    subject: Line.max(150),
    body: z
      .string()
      .trim()
      .min(20)
      .max(4000)
      .describe('`{link}` once; `{name}` and `{organisation}` are filled in'),
    linkWords: Line.max(80),
    page: z.enum(landingPages).default('none'),
    signs: z.array(z.string().trim().min(1).max(300)).min(1).max(10),
  }),
  z.strictObject({ do: z.literal('end_template'), id: Id }),
])
export type SetupChange = z.infer<typeof SetupChange>

export const changePhishingSetup = endpoint({
  name: 'changePhishingSetup',
  method: 'POST',
  path: '/phishing-setup',
  permission: 'phishing.manage',
  status: 201,
  input: z.strictObject({ change: SetupChange }),
  output: z.object({ setup: Setup }),
  summary: 'Save or end a group of people, or a mail of your own',
})
