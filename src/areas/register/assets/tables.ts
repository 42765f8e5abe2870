import { integer, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Asset } from './contract.ts'

export const asset = appSchema.table('asset', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<Asset['kind']>().notNull(),
  ownerId: uuid('owner_id'),
  place: text('place').notNull(),
  dataKinds: text('data_kinds').array().$type<Asset['dataKinds']>().notNull(),
  note: text('note').notNull(),
  addedAt: instant('added_at').notNull(),
  changedAt: instant('changed_at'),
  retiredAt: instant('retired_at'),
})

export const businessFunction = appSchema.table('business_function', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  priority: integer('priority').notNull(),
  longestOutageMinutes: integer('longest_outage_minutes'),
  people: text('people').notNull(),
  customers: text('customers').notNull(),
  workaround: text('workaround').notNull(),
  acceptanceTests: text('acceptance_tests').array().notNull(),
  ownerId: uuid('owner_id'),
  addedAt: instant('added_at').notNull(),
  retiredAt: instant('retired_at'),
})

export const functionAsset = appSchema.table('function_asset', {
  tenantId: tenantId(),
  functionId: uuid('function_id').notNull(),
  assetId: uuid('asset_id').notNull(),
})
