import { sql } from 'drizzle-orm'
import { boolean, doublePrecision, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../../platform/database/tables.ts'
import type { Severity } from '../../../../base/incident-words.ts'
import type { Pap } from '../../../../base/pap.ts'
import type { Tlp } from '../../../../base/tlp.ts'
import type { FirstHourAnswers, Suggestion } from '../contract/first-hour.ts'
import type { GradingTable } from '../contract/grading.ts'
import type { EvidenceWaiver, PlaybookRun, RunState } from '../../../prepare/playbooks/contract/run.ts'
import type { Closure, IncidentRow } from '../contract/incident.ts'
import type { Lane } from '../contract/lanes.ts'
import type { IncidentLink } from '../contract/links.ts'
import type { ReviewState } from '../contract/sign-off-words.ts'
import type { System } from '../contract/work.ts'

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
  isRestricted: boolean('is_restricted').notNull().default(false),
  tlp: text('tlp').$type<Tlp>().notNull().default('amber'),
  pap: text('pap').$type<Pap>(),
  mergedInto: uuid('merged_into'),
  reopenedAt: instant('reopened_at'),
  heldAt: instant('held_at'),
  heldBy: uuid('held_by'),
  holdReason: text('hold_reason'),
  /** Where a closed case stands with its reviewer; null where nobody is asked. */
  review: text('review').$type<ReviewState>(),
  closedRef: text('closed_ref'),
  /** How it began, from the closing; made by the database. */
  vector: text('vector')
    .$type<Closure['initialVector']>()
    .generatedAlwaysAs(sql`closure ->> 'initialVector'`),
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
  state: text('state').$type<'open' | 'doing' | 'waiting'>().notNull().default('open'),
  waitsFor: text('waits_for').notNull().default(''),
  place: doublePrecision('place').notNull().default(0),
  version: integer('version').notNull().default(1),
  remindedAt: instant('reminded_at'),
  overdueAt: instant('overdue_at'),
  escalatedAt: instant('escalated_at'),
  systemId: uuid('system_id'),
  /** A step of the run that is settled for each system by itself. */
  step: text('step'),
  isTechnical: boolean('is_technical').notNull().default(false),
  needsProof: boolean('needs_proof').notNull().default(false),
  heading: text('heading').notNull().default(''),
  proof: uuid('proof').array().notNull().default([]),
})

export const system = appSchema.table('system', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  name: text('name').notNull(),
  assetId: uuid('asset_id'),
  kind: text('kind').$type<System['kind']>(),
  /** In small letters; made by the database. */
  nameKey: text('name_key').generatedAlwaysAs(sql`lower(name)`),
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

export const incidentAccess = appSchema.table('incident_access', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  memberId: uuid('member_id').notNull(),
  isGuest: boolean('is_guest').notNull(),
  mayWrite: boolean('may_write').notNull(),
  grantedAt: instant('granted_at').notNull(),
  grantedBy: text('granted_by').notNull(),
  endsAt: instant('ends_at'),
  endedAt: instant('ended_at'),
})

export const incidentSuspect = appSchema.table('incident_suspect', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  memberId: uuid('member_id').notNull(),
  namedAt: instant('named_at').notNull(),
  clearedAt: instant('cleared_at'),
})

export const lane = appSchema.table('lane', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  kind: text('kind').$type<Lane['kind']>().notNull(),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
})

export const laneMember = appSchema.table('lane_member', {
  tenantId: tenantId(),
  laneId: uuid('lane_id').notNull(),
  memberId: uuid('member_id').notNull(),
  isOwner: boolean('is_owner').notNull(),
  addedAt: instant('added_at').notNull(),
  removedAt: instant('removed_at'),
})

export const incidentLink = appSchema.table('incident_link', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  otherId: uuid('other_id').notNull(),
  kind: text('kind').$type<IncidentLink['kind']>().notNull(),
  linkedAt: instant('linked_at').notNull(),
  linkedBy: text('linked_by').notNull(),
})

/** What moved with a merge or a split: ids of tasks, systems and signals. */
export interface Moved {
  readonly tasks: readonly string[]
  readonly systems: readonly string[]
  readonly signals: readonly string[]
}

export const incidentMerge = appSchema.table('incident_merge', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  intoId: uuid('into_id').notNull(),
  mergedAt: instant('merged_at').notNull(),
  mergedBy: text('merged_by').notNull(),
  moved: jsonb('moved').$type<Moved>().notNull(),
})

export const gradingTable = appSchema.table('grading_table', {
  tenantId: tenantId(),
  version: integer('version').notNull(),
  content: jsonb('content').$type<GradingTable>().notNull(),
  sha256: text('sha256').notNull(),
  reason: text('reason').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const gradingProposal = appSchema.table('grading_proposal', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  sourceId: uuid('source_id').notNull(),
  incidentId: uuid('incident_id'),
  row: text('at_risk').$type<keyof GradingTable['grid']>().notNull(),
  column: text('spread').$type<keyof GradingTable['grid']['nothing']>().notNull(),
  severityBefore: text('severity_before').$type<Severity>().notNull(),
  severityAfter: text('severity_after').$type<Severity>().notNull(),
  reason: text('reason').notNull(),
  proposedAt: instant('proposed_at').notNull(),
  proposedBy: text('proposed_by').notNull(),
  isAccepted: boolean('is_accepted'),
  decision: text('decision'),
  decidedAt: instant('decided_at'),
  decidedBy: text('decided_by'),
})

export const incidentGrading = appSchema.table('incident_grading', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  tableVersion: integer('table_version').notNull(),
  answers: jsonb('answers').$type<FirstHourAnswers>(),
  suggestion: jsonb('suggestion').$type<Suggestion>(),
  answeredAt: instant('answered_at'),
  answeredBy: text('answered_by'),
})

export const crisis = appSchema.table('crisis', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  startedAt: instant('started_at').notNull(),
  startedBy: text('started_by').notNull(),
  endedAt: instant('ended_at'),
  endReason: text('end_reason'),
  everyMinutes: integer('every_minutes').notNull(),
  lastBriefingAt: instant('last_briefing_at'),
  nextBriefingAt: instant('next_briefing_at').notNull(),
  remindedFor: instant('reminded_for'),
})

export const roleCard = appSchema.table('role_card', {
  tenantId: tenantId(),
  role: text('role').notNull(),
  name: text('name').notNull(),
  duties: jsonb('duties').$type<string[]>().notNull(),
  firstTasks: jsonb('first_tasks').$type<string[]>().notNull(),
  droppedAt: instant('dropped_at'),
  changedAt: instant('changed_at').notNull(),
})

export const incidentRole = appSchema.table('incident_role', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  role: text('role').notNull(),
  memberId: uuid('member_id'),
  deputyId: uuid('deputy_id'),
  emptyReason: text('empty_reason'),
  hadFirstTasks: boolean('had_first_tasks').notNull().default(false),
  since: instant('since').notNull(),
})

export const roleTask = appSchema.table('role_task', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  role: text('role').notNull(),
  taskId: uuid('task_id').notNull(),
})
