/** Proposals to change the plan's own words, accepted or refused with a reason. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { SectionName } from './plan.ts'

export const Proposal = z.object({
  id: Id,
  section: SectionName,
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  sourceId: Id.nullable(),
  proposedAt: z.string(),
  proposedBy: z.string(),
  state: z.enum(['open', 'accepted', 'refused']),
  decision: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** The section has other words by now: what is accepted would undo them. */
  isOutdated: z.boolean(),
})
export type Proposal = z.infer<typeof Proposal>

export const listPlanProposals = endpoint({
  name: 'listPlanProposals',
  method: 'GET',
  path: '/plan/proposals',
  permission: 'plan.prepare',
  input: z.strictObject({
    sourceId: Id.optional().describe('Those that came from this review or rehearsal'),
  }),
  output: z.object({ items: z.array(Proposal), next: z.null() }),
  summary: 'List proposals to change the plan, open ones first',
})

export const proposePlanChange = endpoint({
  name: 'proposePlanChange',
  method: 'POST',
  path: '/plan/proposals',
  permission: 'plan.propose',
  status: 201,
  input: z.strictObject({
    section: SectionName,
    words: z.string().trim().min(1).max(20_000).describe('How the own words of the section should read'),
    reason: z.string().trim().min(1).max(1000),
  }),
  output: Proposal,
  summary: 'Propose other words for a section of the plan',
})

export const decidePlanProposal = endpoint({
  name: 'decidePlanProposal',
  method: 'POST',
  path: '/plan/proposals/{id}/decision',
  permission: 'plan.edit',
  status: 201,
  input: z.strictObject({ id: Id, isAccepted: z.boolean(), reason: z.string().trim().min(1).max(1000) }),
  output: Proposal,
  summary: 'Accept a proposal, which changes the section at once, or refuse it; both with a reason',
})
