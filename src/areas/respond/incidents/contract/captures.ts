/** What one line can become besides a note: needs, blockers, costs, ideas, decisions; and the one endpoint of the line itself. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Amount, Currency } from '../../../../base/money.ts'
import { InstantIn } from '../../../../base/time.ts'
import { Basis } from './basis.ts'
import { NewSystemState } from './work.ts'
import { blockerKinds, captureOutcomes, costKinds } from './capture-words.ts'

const Line = z.string().trim().min(1).max(300)
const Text = z.string().trim().min(1).max(10_000)
const Short = z.string().trim().max(300)
const Answer = z.string().trim().min(1).max(2000)
const Mentions = z.array(Id).max(20).default([]).describe('Members who are told of it in their inbox')
const all = <T extends z.ZodType>(item: T) => ({ items: z.array(item), next: z.null() })

export const Need = z.object({
  id: Id,
  text: z.string(),
  source: z.string(),
  wantedAt: z.string(),
  wantedBy: z.string(),
  gotAt: z.string().nullable(),
  gotBy: z.string().nullable(),
  answer: z.string().nullable(),
})
export type Need = z.infer<typeof Need>

const needFields = { text: Text, source: Short.default('').describe('Whom or where it is to come from') }

export const listNeeds = endpoint({
  name: 'listNeeds',
  method: 'GET',
  path: '/incidents/{id}/needs',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object(all(Need)),
  summary: 'List the information that is wanted, and what came',
})

export const addNeed = endpoint({
  name: 'addNeed',
  method: 'POST',
  path: '/incidents/{id}/needs',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({ id: Id, ...needFields }),
  output: Need,
  summary: 'Say what has to be found out',
})

export const answerNeed = endpoint({
  name: 'answerNeed',
  method: 'POST',
  path: '/incidents/{id}/needs/{need}/answer',
  permission: 'incident.note',
  input: z.strictObject({ id: Id, need: Id, answer: Answer }),
  output: Need,
  summary: 'Record the information that was wanted',
})

export const Blocker = z.object({
  id: Id,
  text: z.string(),
  kind: z.enum(blockerKinds),
  beganAt: z.string(),
  recordedBy: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  outcome: z.string(),
  /** Whole minutes until its end, or until now. */
  minutes: z.number().int(),
})
export type Blocker = z.infer<typeof Blocker>

const blockerFields = {
  text: Text,
  kind: z.enum(blockerKinds),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(43_200)
    .optional()
    .describe('How long it lasted, when it is over already; without it the clock starts now'),
}

export const listBlockers = endpoint({
  name: 'listBlockers',
  method: 'GET',
  path: '/incidents/{id}/blockers',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({
    ...all(Blocker),
    /** Sum over all of them, and the minutes of the clock in which at least one held work up. */
    minutes: z.number().int(),
    clockMinutes: z.number().int(),
    byKind: z.array(z.object({ kind: z.enum(blockerKinds), minutes: z.number().int() })),
  }),
  summary: 'List what held work up, with the minutes it took',
})

export const addBlocker = endpoint({
  name: 'addBlocker',
  method: 'POST',
  path: '/incidents/{id}/blockers',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({ id: Id, ...blockerFields }),
  output: Blocker,
  summary: 'Say what holds work up',
})

export const endBlocker = endpoint({
  name: 'endBlocker',
  method: 'POST',
  path: '/incidents/{id}/blockers/{blocker}/end',
  permission: 'incident.note',
  input: z.strictObject({ id: Id, blocker: Id, outcome: z.string().trim().max(2000).default('') }),
  output: Blocker,
  summary: 'Say that it holds nothing up any more',
})

export const CostWork = z.strictObject({
  people: z.number().int().min(1).max(1000),
  minutes: z.number().int().min(1).max(43_200).describe('Of each of them'),
})

export const Cost = z.object({
  id: Id,
  text: z.string(),
  kind: z.enum(costKinds),
  /** Null, with its currency, for work where nobody said what an hour costs. */
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  /** Where it is the time of people. */
  work: CostWork.nullable(),
  invoice: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  struckAt: z.string().nullable(),
  struckBy: z.string().nullable(),
})
export type Cost = z.infer<typeof Cost>

const costFields = {
  text: Text,
  kind: z.enum(costKinds).describe('Kind of loss as VERIS 1.4.1 has it'),
  amount: Amount.optional(),
  currency: Currency.optional(),
  work: CostWork.optional().describe('In place of an amount: the time of people, at the rate of the profile'),
  invoice: Short.default('').describe('Number of the invoice'),
}

export const listCosts = endpoint({
  name: 'listCosts',
  method: 'GET',
  path: '/incidents/{id}/costs',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({
    ...all(Cost),
    /** One for each currency; nothing is converted. */
    totals: z.array(
      z.object({
        currency: z.string(),
        amount: z.string(),
        byKind: z.array(z.object({ kind: z.enum(costKinds), amount: z.string() })),
      }),
    ),
    /** Minutes of all people together, and those that no rate gave a price to. */
    work: z.object({ minutes: z.number().int(), unpricedMinutes: z.number().int() }),
  }),
  summary: 'List what it cost, with totals',
})

export const addCost = endpoint({
  name: 'addCost',
  method: 'POST',
  path: '/incidents/{id}/costs',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({ id: Id, ...costFields }),
  output: Cost,
  summary: 'Record a cost: an amount, or the time of people',
})

export const strikeCost = endpoint({
  name: 'strikeCost',
  method: 'POST',
  path: '/incidents/{id}/costs/{cost}/strike',
  permission: 'incident.note',
  input: z.strictObject({ id: Id, cost: Id, reason: z.string().trim().min(1).max(1000) }),
  output: Cost,
  summary: 'Strike a cost out, with a reason; it stays to be seen',
})

export const Idea = z.object({
  id: Id,
  text: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  /** Number of the entry of the record that it grew from. */
  entry: z.number().int().nullable(),
})
export type Idea = z.infer<typeof Idea>

export const listIdeas = endpoint({
  name: 'listIdeas',
  method: 'GET',
  path: '/incidents/{id}/ideas',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object(all(Idea)),
  summary: 'List the ideas for later',
})

export const addIdea = endpoint({
  name: 'addIdea',
  method: 'POST',
  path: '/incidents/{id}/ideas',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({
    id: Id,
    text: Text.optional().describe('Absent, the words of the entry'),
    entry: z
      .number()
      .int()
      .min(1)
      .max(2_147_483_647)
      .optional()
      .describe('The entry of the record that it grows from'),
  }),
  output: Idea,
  summary: 'Keep an idea for the time after, in own words or as an entry of the record says it',
})

export const Decision = z.object({
  id: Id,
  text: z.string(),
  options: z.array(z.string()),
  decidedAt: z.string(),
  decidedBy: z.string(),
})
export type Decision = z.infer<typeof Decision>

export const listDecisions = endpoint({
  name: 'listDecisions',
  method: 'GET',
  path: '/incidents/{id}/decisions',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object(all(Decision)),
  summary: 'List the decisions, with the options known at the time',
})

export const Captured = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('note'), text: Text, mentions: Mentions }),
  z.strictObject({ kind: z.literal('decision'), text: Text, options: z.array(Line).max(10).default([]) }),
  z.strictObject({ kind: z.literal('need'), ...needFields }),
  z.strictObject({ ...blockerFields, kind: z.literal('blocked'), by: z.enum(blockerKinds) }),
  z.strictObject({ ...costFields, kind: z.literal('cost'), loss: z.enum(costKinds) }),
  z.strictObject({ kind: z.literal('idea'), text: Text }),
  z.strictObject({
    kind: z.literal('task'),
    title: Line,
    ownerId: Id.optional(),
    dueAt: InstantIn.optional(),
  }),
  z.strictObject({ kind: z.literal('system'), name: Line, state: NewSystemState }),
])
export type Captured = z.infer<typeof Captured>

export const capture = endpoint({
  name: 'capture',
  method: 'POST',
  path: '/incidents/{id}/captures',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({
    id: Id,
    clientId: Id.describe('Made where the line was written; the same one sent again changes nothing'),
    saidAt: InstantIn.describe('When it was written, by the clock of that device'),
    sentAt: InstantIn.describe('What that clock says now, so that a wrong clock does no harm'),
    captured: Captured,
    basis: Basis.optional().describe('What it rests on; left out where nobody said it'),
  }),
  output: z.object({
    outcome: z.enum(captureOutcomes),
    /** When it was said, by the clock of the server. */
    saidAt: z.string(),
  }),
  summary: 'Put one line on the record, also one that was written without a connection',
})
