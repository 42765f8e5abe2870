import { date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type { SpanUnit } from '../../../base/calendar-day.ts'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Contract } from './contract/contracts.ts'
import type { Vendor, VendorContact } from './contract/vendors.ts'

export const vendor = appSchema.table('vendor', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  does: text('does').notNull(),
  access: text('access').$type<Vendor['access']>().notNull(),
  accessNote: text('access_note').notNull(),
  ownerId: uuid('owner_id'),
  note: text('note').notNull(),
  addedAt: instant('added_at').notNull(),
  archivedAt: instant('archived_at'),
})

export const vendorAsset = appSchema.table('vendor_asset', {
  tenantId: tenantId(),
  vendorId: uuid('vendor_id').notNull(),
  assetId: uuid('asset_id').notNull(),
})

export const vendorContact = appSchema.table('vendor_contact', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  vendorId: uuid('vendor_id').notNull(),
  name: text('name').notNull(),
  phone: text('phone').notNull(),
  nightPhone: text('night_phone').notNull(),
  email: text('email').notNull(),
  other: text('other').notNull(),
  addedAt: instant('added_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  confirmedBy: text('confirmed_by'),
  confirmedHow: text('confirmed_how').$type<VendorContact['confirmedHow']>(),
})

export const contract = appSchema.table('contract', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  vendorId: uuid('vendor_id').notNull(),
  name: text('name').notNull(),
  ownerId: uuid('owner_id'),
  startsOn: date('starts_on', { mode: 'string' }),
  endsOn: date('ends_on', { mode: 'string' }),
  renewsMonths: integer('renews_months'),
  noticeValue: integer('notice_value'),
  noticeUnit: text('notice_unit').$type<SpanUnit>(),
  serviceLevel: text('service_level').notNull(),
  answerMinutes: integer('answer_minutes'),
  arriveMinutes: integer('arrive_minutes'),
  theyTell: jsonb('they_tell').$type<Contract['theyTell']>(),
  weTell: jsonb('we_tell').$type<Contract['weTell']>(),
  clauses: jsonb('clauses').$type<Contract['clauses']>().notNull(),
  note: text('note').notNull(),
  decision: jsonb('decision').$type<Contract['decision']>(),
  exitSteps: jsonb('exit_steps').$type<Contract['exitSteps']>().notNull(),
  toldDay: date('told_day', { mode: 'string' }),
  toldStage: integer('told_stage'),
  addedAt: instant('added_at').notNull(),
  changedAt: instant('changed_at'),
  endedAt: instant('ended_at'),
})
