import { date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { RuleContent } from './contract.ts'

export const houseRule = appSchema.table('house_rule', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  ownerId: uuid('owner_id'),
  reviewMonths: integer('review_months').notNull(),
  draft: jsonb('draft').$type<RuleContent>(),
  draftHash: text('draft_hash'),
  draftedAt: instant('drafted_at'),
  draftedBy: text('drafted_by'),
  currentNumber: integer('current_number'),
  reviewedOn: date('reviewed_on', { mode: 'string' }),
  addedAt: instant('added_at').notNull(),
  withdrawnAt: instant('withdrawn_at'),
})

export const houseRuleApprover = appSchema.table('house_rule_approver', {
  tenantId: tenantId(),
  ruleId: uuid('rule_id').notNull(),
  memberId: uuid('member_id').notNull(),
  askedAt: instant('asked_at').notNull(),
  approvedAt: instant('approved_at'),
  approvedHash: text('approved_hash'),
})

export const houseRuleVersion = appSchema.table('house_rule_version', {
  tenantId: tenantId(),
  ruleId: uuid('rule_id').notNull(),
  number: integer('number').notNull(),
  content: jsonb('content').$type<RuleContent>().notNull(),
  code: text('code').notNull(),
  note: text('note').notNull(),
  approvals: text('approvals').array().notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
})

export const houseRuleReading = appSchema.table('house_rule_reading', {
  tenantId: tenantId(),
  ruleId: uuid('rule_id').notNull(),
  number: integer('number').notNull(),
  memberId: uuid('member_id').notNull(),
  readAt: instant('read_at').notNull(),
})

export const houseRuleDoubt = appSchema.table('house_rule_doubt', {
  tenantId: tenantId(),
  ruleId: uuid('rule_id').notNull(),
  number: integer('number').notNull(),
  question: integer('question').notNull(),
  answered: integer('answered').notNull(),
  missed: integer('missed').notNull(),
})
