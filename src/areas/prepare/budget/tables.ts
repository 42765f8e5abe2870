import { bigint, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { actKinds, Line, LossRange } from './contract.ts'

const amount = (name: string) => bigint(name, { mode: 'number' })

export const budget = appSchema.table('budget', {
  tenantId: tenantId(),
  ownerId: uuid('owner_id'),
  currency: text('currency').notNull(),
  note: text('note').notNull(),
  loss: jsonb('loss').$type<LossRange>(),
  reviewedOn: date('reviewed_on', { mode: 'string' }).notNull(),
})

export const budgetLine = appSchema.table('budget_line', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<Line['kind']>().notNull(),
  planned: amount('planned').notNull(),
  spent: amount('spent').notNull(),
  plannedHours: integer('planned_hours').notNull(),
  spentHours: integer('spent_hours').notNull(),
  note: text('note').notNull(),
  changedAt: instant('changed_at').notNull(),
  removedAt: instant('removed_at'),
})

export const leadershipAct = appSchema.table('leadership_act', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  memberId: uuid('member_id').notNull(),
  kind: text('kind').$type<(typeof actKinds)[number]>().notNull(),
  doneOn: date('done_on', { mode: 'string' }).notNull(),
  note: text('note').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
})
