import { boolean, integer, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Outcome, ProviderKind } from '../people/contract/own-accounts.ts'
import type { FactorRule } from './contract.ts'

export const provider = appSchema.table('sign_on_provider', {
  tenantId: tenantId(),
  kind: text('kind').$type<ProviderKind>().notNull(),
  name: text('name').notNull(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  secret: bytes('secret').notNull(),
  version: integer('version').notNull(),
  triedVersion: integer('tried_version'),
  triedAt: instant('tried_at'),
  isOn: boolean('is_on').notNull(),
  factor: text('factor').$type<FactorRule>().notNull(),
  joins: boolean('joins').notNull(),
  isOnly: boolean('is_only').notNull(),
  failingSince: instant('failing_since'),
  trouble: text('trouble').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const domain = appSchema.table('sign_on_domain', {
  tenantId: tenantId(),
  domain: text('domain').notNull(),
  token: text('token').notNull(),
  addedAt: instant('added_at').notNull(),
  checkedAt: instant('checked_at'),
  provedAt: instant('proved_at'),
})

export const link = appSchema.table('sign_on_link', {
  tenantId: tenantId(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  memberId: uuid('member_id').notNull(),
  linkedAt: instant('linked_at').notNull(),
})

export const attempt = appSchema.table('sign_on_attempt', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  stateHash: bytes('state_hash').notNull(),
  at: instant('at').notNull(),
  isTrial: boolean('is_trial').notNull(),
  outcome: text('outcome').$type<Outcome>().notNull(),
  memberId: uuid('member_id'),
  email: text('email').notNull(),
})
