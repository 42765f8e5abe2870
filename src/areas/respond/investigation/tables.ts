import { bigint, boolean, integer, jsonb, numeric, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Coding } from './contract/coding.ts'
import type { Party } from './contract/parties.ts'
import type { ScopeLine } from './contract/scope.ts'
import type { Factor, Finding } from './contract/causes.ts'
import type { Hypothesis, HypothesisPoint } from './contract/hypotheses.ts'
import type { ClosingAsks } from './contract/words.ts'
import type { TimelineImport } from './contract/imports.ts'
import type { Observable } from './contract/observables.ts'

export const hypothesis = appSchema.table('hypothesis', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  text: text('text').notNull(),
  standing: text('standing').$type<Hypothesis['standing']>().notNull(),
  confidence: text('confidence').$type<Hypothesis['confidence']>().notNull(),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  judgedAt: instant('judged_at'),
  judgedBy: text('judged_by'),
})

export const hypothesisPoint = appSchema.table('hypothesis_point', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  hypothesisId: uuid('hypothesis_id').notNull(),
  side: text('side').$type<HypothesisPoint['side']>().notNull(),
  text: text('text').notNull(),
  evidenceId: uuid('evidence_id'),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
})

export const observable = appSchema.table('observable', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  kind: text('kind').$type<Observable['kind']>().notNull(),
  value: text('value').notNull(),
  verdict: text('verdict').$type<Observable['verdict']>().notNull(),
  note: text('note').notNull(),
  technique: text('technique'),
  origin: text('origin').$type<Observable['origin']>().notNull(),
  originRef: text('origin_ref').notNull(),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
})

export const technique = appSchema.table('incident_technique', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  technique: text('technique').notNull(),
  version: text('version').notNull(),
  note: text('note').notNull(),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
})

export const scopeLine = appSchema.table('investigation_scope', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  topic: text('topic').$type<ScopeLine['topic']>().notNull(),
  dataKind: text('data_kind').$type<ScopeLine['dataKind']>(),
  what: text('what').notNull(),
  standing: text('standing').$type<ScopeLine['standing']>().notNull(),
  people: bigint('people', { mode: 'number' }),
  places: jsonb('places').$type<ScopeLine['places']>().notNull(),
  details: text('details').array().notNull(),
  isEncrypted: boolean('is_encrypted'),
  hoursDown: numeric('hours_down', { mode: 'number' }),
  isCritical: boolean('is_critical'),
  hitsCustomers: boolean('hits_customers'),
  note: text('note').notNull(),
  addedAt: instant('added_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const affectedParty = appSchema.table('affected_party', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  name: text('name').notNull(),
  audience: text('audience').$type<Party['audience']>().notNull(),
  addedAt: instant('added_at').notNull(),
  toldAt: instant('told_at'),
  toldBy: text('told_by'),
  toldHow: text('told_how').$type<NonNullable<Party['toldHow']>>(),
  toldNote: text('told_note').notNull().default(''),
  silenceReason: text('silence_reason'),
  silenceBy: text('silence_by'),
  silenceAt: instant('silence_at'),
})

export const factor = appSchema.table('factor', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  kind: text('kind').$type<Factor['kind']>().notNull(),
  words: text('words').notNull(),
  confidence: text('confidence').$type<Factor['confidence']>().notNull(),
  behindId: uuid('behind_id'),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnWhy: text('withdrawn_why'),
})

export const finding = appSchema.table('finding', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  vector: text('vector').$type<NonNullable<Finding['vector']>>(),
  vectorConfidence: text('vector_confidence').$type<NonNullable<Finding['vectorConfidence']>>(),
  vectorNote: text('vector_note').notNull().default(''),
  coding: jsonb('coding').$type<Coding>(),
  counting: text('counting').$type<Finding['counting']>().notNull().default('none'),
  countingReason: text('counting_reason').notNull().default(''),
  changedAt: instant('changed_at').notNull(),
})

export const waiverSettlement = appSchema.table('waiver_settlement', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  waiver: integer('waiver').notNull(),
  words: text('words').notNull(),
  settledAt: instant('settled_at').notNull(),
  settledBy: text('settled_by').notNull(),
})

export const timelineImport = appSchema.table('timeline_import', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  evidenceId: uuid('evidence_id').notNull(),
  format: text('format').$type<TimelineImport['format']>().notNull(),
  source: text('source').notNull(),
  zone: text('zone').notNull(),
  rows: integer('row_count').notNull(),
  taken: integer('taken').notNull(),
  repeated: integer('repeated').notNull(),
  skipped: integer('skipped').notNull(),
  digest: text('digest').notNull(),
  importedAt: instant('imported_at').notNull(),
  importedBy: text('imported_by').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnWhy: text('withdrawn_why'),
})

export const timelineEvent = appSchema.table('timeline_event', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  importId: uuid('import_id').notNull(),
  row: integer('row').notNull(),
  key: text('key').notNull(),
  at: instant('at').notNull(),
  said: text('said').notNull(),
  source: text('source').notNull(),
  who: text('who').notNull(),
  text: text('text').notNull(),
  isKey: boolean('is_key').notNull().default(false),
})

export const closingRule = appSchema.table('closing_rule', {
  tenantId: tenantId(),
  asks: text('asks').$type<ClosingAsks>().notNull(),
  reason: text('reason').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})
