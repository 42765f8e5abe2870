import { integer, jsonb, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Agreement } from './contract/agreements.ts'
import type { RankedWait } from './rules.ts'

export const agreement = appSchema.table('agreement', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<'care' | 'sharing'>().notNull(),
  side: text('side').$type<Agreement['side']>().notNull(),
  otherTenant: uuid('other_tenant'),
  otherName: text('other_name').notNull(),
  role: text('role').$type<Agreement['role']>().notNull(),
  endsAt: instant('ends_at').notNull(),
  codeHash: bytes('code_hash'),
  codeExpiresAt: instant('code_expires_at'),
  proposedAt: instant('proposed_at').notNull(),
  proposedBy: text('proposed_by').notNull(),
  acceptedAt: instant('accepted_at'),
  acceptedBy: text('accepted_by'),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endedReason: text('ended_reason'),
})

export const clientStaff = appSchema.table('client_staff', {
  tenantId: tenantId(),
  agreementId: uuid('agreement_id').notNull(),
  memberId: uuid('member_id').notNull(),
  assignedAt: instant('assigned_at').notNull(),
  assignedBy: text('assigned_by').notNull(),
})

export const careEntry = appSchema.table('care_entry', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  agreementId: uuid('agreement_id').notNull(),
  memberId: uuid('member_id').notNull(),
  reason: text('reason').notNull(),
  enteredAt: instant('entered_at').notNull(),
  untilAt: instant('until_at').notNull(),
})

export const clientStanding = appSchema.table('client_standing', {
  tenantId: tenantId().primaryKey(),
  madeAt: instant('made_at').notNull(),
  logSize: integer('log_size').notNull(),
  nextAt: instant('next_at'),
  rank: smallint('rank').notNull(),
  rankAt: instant('rank_at').notNull(),
  cases: integer('cases').notNull(),
  worst: text('worst'),
  clockAt: instant('clock_at'),
  clock: text('clock').notNull(),
  alerts: integer('alerts').notNull(),
  reports: integer('reports').notNull(),
  overdue: integer('overdue').notNull(),
  failures: integer('failures').notNull(),
  waits: jsonb('waits').$type<RankedWait[]>().notNull(),
})
