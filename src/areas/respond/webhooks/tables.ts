import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { DeliveryState, SentType, WebhookEvent, WebhookKind, Why } from './contract.ts'

export const webhook = appSchema.table('webhook', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<WebhookKind>().notNull().default('http'),
  login: bytes('login'),
  name: text('name').notNull(),
  host: text('host').notNull(),
  address: bytes('address').notNull(),
  secret: bytes('secret').notNull(),
  oldSecret: bytes('old_secret'),
  oldUntil: instant('old_until'),
  events: text('events').array().$type<WebhookEvent[]>().notNull(),
  isOn: boolean('is_on').notNull(),
  offWhy: text('off_why').$type<Why>(),
  offAt: instant('off_at'),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  removedAt: instant('removed_at'),
})

export const webhookDelivery = appSchema.table('webhook_delivery', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  webhookId: uuid('webhook_id').notNull(),
  type: text('event').$type<SentType>().notNull(),
  incidentId: uuid('incident_id'),
  facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
  words: jsonb('words').$type<Record<string, string>>().notNull(),
  happenedAt: instant('happened_at').notNull(),
  state: text('state').$type<DeliveryState>().notNull().default('waiting'),
  why: text('why').$type<Why>().notNull(),
  status: integer('status'),
  tries: integer('tries').notNull().default(0),
  nextTryAt: instant('next_try_at').notNull(),
  giveUpAt: instant('give_up_at').notNull(),
  claimedUntil: instant('claimed_until'),
  settledAt: instant('settled_at'),
})
