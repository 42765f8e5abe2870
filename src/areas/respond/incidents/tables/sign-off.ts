import { date, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../../platform/database/tables.ts'

export const signOff = appSchema.table('sign_off', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  closedAt: instant('closed_at').notNull(),
  verdict: text('verdict').$type<'signed' | 'returned'>().notNull(),
  note: text('note').notNull(),
  aloneReason: text('alone_reason'),
  judgedAt: instant('judged_at').notNull(),
  judgedBy: text('judged_by').notNull(),
})

export const missingPart = appSchema.table('missing_part', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  signOffId: uuid('sign_off_id').notNull(),
  title: text('title').notNull(),
  ownerId: uuid('owner_id').notNull(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by'),
  note: text('note').notNull().default(''),
  overdueAt: instant('overdue_at'),
  escalatedAt: instant('escalated_at'),
})
