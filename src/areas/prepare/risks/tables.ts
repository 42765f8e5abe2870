import { date, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Decision, Risk } from './contract.ts'

const day = (name: string) => date(name, { mode: 'string' })

export const risk = appSchema.table('risk', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<NonNullable<Risk['kind']>>(),
  assetId: uuid('asset_id'),
  touches: text('touches').notNull(),
  likelihood: text('likelihood').$type<Risk['likelihood']>().notNull(),
  harm: text('harm').$type<Risk['harm']>().notNull(),
  measures: text('measures').notNull(),
  ownerId: uuid('owner_id'),
  state: text('state').$type<Risk['state']>().notNull(),
  acceptedUntil: day('accepted_until'),
  reviewOn: day('review_on').notNull(),
  addedAt: instant('added_at').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const riskDecision = appSchema.table('risk_decision', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  riskId: uuid('risk_id').notNull(),
  verdict: text('verdict').$type<Decision['verdict']>().notNull(),
  reason: text('reason').notNull(),
  until: day('until'),
  reviewOn: day('review_on').notNull(),
  decidedAt: instant('decided_at').notNull(),
  decidedBy: text('decided_by').notNull(),
})
