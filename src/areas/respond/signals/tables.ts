import { bigint, boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { AskingPlace, AskingTrouble } from './contract/asking.ts'
import type { MailFound } from './contract/mail.ts'
import type { ReportKind, ReportOutcome } from './contract/report-kinds.ts'
import type { SignalSeverity } from './contract/severities.ts'
import type { Mapping } from './contract/mapping.ts'
import type { SignalState, SignalStatus, SilenceMode, SourceKind } from './contract/signals.ts'

const counter = (name: string) => bigint(name, { mode: 'number' }).notNull()

export const source = appSchema.table('source', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<SourceKind>().notNull(),
  name: text('name').notNull(),
  secretHash: bytes('secret_hash').notNull(),
  received: counter('received').default(0),
  quarantined: counter('quarantined').default(0),
  createdAt: instant('created_at').notNull(),
  lastSignalAt: instant('last_signal_at'),
  removedAt: instant('removed_at'),
  mapping: jsonb('mapping').$type<Mapping>(),
  signing: bytes('signing'),
  silenceMode: text('silence_mode').$type<SilenceMode>().notNull().default('off'),
  silenceMinutes: integer('silence_minutes'),
  silenceFrom: instant('silence_from'),
  longestGapSeconds: bigint('longest_gap_seconds', { mode: 'number' }),
  silentAt: instant('silent_at'),
})

export const webhookMessage = appSchema.table('webhook_message', {
  tenantId: tenantId(),
  sourceId: uuid('source_id').notNull(),
  messageId: text('message_id').notNull(),
  receivedAt: instant('received_at').notNull(),
})

export const sourceAsking = appSchema.table('source_asking', {
  tenantId: tenantId(),
  sourceId: uuid('source_id').notNull(),
  isOn: boolean('is_on').notNull(),
  everyMinutes: integer('every_minutes').notNull(),
  settings: jsonb('settings').$type<AskingPlace>().notNull(),
  secret: bytes('secret'),
  mark: jsonb('mark').$type<unknown>(),
  changedAt: instant('changed_at').notNull(),
  nextAt: instant('next_at').notNull(),
  askingUntil: instant('asking_until'),
  askedAt: instant('asked_at'),
  taken: integer('taken').notNull().default(0),
  failures: integer('failures').notNull().default(0),
  trouble: text('trouble').$type<AskingTrouble>(),
  troubleAt: instant('trouble_at'),
  isAlarmed: boolean('is_alarmed').notNull().default(false),
})

export const delivery = appSchema.table('delivery', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  sourceId: uuid('source_id'),
  sha256: bytes('sha256').notNull(),
  payload: bytes('payload').notNull(),
  mediaType: text('media_type').notNull(),
  count: counter('count'),
  firstAt: instant('first_at').notNull(),
  lastAt: instant('last_at').notNull(),
})

export const signal = appSchema.table('signal', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  sourceId: uuid('source_id'),
  groupId: uuid('group_id').notNull(),
  deliveryId: uuid('delivery_id').notNull(),
  fingerprint: text('fingerprint').notNull(),
  episode: text('episode').notNull(),
  title: text('title').notNull(),
  summary: text('summary').notNull(),
  state: text('state').$type<SignalState>().notNull(),
  status: text('status').$type<SignalStatus>().notNull(),
  severity: text('severity').$type<SignalSeverity>().notNull(),
  severityWord: text('severity_word').notNull(),
  labels: jsonb('labels').$type<Record<string, string>>().notNull(),
  count: counter('count'),
  saidAt: instant('said_at'),
  saidText: text('said_text').notNull(),
  firstAt: instant('first_at').notNull(),
  lastAt: instant('last_at').notNull(),
  resolvedAt: instant('resolved_at'),
  incidentId: uuid('incident_id'),
  incidentNumber: integer('incident_number'),
  settledAt: instant('settled_at'),
  dismissedReason: text('dismissed_reason'),
})

export const quarantine = appSchema.table('quarantine', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  sourceId: uuid('source_id').notNull(),
  deliveryId: uuid('delivery_id').notNull(),
  part: integer('part').notNull(),
  reason: text('reason').notNull(),
  count: counter('count'),
  firstAt: instant('first_at').notNull(),
  lastAt: instant('last_at').notNull(),
})

export const report = appSchema.table('report', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  signalId: uuid('signal_id').notNull(),
  what: text('what').notNull(),
  place: text('place').notNull(),
  stillGoing: text('still_going').$type<'yes' | 'no' | 'unknown'>().notNull(),
  name: text('name').notNull(),
  contact: text('contact').notNull(),
  receiptHash: bytes('receipt_hash').notNull(),
  receivedAt: instant('received_at').notNull(),
  kind: text('kind').$type<ReportKind>().notNull(),
  stoppedBy: text('stopped_by').notNull(),
  wouldHelp: text('would_help').notNull(),
  outcome: text('outcome').$type<ReportOutcome>(),
  outcomeAt: instant('outcome_at'),
  answeredAt: instant('answered_at'),
})

export const reportMessage = appSchema.table('report_message', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  reportId: uuid('report_id').notNull(),
  by: text('by').notNull(),
  text: text('text').notNull(),
  at: instant('at').notNull(),
})

export const reportMail = appSchema.table('report_mail', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  reportId: uuid('report_id').notNull(),
  deliveryId: uuid('delivery_id').notNull(),
  at: instant('at').notNull(),
  found: jsonb('found').$type<MailFound>().notNull(),
})

export const reportLink = appSchema.table('report_link', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  tokenHash: bytes('token_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  closedAt: instant('closed_at'),
})
