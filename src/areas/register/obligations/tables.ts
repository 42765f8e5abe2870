import { date, jsonb, text } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { DirectoryEntry, Pack } from './rules/directory.ts'

export const authorityEntry = appSchema.table('authority_entry', {
  tenantId: tenantId(),
  key: text('entry_key').notNull(),
  entry: jsonb('entry').$type<DirectoryEntry>().notNull(),
  checkedOn: date('checked_on', { mode: 'string' }).notNull(),
  takenAt: instant('taken_at').notNull(),
  takenBy: text('taken_by').notNull(),
})

export const packReview = appSchema.table('pack_review', {
  tenantId: tenantId(),
  pack: text('pack').$type<Pack>().notNull(),
  edition: text('edition').notNull(),
  reviewedAt: instant('reviewed_at').notNull(),
  reviewedBy: text('reviewed_by').notNull(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  note: text('note').notNull(),
})
