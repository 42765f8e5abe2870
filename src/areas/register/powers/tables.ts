import { bigint, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Signature } from './contract/mandates.ts'
import type { Window } from './contract/rota.ts'
import type { Decision } from './contract/words.ts'

export const standingRole = appSchema.table('standing_role', {
  tenantId: tenantId(),
  role: text('role').notNull(),
  name: text('name').notNull(),
  duties: text('duties').notNull(),
  holderId: uuid('holder_id'),
  deputyId: uuid('deputy_id'),
  changedAt: instant('changed_at').notNull(),
  droppedAt: instant('dropped_at'),
})

export const decisionRight = appSchema.table('decision_right', {
  tenantId: tenantId(),
  decision: text('decision').$type<Decision>().notNull(),
  holderId: uuid('holder_id'),
  deputyId: uuid('deputy_id'),
  alsoIds: uuid('also_ids').array().notNull(),
  quorum: integer('quorum').notNull(),
  amount: bigint('amount', { mode: 'number' }),
  currency: text('currency').notNull(),
  note: text('note').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const mandate = appSchema.table('mandate', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  title: text('title').notNull(),
  role: text('role'),
  contactId: uuid('contact_id').notNull(),
  decisions: text('decisions').array().$type<Decision[]>().notNull(),
  amount: bigint('amount', { mode: 'number' }),
  currency: text('currency').notNull(),
  limits: text('limits').notNull(),
  terms: text('terms').notNull(),
  startsOn: date('starts_on', { mode: 'string' }).notNull(),
  endsOn: date('ends_on', { mode: 'string' }).notNull(),
  signatures: jsonb('signatures').$type<Signature[]>().notNull(),
  toldDay: date('told_day', { mode: 'string' }),
  toldStage: integer('told_stage'),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endReason: text('end_reason'),
})

export const rota = appSchema.table('rota', {
  tenantId: tenantId(),
  handoverDay: integer('handover_day').notNull(),
  handoverTime: text('handover_time').notNull(),
  windows: jsonb('windows').$type<Window[]>().notNull(),
  note: text('note').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const rotaTurn = appSchema.table('rota_turn', {
  tenantId: tenantId(),
  weekOf: date('week_of', { mode: 'string' }).notNull(),
  contactId: uuid('contact_id').notNull(),
  reason: text('reason').notNull(),
})
