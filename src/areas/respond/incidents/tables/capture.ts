import { bigint, boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../../platform/database/tables.ts'
import type { BlockerKind, CaptureOutcome, CostKind } from '../contract/capture-words.ts'
import type { Mark } from '../contract/marks.ts'
import type { SituationBody } from '../contract/situation.ts'

export const infoNeed = appSchema.table('info_need', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  text: text('text').notNull(),
  source: text('source').notNull().default(''),
  wantedAt: instant('wanted_at').notNull(),
  wantedBy: text('wanted_by').notNull(),
  gotAt: instant('got_at'),
  gotBy: text('got_by'),
  answer: text('answer'),
})

export const blocker = appSchema.table('blocker', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  text: text('text').notNull(),
  kind: text('kind').$type<BlockerKind>().notNull(),
  beganAt: instant('began_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  outcome: text('outcome').notNull().default(''),
})

export const cost = appSchema.table('cost', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  text: text('text').notNull(),
  kind: text('kind').$type<CostKind>().notNull(),
  amount: bigint('amount', { mode: 'number' }),
  currency: text('currency'),
  people: integer('people'),
  /** Of each of them. */
  minutes: integer('minutes'),
  invoice: text('invoice').notNull().default(''),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  struckAt: instant('struck_at'),
  struckBy: text('struck_by'),
})

export const idea = appSchema.table('idea', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  text: text('text').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  /** The entry of the record that it grew from. */
  entry: integer('entry'),
})

export const entryMark = appSchema.table('entry_mark', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  entry: integer('entry').notNull(),
  kind: text('kind').$type<Mark['kind']>().notNull(),
  text: text('text').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  removedAt: instant('removed_at'),
})

export const situation = appSchema.table('situation', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  version: integer('version').notNull(),
  body: jsonb('body').$type<SituationBody>().notNull(),
  entries: integer('entries').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
})

export const situationTimer = appSchema.table('situation_timer', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  everyMinutes: integer('every_minutes').notNull(),
  memberIds: jsonb('member_ids').$type<string[]>().notNull(),
  nextAt: instant('next_at').notNull(),
  sentVersion: integer('sent_version').notNull().default(0),
  isOn: boolean('is_on').notNull(),
  setBy: text('set_by').notNull(),
})

export const captureReceipt = appSchema.table('capture_receipt', {
  tenantId: tenantId(),
  clientId: uuid('client_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  outcome: text('outcome').$type<CaptureOutcome>().notNull(),
  madeAt: instant('made_at').notNull(),
})
