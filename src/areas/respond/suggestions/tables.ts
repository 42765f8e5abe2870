import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Suggestion } from './contract.ts'

export const modelConsent = appSchema.table('model_consent', {
  tenantId: tenantId(),
  isOn: boolean('is_on').notNull(),
  host: text('host').notNull(),
  model: text('model').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const suggestion = appSchema.table('suggestion', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  purpose: text('purpose').$type<Suggestion['purpose']>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  incidentId: uuid('incident_id'),
  signalId: uuid('signal_id'),
  language: text('language').$type<Suggestion['language']>().notNull(),
  state: text('state').$type<Suggestion['state']>().notNull(),
  host: text('host').notNull(),
  model: text('model').notNull(),
  sentSha256: bytes('sent_sha256').notNull(),
  sentLetters: integer('sent_letters').notNull(),
  trouble: text('trouble').$type<Suggestion['trouble']>(),
  sentences: jsonb('sentences').$type<Suggestion['sentences']>().notNull().default([]),
  askedAt: instant('asked_at').notNull(),
  askedBy: text('asked_by').notNull(),
  lostAt: instant('lost_at').notNull(),
  endedAt: instant('ended_at'),
  takenAt: instant('taken_at'),
  takenBy: text('taken_by'),
})
