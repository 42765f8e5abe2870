import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Answer } from './contract/answers.ts'
import type { FlatFacts } from './rules/case-facts.ts'
import type { ReminderStage } from './rules/reminders.ts'

export const caseFacts = appSchema.table('case_facts', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  revision: integer('revision').notNull(),
  facts: jsonb('facts').$type<FlatFacts>().notNull(),
  factBase: text('fact_base').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  lookAt: instant('look_at'),
})

/** The duty as it stood when its answer was signed. */
export type FrozenDuty = Pick<Answer, 'title' | 'regime' | 'citation' | 'recipient' | 'dueAt'>

export const dutyAnswer = appSchema.table('duty_answer', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  incidentNumber: integer('incident_number').notNull(),
  dutyKey: text('duty_key').notNull(),
  kind: text('kind').$type<Answer['kind']>().notNull(),
  reason: text('reason').notNull(),
  sentAt: instant('sent_at'),
  channel: text('channel').notNull(),
  reference: text('reference').notNull(),
  evidenceId: uuid('evidence_id'),
  isLate: boolean('is_late').notNull(),
  duty: jsonb('duty').$type<FrozenDuty>().notNull(),
  facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
  factsHash: text('facts_hash').notNull(),
  factBase: text('fact_base').notNull(),
  signedAt: instant('signed_at').notNull(),
  signedBy: text('signed_by').notNull(),
  signedRef: text('signed_ref').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawnReason: text('withdrawn_reason'),
})

export const dutyReminder = appSchema.table('duty_reminder', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  dutyKey: text('duty_key').notNull(),
  dueAt: instant('due_at').notNull(),
  stage: text('stage').$type<ReminderStage>().notNull(),
  toldAt: instant('told_at').notNull(),
})
