/** What each closed case asks: what becomes better, which tool should have seen it, what it says about a risk and the business. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'
import { harms, likelihoods } from '../../../prepare/risks/contract.ts'
import { Improvement } from './improvements.ts'
import { businessVerdicts, improvementKinds, spotVerdicts, strengths } from './words.ts'

const Case = z.object({ incidentId: Id, number: z.number().int(), title: z.string() })

export const BlindSpot = Case.extend({
  ownerId: Id.nullable(),
  /** '' for nobody. */
  owner: z.string(),
  askedAt: z.string(),
  /** Null while nobody answered. */
  verdict: z.enum(spotVerdicts).nullable(),
  tool: z.string(),
  note: z.string(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string(),
  /** Null while nobody touched it. */
  changedAt: z.string().nullable(),
})
export type BlindSpot = z.infer<typeof BlindSpot>

export const RiskCase = z.object({
  id: Id,
  riskId: Id,
  risk: z.string(),
  incidentId: Id,
  number: z.number().int(),
  likelihoodBefore: z.enum(likelihoods),
  harmBefore: z.enum(harms),
  likelihood: z.enum(likelihoods),
  harm: z.enum(harms),
  /** So many cases of the kind in so many months. */
  times: z.number().int(),
  months: z.number().int(),
  /** Working days that the worst of them took; null where nobody can say. */
  daysLost: z.number().int().nullable(),
  proposedAt: z.string(),
  state: z.enum(['open', 'accepted', 'refused']),
  reason: z.string(),
  decidedBy: z.string(),
  /** Whether whoever asks may decide. */
  canDecide: z.boolean(),
})
export type RiskCase = z.infer<typeof RiskCase>

export const BusinessDecision = z.object({
  id: Id,
  incidentId: Id.nullable(),
  number: z.number().int().nullable(),
  question: z.string(),
  verdict: z.enum(businessVerdicts),
  reason: z.string(),
  ownerId: Id,
  owner: z.string(),
  decidedOn: z.string(),
  decidedBy: z.string(),
  followUpOn: z.string(),
  isFollowUpDue: z.boolean(),
  followedAt: z.string().nullable(),
  followedBy: z.string(),
  outcome: z.string(),
})
export type BusinessDecision = z.infer<typeof BusinessDecision>

const Both = z.object({ en: z.string(), de: z.string() })
const Remedy = z.object({
  key: z.string(),
  kind: z.enum(improvementKinds),
  strength: z.enum(strengths),
  /** Technique, or the work of people; both are always proposed together. */
  side: z.enum(['technical', 'human']),
  title: Both,
  why: Both,
})
export type Remedy = z.infer<typeof Remedy>

export const Lessons = z.object({
  improvements: z.array(Improvement),
  /** Ideas of the case that nobody made an improvement of yet. */
  ideas: z.array(z.object({ id: Id, text: z.string(), recordedBy: z.string(), recordedAt: z.string() })),
  /** What usually helps against the way in and the factors of this case; what was taken up is left out. */
  remedies: z.array(Remedy),
  /** Said where all that was taken up is training, and more would hold better. */
  challenge: Both.nullable(),
  /** Null while the case is not closed, or where it ended without anything having happened. */
  blindSpot: BlindSpot.nullable(),
  riskCases: z.array(RiskCase),
  decisions: z.array(BusinessDecision),
  /** Improvements that had been checked, and against whose like this case came. */
  cameBack: z.array(z.object({ id: Id, title: z.string(), shared: z.array(z.string()) })),
  can: z.object({ propose: z.boolean(), decideBusiness: z.boolean() }),
})
export type Lessons = z.infer<typeof Lessons>

export const readLessons = endpoint({
  name: 'readLessons',
  method: 'GET',
  path: '/incidents/{id}/lessons',
  permission: 'improvement.read',
  input: z.strictObject({ id: Id }),
  output: Lessons,
  summary:
    'Read what a case asks to become better, with what usually helps, its blind spot, risks and decisions',
})

export const listBlindSpots = endpoint({
  name: 'listBlindSpots',
  method: 'GET',
  path: '/blind-spots',
  permission: 'improvement.read',
  input: z.strictObject({
    ...pageInput,
    isOpen: z.stringbool().optional().describe('Only those that nobody answered'),
  }),
  output: pageOf(BlindSpot),
  summary: 'List which tool should have seen each closed case; those that nobody answered first',
})

export const answerBlindSpot = endpoint({
  name: 'answerBlindSpot',
  method: 'PUT',
  path: '/incidents/{id}/blind-spot',
  permission: 'improvement.propose',
  input: z.strictObject({
    id: Id,
    verdict: z.enum(spotVerdicts).nullable().default(null).describe('Null names an owner and leaves it open'),
    tool: z.string().trim().max(200).default('').describe('Which tool, person or check'),
    note: z.string().trim().max(1000).default(''),
    ownerId: Id.nullable().default(null).describe('Who finds out'),
    basedOn: InstantIn.nullable()
      .optional()
      .describe('`changedAt` of what was read; refused when somebody was faster'),
  }),
  output: BlindSpot,
  summary: 'Say which tool should have seen a case, or who finds that out',
})

export const decideRiskCase = endpoint({
  name: 'decideRiskCase',
  method: 'POST',
  path: '/risk-cases/{id}/decision',
  permission: 'risk.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    isAccepted: z.boolean().describe('Accepting changes the words of the risk at once'),
    reason: z.string().trim().min(1).max(1000),
  }),
  output: RiskCase,
  summary: 'Accept or refuse what a case says about how often a risk happens and how bad it is',
})

export const listRiskCases = endpoint({
  name: 'listRiskCases',
  method: 'GET',
  path: '/risks/{id}/cases',
  permission: 'risk.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(RiskCase), next: z.null() }),
  summary: 'List what cases said about a risk, with the arithmetic and what was decided',
})

export const listBusinessDecisions = endpoint({
  name: 'listBusinessDecisions',
  method: 'GET',
  path: '/business-decisions',
  permission: 'improvement.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(BusinessDecision).extend({ can: z.object({ decide: z.boolean() }) }),
  summary:
    'List decisions on whether the firm keeps, changes or stops something that it does, the newest first',
})

export const decideBusiness = endpoint({
  name: 'decideBusiness',
  method: 'POST',
  path: '/business-decisions',
  permission: 'business.decide',
  status: 201,
  input: z.strictObject({
    incidentId: Id.nullable().default(null).describe('The case that raised it'),
    question: z.string().trim().min(1).max(300).describe('What of the business is in question'),
    verdict: z.enum(businessVerdicts),
    reason: z.string().trim().min(1).max(2000),
    ownerId: Id.describe('Who sees it through'),
    followUpOn: Day.describe('When somebody looks back at it'),
  }),
  output: BusinessDecision,
  summary: 'Decide whether the firm keeps, changes or stops something that it does',
})

export const lookBackAtBusiness = endpoint({
  name: 'lookBackAtBusiness',
  method: 'POST',
  path: '/business-decisions/{id}/look-back',
  permission: 'improvement.propose',
  status: 201,
  input: z.strictObject({ id: Id, outcome: z.string().trim().min(1).max(2000).describe('What came of it') }),
  output: BusinessDecision,
  summary: 'Say what came of a decision about the business',
})
