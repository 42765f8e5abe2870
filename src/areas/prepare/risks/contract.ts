/** Risks: what could happen to what, how often and how bad in words with their ranges, and who decided what about it. */
import * as z from 'zod'
import { Day } from '../../../base/calendar-day.ts'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { IncidentKind } from '../../../base/incident-kinds.ts'
import { pageInput, pageOf } from '../../../base/page.ts'
import { InstantIn } from '../../../base/time.ts'

/** More than once a year; once in 1 to 3, 3 to 10, 10 to 30 years; more seldom. */
export const likelihoods = ['often', 'likely', 'possible', 'unlikely', 'rare'] as const
/** As much as the firm earns in more than 20 working days; in 5 to 20, in 1 to 5, in less than one. */
export const harms = ['threatening', 'heavy', 'noticeable', 'small'] as const
export const riskStates = ['open', 'accepted', 'treated', 'ended'] as const
export const verdicts = ['keep', 'accept', 'treat', 'end'] as const

const Words = z.string().trim().max(2000).default('')

const Decision = z.object({
  verdict: z.enum(verdicts),
  reason: z.string(),
  until: z.string().nullable(),
  reviewOn: z.string(),
  decidedAt: z.string(),
  decidedBy: z.string(),
})
export type Decision = z.infer<typeof Decision>

export const Risk = z.object({
  id: Id,
  /** What could happen. */
  name: z.string(),
  kind: IncidentKind.nullable(),
  assetId: Id.nullable(),
  /** Name of the asset; '' without one. */
  asset: z.string(),
  /** To what it would happen, beside the asset or in its place. */
  touches: z.string(),
  likelihood: z.enum(likelihoods),
  harm: z.enum(harms),
  /** What is done about it. */
  measures: z.string(),
  ownerId: Id.nullable(),
  /** '' for nobody. */
  owner: z.string(),
  state: z.enum(riskStates),
  acceptedUntil: z.string().nullable(),
  reviewOn: z.string(),
  isSevere: z.boolean(),
  isReviewDue: z.boolean(),
  /** Accepted until a day that has passed. */
  isAcceptanceOver: z.boolean(),
  changedAt: z.string(),
})
export type Risk = z.infer<typeof Risk>

export const RiskDetail = Risk.extend({
  /** The newest first. */
  decisions: z.array(Decision),
  can: z.object({ manage: z.boolean(), accept: z.boolean() }),
})
export type RiskDetail = z.infer<typeof RiskDetail>

export const listRisks = endpoint({
  name: 'listRisks',
  method: 'GET',
  path: '/risks',
  permission: 'risk.read',
  input: z.strictObject({ ...pageInput, q: z.string().max(200).optional().describe('Part of the name') }),
  output: pageOf(Risk),
  summary: 'List risks that have not ended, the worst harm first, then the likeliest',
})

export const getRisk = endpoint({
  name: 'getRisk',
  method: 'GET',
  path: '/risks/{id}',
  permission: 'risk.read',
  input: z.strictObject({ id: Id }),
  output: RiskDetail,
  summary: 'Read a risk with every decision about it',
})

const Both = z.object({ en: z.string(), de: z.string() })
const Proposal = z.object({
  /** Names it among the proposals. */
  key: z.string(),
  from: z.enum(['answers', 'asset']),
  name: Both,
  kind: IncidentKind.nullable(),
  assetId: Id.nullable(),
  reasons: z.array(Both),
})
export type Proposal = z.infer<typeof Proposal>

export const proposeRisks = endpoint({
  name: 'proposeRisks',
  method: 'GET',
  path: '/risk-proposals',
  permission: 'risk.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(Proposal) }),
  summary:
    'Read which risks the answers about the firm and systems without a backup suggest, with the reasons',
})

const riskFields = {
  name: z.string().trim().min(1).max(200),
  kind: IncidentKind.nullable().default(null),
  assetId: Id.nullable().default(null),
  touches: z.string().trim().max(300).default(''),
  likelihood: z.enum(likelihoods),
  harm: z.enum(harms),
  measures: Words,
  ownerId: Id.nullable().default(null),
}

export const addRisk = endpoint({
  name: 'addRisk',
  method: 'POST',
  path: '/risks',
  permission: 'risk.manage',
  status: 201,
  input: z.strictObject({
    ...riskFields,
    reviewOn: Day.nullable()
      .default(null)
      .describe('Day to look at it again; in a year where it is left out'),
  }),
  output: RiskDetail,
  summary: 'Add a risk; the sections of the plan that rest on it need review',
})

export const changeRisk = endpoint({
  name: 'changeRisk',
  method: 'PUT',
  path: '/risks/{id}',
  permission: 'risk.manage',
  input: z.strictObject({
    id: Id,
    ...riskFields,
    basedOn: InstantIn.optional().describe(
      '`changedAt` of what was changed; refused when somebody was faster',
    ),
  }),
  output: RiskDetail,
  summary: 'Change a risk; what was decided about it stays',
})

export const decideRisk = endpoint({
  name: 'decideRisk',
  method: 'POST',
  path: '/risks/{id}/decisions',
  permission: 'risk.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    verdict: z.enum(verdicts).describe('Who leads may accept'),
    reason: z.string().trim().min(1).max(1000),
    until: Day.nullable().default(null).describe('For `accept`: the last day on which this holds'),
    reviewOn: Day.nullable().default(null).describe('Day to look at it again'),
  }),
  output: RiskDetail,
  summary: 'Decide about a risk: work on it, accept it until a day, call it treated, or end it',
})

/** What the list of what would fail today must know of risks: those that ask for somebody, and nothing of the others. */
export interface RiskStanding {
  readonly risks: readonly {
    readonly id: string
    readonly name: string
    /** Severe, not treated, and nobody who is still here answers for it. */
    readonly isUnowned: boolean
    /** Accepted until this day, which has passed; null otherwise. */
    readonly acceptanceOver: string | null
    /** Should have been looked at by this day; null otherwise. */
    readonly reviewOver: string | null
  }[]
}
