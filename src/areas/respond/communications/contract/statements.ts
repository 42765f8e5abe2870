/** Statements of a case: built from confirmed facts, let go by those who answer for them, kept as they went out. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { StatementBody } from '../rules/drafting.ts'
import { ReportRhythm } from './rhythms.ts'
import {
  statementAudiences,
  statementLanguages,
  statementStages,
  statementStates,
  Tick,
} from './statement-words.ts'

const revision = z.number().int().min(1).describe('Of the statement that was looked at')
const Reason = z.string().trim().min(1).max(1000)
const one = { id: Id, statement: Id }

const Counts = z.object({
  all: z.number().int(),
  waiting: z.number().int(),
  reached: z.number().int(),
  notReached: z.number().int(),
  read: z.number().int(),
})

export const Statement = z.object({
  id: Id,
  number: z.number().int(),
  audience: z.enum(statementAudiences),
  stage: z.enum(statementStages),
  language: z.enum(statementLanguages),
  role: z.string(),
  state: z.enum(statementStates),
  body: StatementBody,
  revision: z.number().int(),
  partyIds: z.array(Id),
  ticks: z.array(z.object({ tick: Tick, by: z.string(), at: z.string(), note: z.string() })),
  /** Ticks that are missing before it may leave. */
  missing: z.array(Tick),
  /** Why it may not leave as it stands, by what is known now; empty when it may. */
  faults: z.array(z.object({ path: z.string(), message: z.string() })),
  /** Why the mark or the circle of the case keeps it from this audience; '' where it may leave. */
  barred: z.string(),
  /** Number of the statement that this one corrects, and of the one that corrects it. */
  corrects: z.number().int().nullable(),
  correctedBy: z.number().int().nullable(),
  recipients: Counts,
  madeAt: z.string(),
  madeBy: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
  releasedAt: z.string().nullable(),
  releasedBy: z.string().nullable(),
  /** As it went out; null while it has not. */
  sentText: z.string().nullable(),
  sentSha256: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type Statement = z.infer<typeof Statement>

/** Whether one way may be used in a case, and who said that it may not. */
const Trust = z.object({
  /** Tested and confirmed, so that it could go out. */
  isOn: z.boolean(),
  isHostile: z.boolean(),
  since: z.string().nullable(),
  by: z.string(),
  reason: z.string(),
})

export const StatementBoard = z.object({
  incidentId: Id,
  number: z.number().int(),
  title: z.string(),
  status: z.string(),
  mode: z.string(),
  tlp: z.string(),
  facts: z.object({
    /** Version of the situation report; 0 while there is none. */
    version: z.number().int(),
    headline: z.string(),
    confirmed: z.array(z.string()),
    checking: z.array(z.string()),
    unknown: z.array(z.string()),
    next: z.array(z.string()),
    clock: z.string(),
  }),
  statements: z.array(Statement),
  telephone: Trust,
  mail: Trust,
  channels: z.array(z.object({ id: Id, name: z.string(), kind: z.string() })),
  rhythms: z.array(ReportRhythm),
  /** The rules of the organisation let reports to the team go without a yes to each. */
  teamByItself: z.boolean(),
  /** What whoever answers the telephone says, by language. */
  sheet: z.array(
    z.object({
      language: z.enum(statementLanguages),
      holding: z.array(z.string()),
      notSay: z.array(z.string()),
      questions: z.array(z.object({ asked: z.string(), answer: z.string() })),
    }),
  ),
  can: z.object({ draft: z.boolean(), tick: z.boolean(), send: z.boolean() }),
})
export type StatementBoard = z.infer<typeof StatementBoard>

export const readStatements = endpoint({
  name: 'readStatements',
  method: 'GET',
  path: '/incidents/{id}/statements',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: StatementBoard,
  summary: 'Read the statements of a case with the facts they rest on, and what to say on the telephone',
})

export const addStatement = endpoint({
  name: 'addStatement',
  method: 'POST',
  path: '/incidents/{id}/statements',
  permission: 'statement.draft',
  status: 201,
  input: z.strictObject({
    id: Id,
    audience: z.enum(statementAudiences),
    language: z.enum(statementLanguages).default('en'),
    stage: z.enum(['first', 'update', 'final']).default('first'),
    role: z
      .string()
      .trim()
      .max(60)
      .default('')
      .describe('For a briefing of the team: key of the incident role'),
    corrects: Id.optional().describe('The statement that this one corrects; to the same people'),
  }),
  output: Statement,
  summary: 'Begin a statement from its template and the confirmed facts',
})

export const changeStatement = endpoint({
  name: 'changeStatement',
  method: 'POST',
  path: '/incidents/{id}/statements/{statement}/words',
  permission: 'statement.draft',
  input: z.strictObject({
    ...one,
    revision,
    body: StatementBody,
    partyIds: z.array(Id).max(200).default([]).describe('Affected parties that are told by it'),
  }),
  output: Statement,
  summary:
    'Change the words of a draft; a sentence that says more than is confirmed is refused. Ticks fall away',
})

export const tickStatement = endpoint({
  name: 'tickStatement',
  method: 'POST',
  path: '/incidents/{id}/statements/{statement}/ticks',
  permission: 'statement.tick',
  input: z.strictObject({ ...one, revision, tick: Tick, note: z.string().trim().max(500).default('') }),
  output: Statement,
  summary: 'Agree to a statement: as who answers for it, for the law, or for the insurer',
})

export const releaseStatement = endpoint({
  name: 'releaseStatement',
  method: 'POST',
  path: '/incidents/{id}/statements/{statement}/release',
  permission: 'statement.send',
  input: z.strictObject({
    ...one,
    revision,
    chats: z.array(Id).max(10).default([]).describe('Rooms of chat tools that it goes to as well'),
  }),
  output: Statement,
  summary: 'Let a statement go: it is kept as sent, and goes to everyone on its list',
})

export const withdrawStatement = endpoint({
  name: 'withdrawStatement',
  method: 'POST',
  path: '/incidents/{id}/statements/{statement}/withdrawal',
  permission: 'statement.draft',
  input: z.strictObject({ ...one, reason: Reason }),
  output: Statement,
  summary: 'Put a draft aside, with the reason; what went out stays and is corrected instead',
})

export const trustMail = endpoint({
  name: 'trustMail',
  method: 'POST',
  path: '/incidents/{id}/mail-trust',
  permission: 'statement.send',
  input: z.strictObject({
    id: Id,
    way: z.enum(['mail', 'telephone']).default('mail'),
    isHostile: z.boolean(),
    reason: Reason,
  }),
  output: Trust,
  summary:
    'Mark mail or telephone as hostile in this case, so that nothing of it goes that way, or trust it again',
})

/** What one document of a statement is. */
export const paperKinds = ['statement', 'letters', 'telephone', 'answers', 'proof'] as const

export const printStatement = endpoint({
  kind: 'download',
  mediaType: 'application/octet-stream',
  name: 'printStatement',
  method: 'POST',
  path: '/incidents/{id}/statements/{statement}/papers',
  permission: 'statement.draft',
  input: z.strictObject({
    ...one,
    what: z.enum(paperKinds),
    part: z.number().int().min(1).max(1000).default(1).describe('Letters come in parts of 1,000: which one'),
  }),
  output: z.any(),
  summary:
    'Make a paper: the statement, letters to post, the telephone list, questions and answers, or the proof list',
})
