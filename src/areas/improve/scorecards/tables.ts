import { date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { eventKinds, reviewCauses, verdicts } from './contract.ts'
import type { Agreed } from './rules/figures.ts'

const day = (name: string) => date(name, { mode: 'string' })

export const supplierCase = appSchema.table('supplier_case', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  vendorId: uuid('vendor_id'),
  retainerId: uuid('retainer_id'),
  policyId: uuid('policy_id'),
  openedAt: instant('opened_at').notNull(),
  agreed: jsonb('agreed').$type<Agreed>(),
  reviewWhy: text('review_why').array().$type<(typeof reviewCauses)[number][]>(),
  reviewOpenedAt: instant('review_opened_at'),
  dueOn: day('due_on'),
  ownerId: uuid('owner_id'),
  contractId: uuid('contract_id'),
  decision: text('decision').$type<(typeof verdicts)[number]>(),
  reason: text('reason').notNull().default(''),
  decidedAt: instant('decided_at'),
  decidedBy: text('decided_by'),
  followUpOn: day('follow_up_on'),
  followedAt: instant('followed_at'),
  followedBy: text('followed_by'),
  followedWords: text('followed_words').notNull().default(''),
})

export const supplierEvent = appSchema.table('supplier_event', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  supplierCaseId: uuid('supplier_case_id').notNull(),
  kind: text('kind').$type<(typeof eventKinds)[number]>().notNull(),
  happenedAt: instant('happened_at').notNull(),
  grade: integer('grade'),
  note: text('note').notNull(),
  evidenceId: uuid('evidence_id'),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
})
