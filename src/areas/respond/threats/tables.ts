import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Counts, Exchange, ExchangeTrouble, Wanted } from './contract/exchanges.ts'
import type { Shared } from './contract/sharing.ts'

export const threatExchange = appSchema.table('threat_exchange', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<Exchange['kind']>().notNull(),
  name: text('name').notNull(),
  address: text('address').notNull(),
  login: text('login').$type<Exchange['login']>().notNull(),
  loginName: text('login_name').notNull(),
  secret: bytes('secret'),
  wanted: jsonb('wanted').$type<Wanted>().notNull(),
  tlpBound: text('tlp_bound').$type<Exchange['tlpBound']>().notNull(),
  takes: boolean('takes').notNull(),
  sends: boolean('sends').notNull(),
  sights: boolean('sights').notNull(),
  isOn: boolean('is_on').notNull(),
  version: integer('version').notNull(),
  mark: jsonb('mark').$type<unknown>(),
  nextAt: instant('next_at').notNull(),
  askingUntil: instant('asking_until'),
  askedAt: instant('asked_at'),
  failures: integer('failures').notNull().default(0),
  trouble: text('trouble').$type<ExchangeTrouble>(),
  troubleAt: instant('trouble_at'),
  counts: jsonb('counts').$type<Partial<Counts>>().notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  removedAt: instant('removed_at'),
})

export const threatSharing = appSchema.table('threat_sharing', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  exchangeId: uuid('exchange_id').notNull(),
  eventUuid: uuid('event_uuid').notNull(),
  title: text('title').notNull(),
  tlp: text('tlp').$type<Shared['tlp']>().notNull(),
  distribution: integer('distribution').notNull(),
  hasNotes: boolean('has_notes').notNull(),
  isPublished: boolean('is_published').notNull(),
  observables: uuid('observables').array().notNull(),
  digest: text('digest').notNull(),
  state: text('state').$type<Shared['state']>().notNull(),
  trouble: text('trouble').$type<ExchangeTrouble>(),
  sends: integer('sends').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})
