/** Scorecards: what suppliers did in a case, by what was written down meanwhile, and the review of their contract after it. */
import * as z from 'zod'
import { Day } from '../../../base/calendar-day.ts'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'
import { InstantIn } from '../../../base/time.ts'
import { Contract } from '../../register/vendors/contract/contracts.ts'
import { contractDecisions } from '../../register/vendors/contract/words.ts'

/** What a supplier is to us; a case can have one that nobody has named yet. */
export const supplierKinds = ['vendor', 'retainer', 'policy', 'unnamed'] as const
/** While the case runs. `knew` is when they say that they learned of it themselves. */
export const liveEvents = [
  'asked',
  'answered',
  'unanswered',
  'arrived',
  'knew',
  'told_us',
  'not_told',
] as const
/** `judged` is how good it was, said after the case. */
export const eventKinds = [...liveEvents, 'judged'] as const
/** `not_logged`: nobody wrote it down, so it is unknown. `not_agreed`: no contract says a number. */
export const levels = ['met', 'missed', 'not_logged', 'not_agreed'] as const
/** Why the contract of a supplier is looked at again. */
export const reviewCauses = ['cause', 'hit', 'told', 'system', 'factor', 'kind', 'logged'] as const
export const verdicts = [...contractDecisions, 'no_part'] as const
export const supplierViews = ['open', 'all'] as const

const Level = z.enum(levels)
const Minutes = z.number().int().nullable()
const Money = z.object({ currency: z.string(), amount: z.string() })

export const Supplier = z.object({
  kind: z.enum(supplierKinds),
  /** Null for one that is not named yet. */
  id: Id.nullable(),
  name: z.string(),
})
export type Supplier = z.infer<typeof Supplier>

export const SupplierEvent = z.object({
  id: Id,
  kind: z.enum(eventKinds),
  happenedAt: z.string(),
  /** 1 did harm, 2 not enough, 3 good, 4 better than agreed; of `judged` alone. */
  grade: z.number().int().nullable(),
  note: z.string(),
  evidenceId: Id.nullable(),
  /** Name of the sealed evidence; '' without one. */
  evidence: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  /** Written down so long after it happened that it is memory: no number is made of it. */
  isLate: z.boolean(),
})
export type SupplierEvent = z.infer<typeof SupplierEvent>

const Figures = z.object({
  asked: z.number().int(),
  answered: z.number().int(),
  unanswered: z.number().int(),
  /** The longest wait from asking until an answer. */
  answerMinutes: Minutes,
  agreedAnswerMinutes: Minutes,
  answerLevel: Level,
  /** From first asking until they were there. */
  arriveMinutes: Minutes,
  agreedArriveMinutes: Minutes,
  arriveLevel: Level,
  /** From when they knew until we did. */
  noticeMinutes: Minutes,
  agreedNoticeMinutes: Minutes,
  noticeLevel: Level,
  /** The last word on how good it was; null while nobody said so. */
  grade: z.number().int().nullable(),
  /** Entries that do not count, since they were written down from memory. */
  late: z.number().int(),
})
export type Figures = z.infer<typeof Figures>

const Review = z.object({
  why: z.array(z.enum(reviewCauses)),
  openedAt: z.string(),
  dueOn: z.string(),
  isLate: z.boolean(),
  ownerId: Id.nullable(),
  owner: z.string(),
  contractId: Id.nullable(),
  verdict: z.enum(verdicts).nullable(),
  reason: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string(),
  followUpOn: z.string().nullable(),
  followedAt: z.string().nullable(),
  followedBy: z.string(),
  followedWords: z.string(),
})

export const SupplierCase = z.object({
  id: Id,
  supplier: Supplier,
  incidentId: Id,
  number: z.number().int(),
  title: z.string(),
  isClosed: z.boolean(),
  openedAt: z.string(),
  /** The contracts that it is judged by, as they stood when the case ended; or as they stand today, where that was not kept. */
  terms: z.object({ by: z.array(z.string()), isOfToday: z.boolean() }),
  figures: Figures,
  /** Of the cost ledger, where a line names this firm. */
  costs: z.array(Money),
  /** Lines of money in this case that name no firm: some of them may be theirs. */
  unnamedCosts: z.number().int(),
  events: z.array(SupplierEvent),
  /** Null while its contract is not looked at. */
  review: Review.nullable(),
})
export type SupplierCase = z.infer<typeof SupplierCase>

/** All cases of a supplier together; rehearsals aside. */
export const Scorecard = z.object({
  supplier: Supplier,
  cases: z.number().int(),
  asked: z.number().int(),
  answered: z.number().int(),
  unanswered: z.number().int(),
  /** Of the asking, how often nobody wrote down what came of it. */
  unknown: z.number().int(),
  /** The middle of all cases of which it is known. */
  answerMinutes: Minutes,
  answerMet: z.number().int(),
  answerMissed: z.number().int(),
  arriveMinutes: Minutes,
  noticeMet: z.number().int(),
  noticeMissed: z.number().int(),
  /** How many cases were judged 1, 2, 3 and 4. */
  grades: z.array(z.number().int()).length(4),
  ungraded: z.number().int(),
  costs: z.array(Money),
})
export type Scorecard = z.infer<typeof Scorecard>

export const listSupplierCases = endpoint({
  name: 'listSupplierCases',
  method: 'GET',
  path: '/supplier-cases',
  permission: 'vendor.read',
  input: z.strictObject({
    ...pageInput,
    incidentId: Id.optional(),
    vendorId: Id.optional(),
    view: z.enum(supplierViews).default('all').describe('`open`: reviews and follow-ups that wait'),
  }),
  output: pageOf(SupplierCase).extend({
    /** Over time, of the newest 500; only with the first page. */
    scorecards: z.array(Scorecard),
    /** `log` while the case runs, `judge` after it. */
    can: z.object({ log: z.boolean(), judge: z.boolean() }),
  }),
  summary: 'List what suppliers did in which case, the newest first, with their numbers over time',
})

export const SupplierCaseDetail = SupplierCase.extend({
  /** In force with this supplier, with what each lacks and its last day to give notice. */
  contracts: z.array(Contract),
  /** What of the case speaks of suppliers: systems of theirs, factors, parts that were noted. */
  systems: z.array(z.string()),
  factors: z.array(z.string()),
  parts: z.array(z.object({ contract: z.string(), part: z.string(), note: z.string() })),
  scorecard: Scorecard.nullable(),
  can: z.object({ decide: z.boolean() }),
})
export type SupplierCaseDetail = z.infer<typeof SupplierCaseDetail>

export const getSupplierCase = endpoint({
  name: 'getSupplierCase',
  method: 'GET',
  path: '/supplier-cases/{id}',
  permission: 'vendor.read',
  input: z.strictObject({ id: Id }),
  output: SupplierCaseDetail,
  summary: 'Read what a supplier did in a case, beside what its contract says',
})

const Note = z.string().trim().max(1000).default('')

export const logSupplierEvent = endpoint({
  name: 'logSupplierEvent',
  method: 'POST',
  path: '/incidents/{id}/supplier-events',
  permission: 'supplier.log',
  status: 201,
  input: z.strictObject({
    id: Id,
    vendorId: Id.optional().describe('A supplier, a firm on call or a policy: one of the three'),
    retainerId: Id.optional(),
    policyId: Id.optional(),
    kind: z.enum(eventKinds).describe('All but `judged` while the case runs, `judged` after it'),
    happenedAt: InstantIn.optional().describe('Now, where it is left out'),
    grade: z.int().min(1).max(4).optional().describe('For `judged`: 1 did harm, 4 better than agreed'),
    note: Note,
    evidenceId: Id.optional().describe('Sealed evidence of this case that shows it'),
  }),
  output: SupplierCase,
  summary:
    'Write down when a supplier was asked, answered, came or told us, and after the case how good it was',
})

export const decideSupplierReview = endpoint({
  name: 'decideSupplierReview',
  method: 'POST',
  path: '/supplier-cases/{id}/decision',
  permission: 'vendor.manage',
  input: z.strictObject({
    id: Id,
    what: z
      .enum(['name', ...verdicts, 'follow_up'])
      .describe('`name` says which supplier it was; `follow_up` what came of the decision'),
    vendorId: Id.optional().describe('For `name`'),
    contractId: Id.optional().describe('Which contract, where there are several'),
    reason: Note,
    followUpOn: Day.optional().describe('Before the last day to give notice'),
  }),
  output: SupplierCaseDetail,
  summary: 'Name the supplier of a review, decide about its contract, or say what came of that',
})
