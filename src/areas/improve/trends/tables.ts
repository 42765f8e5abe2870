import { bigint, date, doublePrecision, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type * as z from 'zod'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Counted, PlayedYears } from './contract/losses.ts'
import type { LookDecision, LookPack } from './contract/looks.ts'
import type { Card, certainties, Control, Grade, Moment } from './contract/words.ts'

export const caseMoment = appSchema.table('case_moment', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  moment: text('moment').$type<Moment>().notNull(),
  at: instant('at').notNull(),
  source: text('source').$type<'record' | 'hand'>().notNull(),
  certainty: text('certainty').$type<(typeof certainties)[number]>().notNull(),
  note: text('note').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const controlGrade = appSchema.table('control_grade', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  control: text('control').$type<Control>().notNull(),
  grade: text('grade').$type<Grade>().notNull(),
  note: text('note').notNull(),
  gradedAt: instant('graded_at').notNull(),
  gradedBy: text('graded_by').notNull(),
})

export const controlDate = appSchema.table('control_date', {
  tenantId: tenantId(),
  control: text('control').$type<Control>().notNull(),
  since: date('since', { mode: 'string' }).notNull(),
  note: text('note').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const trendBoard = appSchema.table('trend_board', {
  tenantId: tenantId(),
  cards: text('cards').array().$type<Card[]>().notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const lossEstimate = appSchema.table('loss_estimate', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  priorEvents: doublePrecision('prior_events').notNull(),
  priorYears: doublePrecision('prior_years').notNull(),
  ownEvents: integer('own_events').notNull(),
  ownYears: doublePrecision('own_years').notNull(),
  low: bigint('low', { mode: 'number' }).notNull(),
  high: bigint('high', { mode: 'number' }).notNull(),
  currency: text('currency').notNull(),
  counted: text('counted').$type<Counted | ''>().notNull(),
  played: jsonb('played').$type<PlayedYears>(),
  prevented: doublePrecision('prevented'),
  repair: text('repair').notNull(),
  why: text('why').notNull(),
  seed: bigint('seed', { mode: 'number' }).notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
})

export const dataLook = appSchema.table('data_look', {
  tenantId: tenantId(),
  quarter: text('quarter').notNull(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  pack: jsonb('pack').$type<LookPack>().notNull(),
  gatheredAt: instant('gathered_at').notNull(),
  heldAt: instant('held_at'),
  heldOn: date('held_on', { mode: 'string' }),
  heldBy: text('held_by'),
  present: text('present').notNull().default(''),
  minutes: text('minutes').notNull().default(''),
  decisions: jsonb('decisions').$type<z.output<typeof LookDecision>[]>().notNull().default([]),
})
