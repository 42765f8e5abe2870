import { boolean, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { PastKind, Segment, Sign } from './contract/network.ts'
import type { Answer, ChoiceName, ControlKey, ControlState, findingVerdicts } from './contract/words.ts'

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

export const controlChoice = appSchema.table('control_choice', {
  tenantId: tenantId(),
  name: text('name').$type<ChoiceName>().notNull(),
  since: instant('since').notNull(),
  chosenBy: text('chosen_by').notNull(),
})

const day = (name: string) => date(name, { mode: 'string' })

export const controlState = appSchema.table('control_state', {
  tenantId: tenantId(),
  key: text('key').$type<ControlKey>().notNull(),
  answer: text('answer').$type<Answer>(),
  words: text('words').notNull(),
  ownerId: uuid('owner_id'),
  reviewedOn: day('reviewed_on'),
  reviewedAt: instant('reviewed_at'),
  reviewedBy: text('reviewed_by').notNull(),
  nextReviewOn: day('next_review_on').notNull(),
  version: integer('version').notNull(),
})

export const controlProof = appSchema.table('control_proof', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  key: text('key').$type<ControlKey>().notNull(),
  checkedOn: day('checked_on').notNull(),
  validUntil: day('valid_until').notNull(),
  words: text('words').notNull(),
  link: text('link').notNull(),
  provedAt: instant('proved_at').notNull(),
  provedBy: text('proved_by').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnWhy: text('withdrawn_why'),
})

export const controlTie = appSchema.table('control_tie', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  key: text('key').$type<ControlKey>().notNull(),
  attestationId: uuid('attestation_id'),
  routineId: uuid('routine_id'),
  told: text('told').notNull(),
  tiedAt: instant('tied_at').notNull(),
  tiedBy: text('tied_by').notNull(),
})

export const controlNews = appSchema.table('control_news', {
  tenantId: tenantId(),
  cve: text('cve').notNull(),
  name: text('name').notNull(),
  addedOn: day('added_on').notNull(),
  isRansomware: boolean('is_ransomware').notNull(),
  touched: text('touched').array().notNull(),
  touchedCount: integer('touched_count').notNull(),
  keys: text('keys').array().$type<ControlKey[]>().notNull(),
  raisedAt: instant('raised_at').notNull(),
  lookBy: day('look_by').notNull(),
})

export const controlAudit = appSchema.table('control_audit', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  title: text('title').notNull(),
  dueOn: day('due_on').notNull(),
  ownerId: uuid('owner_id'),
  startedAt: instant('started_at').notNull(),
  startedBy: text('started_by').notNull(),
  endedAt: instant('ended_at'),
})

export const controlAuditItem = appSchema.table('control_audit_item', {
  tenantId: tenantId(),
  auditId: uuid('audit_id').notNull(),
  key: text('key').$type<ControlKey>().notNull(),
  place: integer('place').notNull(),
  stateThen: text('state_then').$type<ControlState>().notNull(),
  verdict: text('verdict').$type<(typeof findingVerdicts)[number]>(),
  words: text('words').notNull(),
  lookedAt: instant('looked_at'),
  lookedBy: text('looked_by').notNull(),
  improvementId: uuid('improvement_id'),
})
