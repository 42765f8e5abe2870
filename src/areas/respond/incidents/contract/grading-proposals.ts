/** What reviews want changed in the table of severity: a cell each, accepted or refused with a reason. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { severities } from '../../../../base/incident-words.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { risks, spreads } from './first-hour-words.ts'

/** A cell of the table, and how bad it should say that it is. */
export const GradingWish = z.strictObject({
  row: z.enum(risks).describe('What is at risk'),
  column: z.enum(spreads).describe('How far it reaches'),
  severity: z.enum(severities),
})
export type GradingWish = z.infer<typeof GradingWish>

export const GradingProposal = z.object({
  id: Id,
  /** The review that proposes it. */
  sourceId: Id,
  row: z.enum(risks),
  column: z.enum(spreads),
  before: z.enum(severities),
  after: z.enum(severities),
  reason: z.string(),
  proposedAt: z.string(),
  proposedBy: z.string(),
  state: z.enum(['open', 'accepted', 'refused']),
  decision: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** The cell says something else by now: what is accepted would undo that. */
  isOutdated: z.boolean(),
})
export type GradingProposal = z.infer<typeof GradingProposal>

export const listGradingProposals = endpoint({
  name: 'listGradingProposals',
  method: 'GET',
  path: '/grading/proposals',
  permission: 'grading.read',
  input: z.strictObject(pageInput),
  output: pageOf(GradingProposal),
  summary: 'List what reviews want changed in the table of severity, newest first',
})

export const decideGradingProposal = endpoint({
  name: 'decideGradingProposal',
  method: 'POST',
  path: '/grading/proposals/{id}/decision',
  permission: 'grading.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    isAccepted: z.boolean().describe('Accepting puts a new version of the table in force at once'),
    reason: z.string().trim().min(1).max(1000),
  }),
  output: GradingProposal,
  summary: 'Accept a proposal for the table of severity, or refuse it; both with a reason',
})
