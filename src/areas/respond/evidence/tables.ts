import { bigint, boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Acquisition, OriginDates, Sensitivity } from './contract/evidence.ts'

export const evidence = appSchema.table('evidence', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  name: text('name').notNull(),
  mediaType: text('media_type').notNull(),
  size: bigint('size', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(),
  acquiredAt: instant('acquired_at').notNull(),
  acquiredBy: text('acquired_by').notNull(),
  where: text('place').notNull(),
  why: text('reason').notNull(),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  /** What it carried on the system that it came from. */
  originDates: jsonb('origin_dates').$type<OriginDates>().notNull().default({}),
})

export const guideReading = appSchema.table('guide_reading', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  /** The actor as the ledger names it. */
  reader: text('reader').notNull(),
  edition: text('edition').notNull(),
  name: text('name').notNull(),
  readAt: instant('read_at').notNull(),
})

/** How a sealed thing is kept and where it came from; the sealed row itself never changes. */
export const keeping = appSchema.table('evidence_keeping', {
  tenantId: tenantId(),
  evidenceId: uuid('evidence_id').notNull(),
  sensitivity: text('sensitivity').$type<Sensitivity>().notNull().default('normal'),
  isSample: boolean('is_sample').notNull().default(false),
  copyOf: uuid('copy_of'),
  copyNumber: integer('copy_number'),
  sourceId: uuid('source_id'),
  path: text('path').notNull().default(''),
  retainUntil: instant('retain_until'),
  custodianId: uuid('custodian_id'),
  custodian: text('custodian'),
  removedAt: instant('removed_at'),
  removedBy: text('removed_by'),
  removalReason: text('removal_reason'),
})

export const hold = appSchema.table('evidence_hold', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  evidenceId: uuid('evidence_id').notNull(),
  reason: text('reason').notNull(),
  placedAt: instant('placed_at').notNull(),
  placedBy: text('placed_by').notNull(),
  releasedAt: instant('released_at'),
  releasedBy: text('released_by'),
  releaseReason: text('release_reason'),
})

export const handover = appSchema.table('evidence_handover', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  evidenceId: uuid('evidence_id').notNull(),
  direction: text('direction').$type<'transfer' | 'return'>().notNull(),
  what: text('what').notNull(),
  purpose: text('purpose').notNull(),
  giverId: uuid('giver_id'),
  giver: text('giver').notNull(),
  takerId: uuid('taker_id'),
  taker: text('taker').notNull(),
  takerContact: text('taker_contact').notNull().default(''),
  offeredAt: instant('offered_at').notNull(),
  offeredBy: text('offered_by').notNull(),
  state: text('state').$type<'offered' | 'received' | 'declined' | 'withdrawn'>().notNull(),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by'),
  note: text('note').notNull().default(''),
  receiptId: uuid('receipt_id'),
})

export const upload = appSchema.table('evidence_upload', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  actor: text('actor').notNull(),
  begunBy: text('begun_by').notNull(),
  size: bigint('size', { mode: 'number' }).notNull(),
  mediaType: text('media_type').notNull(),
  acquisition: jsonb('acquisition').$type<Acquisition>().notNull(),
  arrived: bigint('arrived', { mode: 'number' }).notNull().default(0),
  begunAt: instant('begun_at').notNull(),
  touchedAt: instant('touched_at').notNull(),
  state: text('state').$type<'open' | 'sealed' | 'dropped'>().notNull(),
  evidenceId: uuid('evidence_id'),
})

export const uploadPart = appSchema.table('evidence_upload_part', {
  tenantId: tenantId(),
  uploadId: uuid('upload_id').notNull(),
  start: bigint('start', { mode: 'number' }).notNull(),
  size: bigint('size', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(),
})

export const anchor = appSchema.table('anchor', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  type: text('type').$type<'rfc3161' | 'email' | 'print'>().notNull(),
  at: instant('at').notNull(),
  size: bigint('size', { mode: 'number' }).notNull(),
  epoch: integer('epoch').notNull(),
  data: bytes('data').notNull(),
  about: jsonb('about').$type<Record<string, string>>().notNull(),
  addedBy: text('added_by').notNull(),
})

export const timestampAuthority = appSchema.table('timestamp_authority', {
  tenantId: tenantId(),
  url: text('url').notNull(),
  roots: text('roots').notNull().default(''),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})
