import { boolean, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { ChargeId } from './rules/words/charges.ts'
import type { ContactSlotId } from './rules/words/contacts.ts'
import type { RankedKind } from './rules/words/ranking.ts'
import type { SectionKey } from './rules/words/sections.ts'
import type { PlanLanguage } from './rules/words/words.ts'
import type { AnswerValue } from './contract/answers.ts'
import type { PlanDocument } from './contract/document.ts'
import type { SectionChange } from './contract/plan.ts'

export const planAnswer = appSchema.table('plan_answer', {
  tenantId: tenantId(),
  question: text('question').notNull(),
  // Inside an object: a bare string of digits would be read back as a number.
  value: jsonb('value').$type<{ readonly said: AnswerValue }>().notNull(),
  answeredAt: instant('answered_at').notNull(),
  answeredBy: text('answered_by').notNull(),
})

export const planSection = appSchema.table('plan_section', {
  tenantId: tenantId(),
  section: text('section').$type<SectionKey>().notNull(),
  ownerId: uuid('owner_id'),
  reviewOn: date('review_on', { mode: 'string' }),
  words: text('words').notNull(),
  changedSince: instant('changed_since'),
  changes: jsonb('changes').$type<readonly SectionChange[]>().notNull(),
  reviewedAt: instant('reviewed_at'),
  reviewedBy: text('reviewed_by'),
})

export const planCharge = appSchema.table('plan_charge', {
  tenantId: tenantId(),
  charge: text('charge').$type<ChargeId>().notNull(),
  accountableId: uuid('accountable_id'),
  deputyId: uuid('deputy_id'),
})

export const planCoverage = appSchema.table('plan_coverage', {
  tenantId: tenantId(),
  kind: text('kind').$type<RankedKind>().notNull(),
  ownerId: uuid('owner_id'),
  exercisedOn: date('exercised_on', { mode: 'string' }),
  trainedOn: date('trained_on', { mode: 'string' }),
})

export const planContact = appSchema.table('plan_contact', {
  tenantId: tenantId(),
  slot: text('slot').$type<ContactSlotId>().notNull(),
  name: text('name').notNull(),
  phone: text('phone').notNull(),
  nightPhone: text('night_phone').notNull(),
  note: text('note').notNull(),
})

export const planSetting = appSchema.table('plan_setting', {
  tenantId: tenantId(),
  quorum: integer('quorum').notNull(),
  language: text('language').$type<PlanLanguage>().notNull(),
})

export const planVersion = appSchema.table('plan_version', {
  tenantId: tenantId(),
  version: integer('version').notNull(),
  document: jsonb('document').$type<PlanDocument>().notNull(),
  sha256: text('sha256').notNull(),
  note: text('note').notNull(),
  quorum: integer('quorum').notNull(),
  submittedAt: instant('submitted_at').notNull(),
  submittedBy: text('submitted_by').notNull(),
})

export const planApproval = appSchema.table('plan_approval', {
  tenantId: tenantId(),
  version: integer('version').notNull(),
  memberId: uuid('member_id').notNull(),
  name: text('name').notNull(),
  isApproved: boolean('is_approved').notNull(),
  words: text('words').notNull(),
  decidedAt: instant('decided_at').notNull(),
})

export const planPublication = appSchema.table('plan_publication', {
  tenantId: tenantId(),
  version: integer('version').notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
  code: text('code').notNull(),
})

export const planReceipt = appSchema.table('plan_receipt', {
  tenantId: tenantId(),
  version: integer('version').notNull(),
  memberId: uuid('member_id').notNull(),
  readAt: instant('read_at').notNull(),
})

export const planGuest = appSchema.table('plan_guest', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  memberId: uuid('member_id').notNull(),
  version: integer('version').notNull(),
  grantedAt: instant('granted_at').notNull(),
  grantedBy: text('granted_by').notNull(),
  endsAt: instant('ends_at').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
})

export const planProposal = appSchema.table('plan_proposal', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  section: text('section').$type<SectionKey>().notNull(),
  beforeWords: text('before_words').notNull(),
  afterWords: text('after_words').notNull(),
  reason: text('reason').notNull(),
  sourceId: uuid('source_id'),
  proposedAt: instant('proposed_at').notNull(),
  proposedBy: text('proposed_by').notNull(),
  isAccepted: boolean('is_accepted'),
  decision: text('decision'),
  decidedAt: instant('decided_at'),
  decidedBy: text('decided_by'),
})
