/** What a review wants changed in the plan, the risks and the scales of severity, with what came of it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { SectionName } from '../../../prepare/plan/contract/plan.ts'
import { GradingWish } from '../../../respond/incidents/contract/grading-proposals.ts'

export const proposalTargets = ['plan', 'risk', 'scale'] as const

export const ReviewProposal = z.object({
  id: Id,
  to: z.enum(proposalTargets),
  /** The section of the plan, the name of the risk, or the cell of the table: row and column with a space. */
  what: z.string(),
  /** Word against word; of a risk likelihood and harm with a space. */
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  state: z.enum(['open', 'accepted', 'refused']),
  /** Why; null while it is open. */
  decision: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** Where it is decided, under the organisation's address. */
  path: z.string(),
})
export type ReviewProposal = z.infer<typeof ReviewProposal>

const Reason = z.string().trim().min(1).max(1000)

export const proposeChangeFromReview = endpoint({
  name: 'proposeChangeFromReview',
  method: 'POST',
  path: '/reviews/{id}/proposals',
  permission: 'plan.propose',
  status: 201,
  input: z.strictObject({
    id: Id,
    section: SectionName.optional().describe('The section of the plan that should read otherwise'),
    words: z.string().trim().max(20_000).default('').describe('How its own words should read'),
    cell: z
      .strictObject({ ...GradingWish.shape })
      .optional()
      .describe('Instead of a section: the cell of the table of severity that should say otherwise'),
    reason: Reason,
  }),
  output: z.object({ items: z.array(ReviewProposal), next: z.null() }),
  summary: 'Propose other words for a section of the plan, or another severity for a cell of the table',
})
