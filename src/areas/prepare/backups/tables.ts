import { boolean, date, integer, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Backup } from './contract/backups.ts'

export const copy = appSchema.table('copy', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  what: text('what').notNull(),
  place: text('place').notNull(),
  everyHours: integer('every_hours').notNull(),
  keepsDays: integer('keeps_days'),
  medium: text('medium').$type<Backup['medium']>().notNull(),
  isolation: text('isolation').$type<Backup['isolation']>().notNull(),
  isOffsite: boolean('is_offsite').notNull(),
  ownerId: uuid('owner_id'),
  custodianId: uuid('custodian_id'),
  sightedAt: instant('sighted_at'),
  sightedBy: text('sighted_by'),
  sightedWhere: text('sighted_where'),
  tokenHash: bytes('token_hash'),
  linkedAt: instant('linked_at'),
  beatAt: instant('beat_at'),
  failedAt: instant('failed_at'),
  lateToldAt: instant('late_told_at'),
  note: text('note').notNull(),
  addedAt: instant('added_at').notNull(),
  changedAt: instant('changed_at'),
  endedAt: instant('ended_at'),
})

export const copyAsset = appSchema.table('copy_asset', {
  tenantId: tenantId(),
  copyId: uuid('copy_id').notNull(),
  assetId: uuid('asset_id').notNull(),
})

export const restoreTest = appSchema.table('restore_test', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  copyId: uuid('copy_id').notNull(),
  testedAt: instant('tested_at').notNull(),
  succeeded: boolean('succeeded').notNull(),
  restored: text('restored').notNull(),
  used: text('used').notNull(),
  minutes: integer('minutes'),
  evidence: text('evidence').notNull(),
  tester: text('tester').notNull(),
  recordedBy: text('recorded_by').notNull(),
})

export const copyGap = appSchema.table('copy_gap', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  assetId: uuid('asset_id').notNull(),
  reason: text('reason').notNull(),
  ownerId: uuid('owner_id').notNull(),
  endsOn: date('ends_on', { mode: 'string' }).notNull(),
  acceptedAt: instant('accepted_at').notNull(),
  acceptedBy: text('accepted_by').notNull(),
  endedAt: instant('ended_at'),
  endReason: text('end_reason'),
})
