import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { EvidenceWaiver, PlaybookRun, RunState } from '../../prepare/playbooks/contract/run.ts'
import type { Closure, IncidentRow } from './contract/incident.ts'
import type { System } from './contract/work.ts'

export const incident = appSchema.table('incident', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  number: integer('number').notNull(),
  title: text('title').notNull(),
  kind: text('kind').$type<IncidentRow['kind']>().notNull(),
  mode: text('mode').$type<IncidentRow['mode']>().notNull(),
  severity: text('severity').$type<IncidentRow['severity']>().notNull(),
  status: text('status').$type<IncidentRow['status']>().notNull(),
  leadId: uuid('lead_id'),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
  closedAt: instant('closed_at'),
  closure: jsonb('closure').$type<Closure>(),
  openTasks: integer('open_tasks').notNull().default(0),
  hasRun: boolean('has_run').notNull().default(false),
})

export const incidentSignal = appSchema.table('incident_signal', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  signalId: uuid('signal_id').notNull(),
  joinedAt: instant('joined_at').notNull(),
})

export const task = appSchema.table('task', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  title: text('title').notNull(),
  ownerId: uuid('owner_id'),
  dueAt: instant('due_at'),
  addedAt: instant('added_at').notNull(),
  doneAt: instant('done_at'),
  doneBy: text('done_by'),
  note: text('note').notNull().default(''),
})

export const system = appSchema.table('system', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  name: text('name').notNull(),
  assetId: uuid('asset_id'),
  state: text('state').$type<System['state']>().notNull(),
  addedAt: instant('added_at').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const decision = appSchema.table('decision', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  text: text('text').notNull(),
  options: jsonb('options').$type<string[]>().notNull(),
  decidedAt: instant('decided_at').notNull(),
  decidedBy: text('decided_by').notNull(),
})

export const run = appSchema.table('run', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  hash: text('hash').notNull(),
  document: jsonb('document').$type<PlaybookRun>().notNull(),
  state: jsonb('state').$type<RunState>().notNull(),
  evidence: jsonb('evidence').$type<Record<string, string[]>>().notNull().default({}),
  waivers: jsonb('waivers').$type<EvidenceWaiver[]>().notNull().default([]),
  startedAt: instant('started_at').notNull(),
})
