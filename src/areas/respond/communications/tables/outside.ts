import { boolean, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../../platform/database/tables.ts'
import type { SharedContent } from '../contract/outside.ts'
import type { StatementAudience, StatementLanguage } from '../contract/statement-words.ts'

export const partnerPage = appSchema.table('partner_page', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  name: text('name').notNull(),
  audience: text('audience').$type<StatementAudience>().notNull(),
  tokenHash: bytes('token_hash').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  revokedBy: text('revoked_by'),
})

export const partnerShare = appSchema.table('partner_share', {
  tenantId: tenantId(),
  pageId: uuid('page_id').notNull(),
  number: integer('number').notNull(),
  content: jsonb('content').$type<SharedContent>().notNull(),
  sha256: text('sha256').notNull(),
  sharedAt: instant('shared_at').notNull(),
  sharedBy: text('shared_by').notNull(),
})

export const partnerView = appSchema.table('partner_view', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  pageId: uuid('page_id').notNull(),
  number: integer('number').notNull(),
  at: instant('at').notNull(),
})

export const publicPage = appSchema.table('public_page', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  tokenHash: bytes('token_hash').notNull(),
  token: bytes('token').notNull(),
  isOpen: boolean('is_open').notNull(),
  nextUpdateAt: instant('next_update_at'),
  promisedBy: uuid('promised_by'),
  lookAt: instant('look_at'),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const abuseContact = appSchema.table('abuse_contact', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  covers: text('covers').array().notNull(),
  email: text('email').notNull(),
  form: text('form').notNull(),
  checkedOn: date('checked_on', { mode: 'string' }).notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  removedAt: instant('removed_at'),
})

export const subscriber = appSchema.table('subscriber', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  pageId: uuid('page_id').notNull(),
  email: text('email').notNull(),
  language: text('language').$type<StatementLanguage>().notNull(),
  tokenHash: bytes('token_hash').notNull(),
  token: bytes('token').notNull(),
  askedAt: instant('asked_at').notNull(),
  asks: integer('asks').notNull(),
  nextTryAt: instant('next_try_at'),
  tries: integer('tries').notNull().default(0),
  claimedUntil: instant('claimed_until'),
  confirmedAt: instant('confirmed_at'),
  endedAt: instant('ended_at'),
})
