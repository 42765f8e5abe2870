import { date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { AgendaItem } from './contract/plan.ts'
import type { EditionContent } from './contract/editions.ts'
import type {
  DeliveryWay,
  EditionAudience,
  PartName,
  PlanSection,
  ReviewAsks,
  ReviewForm,
  ReviewKind,
  ReviewMode,
  ReviewState,
  ReviewWhy,
  SectionVerdict,
} from './contract/words.ts'

export const review = appSchema.table('review', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<ReviewKind>().notNull(),
  incidentId: uuid('incident_id'),
  exerciseId: uuid('exercise_id'),
  /** Of a rehearsal that was played in a case of its own. */
  caseId: uuid('case_id'),
  title: text('title').notNull(),
  mode: text('mode').$type<ReviewMode>().notNull(),
  form: text('form').$type<ReviewForm>().notNull(),
  state: text('state').$type<ReviewState>().notNull(),
  ownerId: uuid('owner_id'),
  facilitatorId: uuid('facilitator_id'),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  meetsAt: instant('meets_at'),
  agenda: jsonb('agenda').$type<AgendaItem[]>(),
  why: text('why').$type<ReviewWhy>().notNull(),
  plannedAt: instant('planned_at').notNull(),
  plannedBy: text('planned_by').notNull(),
  voicesOpenedAt: instant('voices_opened_at'),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endReason: text('end_reason').notNull(),
  remindedAt: instant('reminded_at'),
  overdueAt: instant('overdue_at'),
  escalatedAt: instant('escalated_at'),
})

export const reviewPart = appSchema.table('review_part', {
  tenantId: tenantId(),
  reviewId: uuid('review_id').notNull(),
  part: text('part').$type<PartName>().notNull(),
  body: jsonb('body').$type<Record<string, unknown>>().notNull(),
  version: integer('version').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const reviewVoice = appSchema.table('review_voice', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  reviewId: uuid('review_id').notNull(),
  kept: text('kept').notNull(),
  changed: text('changed').notNull(),
  surprised: text('surprised').notNull(),
  memberId: uuid('member_id'),
  saidBy: text('said_by').notNull(),
})

export const reviewEdition = appSchema.table('review_edition', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  reviewId: uuid('review_id').notNull(),
  audience: text('audience').$type<EditionAudience>().notNull(),
  number: integer('number').notNull(),
  content: jsonb('content').$type<EditionContent>().notNull(),
  sha256: text('sha256').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
})

export const reviewDelivery = appSchema.table('review_delivery', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  editionId: uuid('edition_id').notNull(),
  recipient: text('recipient').notNull(),
  way: text('way').$type<DeliveryWay>().notNull(),
  sentAt: instant('sent_at').notNull(),
  notedAt: instant('noted_at').notNull(),
  notedBy: text('noted_by').notNull(),
})

export const reviewWithdrawal = appSchema.table('review_withdrawal', {
  tenantId: tenantId(),
  editionId: uuid('edition_id').notNull(),
  reason: text('reason').notNull(),
  withdrawnAt: instant('withdrawn_at').notNull(),
  withdrawnBy: text('withdrawn_by').notNull(),
})

export const reviewReading = appSchema.table('review_reading', {
  tenantId: tenantId(),
  editionId: uuid('edition_id').notNull(),
  memberId: uuid('member_id').notNull(),
})

export const sectionJudgement = appSchema.table('section_judgement', {
  tenantId: tenantId(),
  subjectId: uuid('subject_id').notNull(),
  section: text('section').$type<PlanSection>().notNull(),
  judged: text('judged').$type<SectionVerdict>().notNull(),
  words: text('words').notNull(),
  mode: text('mode').$type<ReviewMode>().notNull(),
  title: text('title').notNull(),
  judgedOn: date('judged_on', { mode: 'string' }).notNull(),
  incidentId: uuid('incident_id'),
  reviewId: uuid('review_id'),
  caseId: uuid('case_id'),
})

export const reviewRule = appSchema.table('review_rule', {
  tenantId: tenantId(),
  asks: text('asks').$type<ReviewAsks>().notNull(),
  reason: text('reason').notNull(),
  ownerId: uuid('owner_id'),
  facilitatorId: uuid('facilitator_id'),
  secondId: uuid('second_id'),
  seriousDays: integer('serious_days').notNull(),
  liteDays: integer('lite_days').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})
