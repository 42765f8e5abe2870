import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Connection } from './contract.ts'

export const connection = appSchema.table('connection', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  does: text('does').notNull(),
  purpose: text('purpose').$type<Connection['purpose']>().notNull(),
  kinds: text('kinds').array().$type<Connection['kinds']>().notNull(),
  method: text('method').$type<Connection['method']>().notNull(),
  address: text('address').notNull(),
  host: text('host').notNull(),
  headers: jsonb('headers').$type<Connection['headers']>().notNull(),
  bodyKind: text('body_kind').$type<Connection['bodyKind']>().notNull(),
  body: text('body').notNull(),
  secret: bytes('secret'),
  shown: jsonb('shown').$type<Connection['shown']>().notNull(),
  seconds: integer('seconds').notNull(),
  perMinute: integer('per_minute').notNull(),
  needsSecond: boolean('needs_second').notNull(),
  isPassive: boolean('is_passive').notNull(),
  isOn: boolean('is_on').notNull(),
  version: integer('version').notNull(),
  turnsFrom: instant('turns_from'),
  turns: integer('turns').notNull().default(0),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  switchedBy: text('switched_by'),
  removedAt: instant('removed_at'),
})
