import { date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { ContinuityPlan, Invocation } from './contract.ts'

export const continuityPlan = appSchema.table('continuity_plan', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<ContinuityPlan['kind']>().notNull(),
  functionId: uuid('function_id'),
  ownerId: uuid('owner_id'),
  deputyId: uuid('deputy_id'),
  aimMinutes: integer('aim_minutes'),
  place: text('place').notNull(),
  when: text('when_words').notNull(),
  steps: text('steps').array().notNull(),
  triedOn: date('tried_on', { mode: 'string' }),
  reviewMonths: integer('review_months').notNull(),
  addedAt: instant('added_at').notNull(),
  endedAt: instant('ended_at'),
})

export const invocation = appSchema.table('continuity_invocation', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  planId: uuid('plan_id').notNull(),
  invokedAt: instant('invoked_at').notNull(),
  invokedBy: text('invoked_by').notNull(),
  decidedBy: text('decided_by').notNull(),
  why: text('why').notNull(),
  reference: text('reference').notNull(),
  downSince: instant('down_since').notNull(),
  restoredAt: instant('restored_at'),
  restoredBy: text('restored_by').notNull(),
  outcome: text('outcome').notNull(),
  aimMinutes: integer('aim_minutes'),
  steps: jsonb('steps').$type<Invocation['steps']>().notNull(),
})
