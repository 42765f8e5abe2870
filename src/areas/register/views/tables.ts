import { boolean, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { SavedList, View } from './contract.ts'

export const savedView = appSchema.table('saved_view', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  list: text('list').$type<SavedList>().notNull(),
  name: text('name').notNull(),
  filter: jsonb('filter').$type<View['filter']>().notNull(),
  makerId: uuid('maker_id').notNull(),
  isShared: boolean('is_shared').notNull(),
  savedAt: instant('saved_at').notNull(),
})

export const viewOpening = appSchema.table('view_opening', {
  tenantId: tenantId(),
  memberId: uuid('member_id').notNull(),
  list: text('list').$type<SavedList>().notNull(),
  viewId: uuid('view_id').notNull(),
})
