import { boolean, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type { Sought } from '../../../base/sought-words.ts'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { DataRequest, Ending, Erasure, KeptKindName } from './contract.ts'

export const dataRequest = appSchema.table('data_request', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  number: integer('number').notNull(),
  kind: text('kind').$type<DataRequest['kind']>().notNull(),
  name: text('name').notNull(),
  memberId: uuid('member_id'),
  words: jsonb('words').$type<readonly Sought[]>().notNull(),
  language: text('language').$type<'en' | 'de'>().notNull(),
  note: text('note').notNull(),
  receivedOn: date('received_on', { mode: 'string' }).notNull(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
  outcome: text('outcome').$type<NonNullable<DataRequest['outcome']>>(),
  answer: text('answer').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
})

export const erasure = appSchema.table('erasure', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<Erasure['kind']>().notNull(),
  requestId: uuid('request_id'),
  incidentId: uuid('incident_id'),
  /** Null once nothing is left to be found. */
  words: jsonb('words').$type<readonly Sought[]>(),
  marks: jsonb('marks').$type<Readonly<Record<Sought['kind'], string>>>().notNull(),
  reason: text('reason').notNull(),
  askedAt: instant('asked_at').notNull(),
  askedBy: text('asked_by').notNull(),
  askedRef: text('asked_ref').notNull(),
  rows: integer('rows').notNull(),
  fields: integer('fields').notNull(),
  waiting: integer('waiting').notNull(),
  stuck: integer('stuck').notNull(),
  lookedAt: instant('looked_at'),
  /** Hash of the cases that were spared when it was looked at. */
  spared: text('spared').notNull(),
  doneAt: instant('done_at'),
})

export const retentionRule = appSchema.table('retention_rule', {
  tenantId: tenantId(),
  kind: text('kind').$type<KeptKindName>().notNull(),
  isOn: boolean('is_on').notNull(),
  days: integer('days').notNull(),
  ending: text('ending').$type<Ending>().notNull(),
  agreedAt: instant('agreed_at'),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const retentionRun = appSchema.table('retention_run', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<KeptKindName>().notNull(),
  at: instant('at').notNull(),
  days: integer('days').notNull(),
  rows: integer('rows').notNull(),
})
