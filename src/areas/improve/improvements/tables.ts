import { boolean, date, integer, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Improvement } from './contract/improvements.ts'
import type { BusinessDecision, RiskCase } from './contract/lessons.ts'
import type {
  Effect,
  HistoryStep,
  RemindStage,
  SpotVerdict,
  TargetKind,
  VerifyMethod,
} from './contract/words.ts'

const day = (name: string) => date(name, { mode: 'string' })

export const improvement = appSchema.table('improvement', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  originKind: text('origin_kind').$type<Improvement['origin']['kind']>().notNull(),
  originId: uuid('origin_id'),
  incidentId: uuid('incident_id'),
  ideaId: uuid('idea_id'),
  title: text('title').notNull(),
  why: text('why').notNull(),
  kind: text('kind').$type<Improvement['kind']>().notNull(),
  strength: text('strength').$type<Improvement['strength']>().notNull(),
  element: text('element').$type<Improvement['element']>().notNull(),
  targetKind: text('target_kind').$type<TargetKind>(),
  targetId: text('target_id'),
  ownerId: uuid('owner_id'),
  dueOn: day('due_on'),
  effortHours: integer('effort_hours'),
  budgetLineId: uuid('budget_line_id'),
  place: integer('place').notNull(),
  state: text('state').$type<Improvement['state']>().notNull(),
  proposedAt: instant('proposed_at').notNull(),
  proposedBy: text('proposed_by').notNull(),
  changedAt: instant('changed_at').notNull(),
  acceptedAt: instant('accepted_at'),
  doneAt: instant('done_at'),
  doneById: uuid('done_by_id'),
  doneBy: text('done_by'),
  proof: text('proof'),
  verifiedAt: instant('verified_at'),
  verifiedBy: text('verified_by'),
  method: text('method').$type<VerifyMethod>(),
  finding: text('finding'),
  effectDueOn: day('effect_due_on'),
  effect: text('effect').$type<Effect>(),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by'),
  settledWhy: text('settled_why'),
  acceptedUntil: day('accepted_until'),
  firstDoneOn: day('first_done_on'),
  firstDueOn: day('first_due_on'),
  reopened: integer('reopened').notNull().default(0),
  remindStage: text('remind_stage').$type<RemindStage>().notNull().default(''),
  remindDay: day('remind_day'),
})

export const improvementStep = appSchema.table('improvement_step', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  improvementId: uuid('improvement_id').notNull(),
  step: text('step').$type<HistoryStep>().notNull(),
  words: text('words').notNull(),
  takenAt: instant('taken_at').notNull(),
  takenBy: text('taken_by').notNull(),
})

export const improvementRecurrence = appSchema.table('improvement_recurrence', {
  tenantId: tenantId(),
  improvementId: uuid('improvement_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  shared: text('shared').array().notNull(),
  foundAt: instant('found_at').notNull(),
})

export const blindSpot = appSchema.table('blind_spot', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  ownerId: uuid('owner_id'),
  askedAt: instant('asked_at').notNull(),
  verdict: text('verdict').$type<SpotVerdict>(),
  tool: text('tool').notNull().default(''),
  note: text('note').notNull().default(''),
  answeredAt: instant('answered_at'),
  answeredBy: text('answered_by'),
  weighedAt: instant('weighed_at'),
  remindedOn: day('reminded_on'),
  changedAt: instant('changed_at'),
  withdrawnAt: instant('withdrawn_at'),
})

export const businessDecision = appSchema.table('business_decision', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id'),
  question: text('question').notNull(),
  verdict: text('verdict').$type<BusinessDecision['verdict']>().notNull(),
  reason: text('reason').notNull(),
  ownerId: uuid('owner_id').notNull(),
  decidedOn: day('decided_on').notNull(),
  decidedAt: instant('decided_at').notNull(),
  decidedBy: text('decided_by').notNull(),
  followUpOn: day('follow_up_on').notNull(),
  followedAt: instant('followed_at'),
  followedBy: text('followed_by'),
  outcome: text('outcome'),
  remindedOn: day('reminded_on'),
})

export const riskCase = appSchema.table('risk_case', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  riskId: uuid('risk_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  likelihoodBefore: text('likelihood_before').$type<RiskCase['likelihood']>().notNull(),
  harmBefore: text('harm_before').$type<RiskCase['harm']>().notNull(),
  likelihood: text('likelihood').$type<RiskCase['likelihood']>().notNull(),
  harm: text('harm').$type<RiskCase['harm']>().notNull(),
  times: integer('times').notNull(),
  months: integer('months').notNull(),
  daysLost: integer('days_lost'),
  proposedAt: instant('proposed_at').notNull(),
  isAccepted: boolean('is_accepted'),
  reason: text('reason'),
  decidedAt: instant('decided_at'),
  decidedBy: text('decided_by'),
  withdrawnAt: instant('withdrawn_at'),
})
