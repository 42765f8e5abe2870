import { bigint, integer, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { VersionWhy } from './contract.ts'

export const notePage = appSchema.table('note_page', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  title: text('title').notNull(),
  text: text('text').notNull().default(''),
  snapshot: bytes('snapshot'),
  snapshotSeq: integer('snapshot_seq').notNull().default(0),
  seq: integer('seq').notNull().default(0),
  version: integer('version').notNull().default(0),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
  writtenAt: instant('written_at'),
  writtenBy: text('written_by'),
  writtenRef: text('written_ref'),
  unkeptSince: instant('unkept_since'),
  archivedAt: instant('archived_at'),
  archivedBy: text('archived_by'),
})

export const noteUpdate = appSchema.table('note_update', {
  tenantId: tenantId(),
  pageId: uuid('page_id').notNull(),
  seq: integer('seq').notNull(),
  incidentId: uuid('incident_id').notNull(),
  change: bytes('change').notNull(),
})

export const noteWriter = appSchema.table('note_writer', {
  tenantId: tenantId(),
  pageId: uuid('page_id').notNull(),
  client: bigint('client', { mode: 'number' }).notNull(),
  incidentId: uuid('incident_id').notNull(),
  ref: text('ref').notNull(),
  name: text('name').notNull(),
  wroteAt: instant('wrote_at').notNull(),
})

export const noteVersion = appSchema.table('note_version', {
  tenantId: tenantId(),
  pageId: uuid('page_id').notNull(),
  number: integer('number').notNull(),
  incidentId: uuid('incident_id').notNull(),
  title: text('title').notNull(),
  text: text('text').notNull(),
  why: text('why').$type<VersionWhy>().notNull(),
  broughtBack: integer('brought_back'),
  keptAt: instant('kept_at').notNull(),
  keptBy: text('kept_by').notNull(),
  writers: text('writers').array().notNull(),
})
