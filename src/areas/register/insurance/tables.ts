import { bigint, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Attestation } from './contract/policies.ts'
import type { Retainer, RetainerTask } from './contract/retainers.ts'

const day = (name: string) => date(name, { mode: 'string' })
const amount = (name: string) => bigint(name, { mode: 'number' })

export const policy = appSchema.table('policy', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  insurer: text('insurer').notNull(),
  number: text('number').notNull(),
  hotline: text('hotline').notNull(),
  reportTo: text('report_to').notNull(),
  ownerId: uuid('owner_id'),
  startsOn: day('starts_on'),
  endsOn: day('ends_on'),
  currency: text('currency').notNull(),
  coverLimit: amount('cover_limit'),
  excess: amount('excess'),
  exclusions: text('exclusions').array().notNull(),
  conditions: text('conditions').notNull(),
  panel: text('panel').array().notNull(),
  noticeHours: integer('notice_hours'),
  consentAbove: amount('consent_above'),
  consentWords: text('consent_words').notNull(),
  note: text('note').notNull(),
  toldDay: day('told_day'),
  toldStage: integer('told_stage'),
  proofDay: day('proof_day'),
  proofStage: integer('proof_stage'),
  addedAt: instant('added_at').notNull(),
  endedAt: instant('ended_at'),
})

export const attestation = appSchema.table('attestation', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  policyId: uuid('policy_id').notNull(),
  statement: text('statement').notNull(),
  check: text('check_words').notNull(),
  addedAt: instant('added_at').notNull(),
  proof: jsonb('proof').$type<Attestation['proof']>(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnWhy: text('withdrawn_why'),
})

export const consent = appSchema.table('consent', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  policyId: uuid('policy_id').notNull(),
  what: text('what').notNull(),
  amount: amount('amount'),
  givenBy: text('given_by').notNull(),
  reference: text('reference').notNull(),
  givenAt: instant('given_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
})

/** What an agreement asks for before it ends: once for each day that it is about. */
export const retainerTask = appSchema.table('retainer_task', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  retainerId: uuid('retainer_id').notNull(),
  cause: text('cause').$type<RetainerTask['cause']>().notNull(),
  forDay: day('for_day').notNull(),
  dueOn: day('due_on').notNull(),
  raisedAt: instant('raised_at').notNull(),
  doneAt: instant('done_at'),
  doneBy: text('done_by'),
  outcome: text('outcome'),
})

export const retainer = appSchema.table('retainer', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  phone: text('phone').notNull(),
  nightPhone: text('night_phone').notNull(),
  email: text('email').notNull(),
  answerHours: integer('answer_hours'),
  hoursIncluded: integer('hours_included'),
  authority: text('authority').notNull(),
  panel: text('panel').$type<Retainer['panel']>().notNull(),
  ownerId: uuid('owner_id'),
  startsOn: day('starts_on'),
  endsOn: day('ends_on'),
  note: text('note').notNull(),
  toldDay: day('told_day'),
  toldStage: integer('told_stage'),
  addedAt: instant('added_at').notNull(),
  endedAt: instant('ended_at'),
})
