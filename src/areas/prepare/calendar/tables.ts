import { boolean, date, integer, text, uuid } from 'drizzle-orm/pg-core'
import type { SpanUnit } from '../../../base/calendar-day.ts'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { feedLanguages } from './contract.ts'

export const routine = appSchema.table('routine', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  what: text('what').notNull(),
  ownerId: uuid('owner_id'),
  everyValue: integer('every_value').notNull(),
  everyUnit: text('every_unit').$type<SpanUnit>().notNull(),
  minutes: integer('minutes').notNull(),
  nextOn: date('next_on', { mode: 'string' }).notNull(),
  addedAt: instant('added_at').notNull(),
  endedAt: instant('ended_at'),
})

export const routineTurn = appSchema.table('routine_turn', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  routineId: uuid('routine_id').notNull(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  doneAt: instant('done_at').notNull(),
  doneBy: text('done_by').notNull(),
  minutes: integer('minutes').notNull(),
  note: text('note').notNull(),
})

export const calendarLink = appSchema.table('calendar_link', {
  tenantId: tenantId(),
  memberId: uuid('member_id').notNull(),
  tokenHash: bytes('token_hash').notNull(),
  everything: boolean('everything').notNull(),
  language: text('language').$type<(typeof feedLanguages)[number]>().notNull(),
  madeAt: instant('made_at').notNull(),
})

export const calendarTold = appSchema.table('calendar_told', {
  tenantId: tenantId(),
  memberId: uuid('member_id').notNull(),
  weekOf: date('week_of', { mode: 'string' }).notNull(),
})
