import { boolean, integer, jsonb, numeric, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Severity } from '../../../base/incident-words.ts'
import type { Answer } from './contract/answers.ts'
import type { HouseClock } from './contract/house-clocks.ts'
import type { ContractPart } from './contract/claims.ts'
import type { FlatFacts } from './rules/case-facts.ts'
import type { LeftFacts } from './rules/sheet.ts'
import type { Conclusion, GivenAnswer, WeighingKind } from './rules/weighing.ts'
import type { ReminderStage } from './rules/reminders.ts'

export const caseFacts = appSchema.table('case_facts', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  revision: integer('revision').notNull(),
  facts: jsonb('facts').$type<FlatFacts>().notNull(),
  factBase: text('fact_base').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  lookAt: instant('look_at'),
  leftAsIs: jsonb('left_as_is').$type<LeftFacts>().notNull().default({}),
})

/** The duty as it stood when its answer was signed. */
export type FrozenDuty = Pick<Answer, 'title' | 'regime' | 'citation' | 'recipient' | 'dueAt'>

export const houseClock = appSchema.table('house_clock', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  name: text('name').notNull(),
  source: text('source').notNull(),
  hours: numeric('hours', { mode: 'number' }).notNull(),
  tableVersion: integer('table_version').notNull(),
  severity: text('severity').$type<Severity>().notNull(),
  startedAt: instant('started_at').notNull(),
  dueAt: instant('due_at').notNull(),
  state: text('state').$type<HouseClock['state']>().notNull(),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by'),
  reason: text('reason').notNull().default(''),
  lookAt: instant('look_at'),
})

export const dutyAnswer = appSchema.table('duty_answer', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  incidentNumber: integer('incident_number').notNull(),
  dutyKey: text('duty_key').notNull(),
  kind: text('kind').$type<Answer['kind']>().notNull(),
  reason: text('reason').notNull(),
  sentAt: instant('sent_at'),
  channel: text('channel').notNull(),
  reference: text('reference').notNull(),
  evidenceId: uuid('evidence_id'),
  isLate: boolean('is_late').notNull(),
  duty: jsonb('duty').$type<FrozenDuty>().notNull(),
  facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
  factsHash: text('facts_hash').notNull(),
  factBase: text('fact_base').notNull(),
  signedAt: instant('signed_at').notNull(),
  signedBy: text('signed_by').notNull(),
  signedRef: text('signed_ref').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawnReason: text('withdrawn_reason'),
})

export const dutyReminder = appSchema.table('duty_reminder', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  dutyKey: text('duty_key').notNull(),
  dueAt: instant('due_at').notNull(),
  stage: text('stage').$type<ReminderStage>().notNull(),
  toldAt: instant('told_at').notNull(),
})

export const dutyCharge = appSchema.table('duty_charge', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  dutyKey: text('duty_key').notNull(),
  ownerId: uuid('owner_id').notNull(),
  since: instant('since').notNull(),
  by: text('by_name').notNull(),
})

export const dutyDelay = appSchema.table('duty_delay', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  dutyKey: text('duty_key').notNull(),
  kind: text('kind').$type<'extension' | 'police'>().notNull(),
  until: instant('until').notNull(),
  grantedBy: text('granted_by').notNull(),
  reference: text('reference').notNull(),
  reason: text('reason').notNull(),
  evidenceId: uuid('evidence_id'),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endedReason: text('ended_reason'),
})

export const legalQuestionnaire = appSchema.table('legal_questionnaire', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  kind: text('kind').$type<WeighingKind>().notNull(),
  number: integer('number').notNull(),
  answers: jsonb('answers').$type<readonly GivenAnswer[]>().notNull(),
  points: numeric('points'),
  proposed: jsonb('proposed').$type<Conclusion>(),
  conclusion: jsonb('conclusion').$type<Conclusion>().notNull(),
  reason: text('reason').notNull(),
  revision: integer('revision').notNull(),
  facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
  factsHash: text('facts_hash').notNull(),
  factBase: text('fact_base').notNull(),
  filledAt: instant('filled_at').notNull(),
  filledBy: text('filled_by').notNull(),
  filledRef: text('filled_ref').notNull(),
  verdict: text('verdict').$type<'signed' | 'sent_back'>(),
  reviewedAt: instant('reviewed_at'),
  reviewedBy: text('reviewed_by'),
  note: text('note'),
})

export const contractIncident = appSchema.table('contract_incident', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  contractId: uuid('contract_id').notNull(),
  part: text('part').$type<ContractPart['part']>().notNull(),
  note: text('note').notNull(),
  notedAt: instant('noted_at').notNull(),
  notedBy: text('noted_by').notNull(),
})

export const claimCost = appSchema.table('claim_cost', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  costId: uuid('cost_id').notNull(),
  firm: text('firm').notNull(),
  hadToAsk: boolean('had_to_ask').notNull(),
  consentId: uuid('consent_id'),
  unaskedReason: text('unasked_reason').notNull(),
})
