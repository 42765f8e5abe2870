import { date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { PastKind, Segment, Sign } from './contract.ts'

export const networkWatch = appSchema.table('network_watch', {
  tenantId: tenantId(),
  number: integer('number').notNull(),
  ownerId: uuid('owner_id'),
  segments: jsonb('segments').$type<Segment[]>().notNull(),
  nextLookOn: date('next_look_on', { mode: 'string' }).notNull(),
  reason: text('reason').notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
})

export const earlySign = appSchema.table('early_sign', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<PastKind['kind']>().notNull(),
  incidentId: uuid('incident_id'),
  sign: text('sign').notNull(),
  verdict: text('verdict').$type<Sign['verdict']>().notNull(),
  how: text('how').notNull(),
  judgedAt: instant('judged_at').notNull(),
  judgedBy: text('judged_by').notNull(),
})
