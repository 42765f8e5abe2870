/** The call tree: who calls whom when mail, sign-in and server are down, and the trial that shows whether it works. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Way, Words, contactKinds, freshness } from './words.ts'

export const reachChannels = [
  'phone',
  'mobile',
  'work_mail',
  'private_mail',
  'messenger',
  'person',
  'app',
] as const
export type ReachChannel = (typeof reachChannels)[number]
export const heardBy = ['link', 'page', 'caller'] as const
export const mostInTree = 500

const CallNode = z.object({
  contactId: Id,
  name: z.string(),
  organisation: z.string(),
  kind: z.enum(contactKinds),
  /** null is called by whoever begins. */
  calledBy: Id.nullable(),
  /** How far from the beginning; 0 is called first. */
  depth: z.number().int(),
  ways: z.array(Way),
  freshness: z.enum(freshness),
  isAway: z.boolean(),
  deputyName: z.string(),
  /** No way that works while our own systems are down. */
  isUnreachable: z.boolean(),
})
export type CallNode = z.infer<typeof CallNode>

export const ReachAnswer = z.object({
  contactId: Id,
  name: z.string(),
  /** Who had to call; '' for whoever began. */
  caller: z.string(),
  answeredAt: z.string().nullable(),
  /** From the beginning of the trial, rounded up. */
  minutes: z.number().int().nullable(),
  channel: z.enum(reachChannels).nullable(),
  heard: z.enum(heardBy).nullable(),
  heardBy: z.string().nullable(),
})
export type ReachAnswer = z.infer<typeof ReachAnswer>

export const ReachTest = z.object({
  id: Id,
  note: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  endedAt: z.string().nullable(),
  asked: z.number().int(),
  answered: z.number().int(),
  /** Minutes until the first, and until half of them had answered; null when nobody did, or not so many. */
  firstMinutes: z.number().int().nullable(),
  halfMinutes: z.number().int().nullable(),
  answers: z.array(ReachAnswer),
})
export type ReachTest = z.infer<typeof ReachTest>

export const readCallTree = endpoint({
  name: 'readCallTree',
  method: 'GET',
  path: '/call-tree',
  permission: 'reach.answer',
  input: z.strictObject({}),
  output: z.object({
    organisation: z.string(),
    madeAt: z.string(),
    /** In the order of calling: each behind the one who calls them. */
    people: z.array(CallNode),
    /** The person who reads this; null when they stand in no call tree. */
    me: Id.nullable(),
    running: ReachTest.nullable(),
    /** The day by which the next trial is due: a quarter after the last one. null without a tree. */
    nextTestOn: z.string().nullable(),
    isTestDue: z.boolean(),
    can: z.object({ manage: z.boolean() }),
  }),
  summary: 'Read who calls whom, with the numbers, and the trial that is running',
})

export const setCallTree = endpoint({
  name: 'setCallTree',
  method: 'PUT',
  path: '/call-tree',
  permission: 'contact.manage',
  input: z.strictObject({
    links: z.array(z.strictObject({ contactId: Id, calledBy: Id.nullable().default(null) })).max(mostInTree),
  }),
  output: z.object({ people: z.number().int() }),
  summary: 'Say who calls whom; a circle is refused with the names in it',
})

export const printCallTree = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'printCallTree',
  method: 'GET',
  path: '/call-tree.pdf',
  permission: 'reach.answer',
  readOnly: false,
  input: z.strictObject({}),
  output: z.any(),
  summary: 'The call tree as cards to print and carry; that it was made is recorded',
})

export const startReachTest = endpoint({
  name: 'startReachTest',
  method: 'POST',
  path: '/reach-tests',
  permission: 'contact.manage',
  status: 201,
  input: z.strictObject({ note: Words }),
  output: ReachTest,
  summary: 'Begin a trial of the call tree: everybody in it is asked to answer',
})

export const listReachTests = endpoint({
  name: 'listReachTests',
  method: 'GET',
  path: '/reach-tests',
  permission: 'contact.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(ReachTest), next: z.null() }),
  summary: 'List the last twelve trials with who answered, by which channel, after how many minutes',
})

export const answerReachTest = endpoint({
  name: 'answerReachTest',
  method: 'POST',
  path: '/reach-tests/{id}/answers',
  permission: 'reach.answer',
  input: z.strictObject({
    id: Id,
    contactId: Id.describe('Of the one who was reached; anybody else than oneself needs the right to do so'),
    channel: z.enum(reachChannels),
  }),
  output: ReachTest,
  summary: 'Say that one was reached oneself, or that somebody answered one’s call, and by which channel',
})

export const linkReachTest = endpoint({
  name: 'linkReachTest',
  method: 'POST',
  path: '/reach-tests/{id}/links',
  permission: 'contact.manage',
  status: 201,
  input: z.strictObject({ id: Id, contactId: Id }),
  output: z.object({ url: z.string() }),
  summary: 'Make a link by which one person answers without signing in; shown once, an older one dies',
})

export const endReachTest = endpoint({
  name: 'endReachTest',
  method: 'POST',
  path: '/reach-tests/{id}/end',
  permission: 'contact.manage',
  input: z.strictObject({ id: Id }),
  output: ReachTest,
  summary: 'End a trial; what nobody answered stays unanswered',
})

const Token = z.string().min(1).max(100)

export const readReachLink = endpoint({
  name: 'readReachLink',
  method: 'GET',
  path: '/reach-links/{token}',
  permission: 'public',
  input: z.strictObject({ token: Token }),
  output: z.object({
    organisation: z.string(),
    name: z.string(),
    startedAt: z.string(),
    isAnswered: z.boolean(),
    isOver: z.boolean(),
  }),
  summary: 'What a link of a trial asks, and of whom',
})

export const answerReachLink = endpoint({
  name: 'answerReachLink',
  method: 'POST',
  path: '/reach-links/{token}/answer',
  permission: 'public',
  input: z.strictObject({ token: Token, channel: z.enum(reachChannels).default('messenger') }),
  output: z.object({ minutes: z.number().int() }),
  summary: 'Answer a trial of the call tree without signing in',
})
