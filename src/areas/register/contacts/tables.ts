import { date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { ImportBefore, ImportFormat } from './contract/imports.ts'
import type { ReachChannel } from './contract/call-tree.ts'
import type { Away, Confirmation, ContactKind, Way } from './contract/words.ts'

export const contact = appSchema.table('contact', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<ContactKind>().notNull(),
  memberId: uuid('member_id'),
  vendorId: uuid('vendor_id'),
  retainerId: uuid('retainer_id'),
  policyId: uuid('policy_id'),
  name: text('name').notNull(),
  organisation: text('organisation').notNull(),
  job: text('job').notNull(),
  ways: jsonb('ways').$type<Way[]>().notNull(),
  timeZone: text('time_zone'),
  languages: text('languages').array().notNull(),
  away: jsonb('away').$type<Away>().notNull(),
  deputyId: uuid('deputy_id'),
  note: text('note').notNull(),
  confirmedAt: instant('confirmed_at'),
  confirmedBy: text('confirmed_by'),
  confirmedHow: text('confirmed_how').$type<Confirmation>(),
  importId: uuid('import_id'),
  addedAt: instant('added_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  removedAt: instant('removed_at'),
})

export const contactImport = appSchema.table('contact_import', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  fileName: text('file_name').notNull(),
  format: text('format').$type<ImportFormat>().notNull(),
  added: integer('added').notNull(),
  changed: integer('changed').notNull(),
  same: integer('same').notNull(),
  refused: integer('refused').notNull(),
  before: jsonb('before').$type<ImportBefore[]>().notNull(),
  takenAt: instant('taken_at').notNull(),
  takenBy: text('taken_by').notNull(),
  undoneAt: instant('undone_at'),
  undoneBy: text('undone_by'),
})

export const callLink = appSchema.table('call_link', {
  tenantId: tenantId(),
  contactId: uuid('contact_id').notNull(),
  calledBy: uuid('called_by'),
  place: integer('place').notNull(),
  madeAt: instant('made_at').notNull(),
})

export const reachTest = appSchema.table('reach_test', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  note: text('note').notNull(),
  startedAt: instant('started_at').notNull(),
  startedBy: text('started_by').notNull(),
  endedAt: instant('ended_at'),
})

export const reachAnswer = appSchema.table('reach_answer', {
  tenantId: tenantId(),
  testId: uuid('test_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  name: text('name').notNull(),
  caller: text('caller').notNull(),
  tokenHash: bytes('token_hash'),
  answeredAt: instant('answered_at'),
  channel: text('channel').$type<ReachChannel>(),
  heard: text('heard').$type<'link' | 'page' | 'caller'>(),
  heardBy: text('heard_by'),
})

export const reachReminder = appSchema.table('reach_reminder', {
  tenantId: tenantId(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  toldAt: instant('told_at').notNull(),
})
