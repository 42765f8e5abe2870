import { jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'

export const readinessPage = appSchema.table('readiness_page', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  lines: jsonb('lines').$type<readonly string[]>().notNull(),
  tokenHash: bytes('token_hash').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  revokedBy: text('revoked_by'),
})

export const readinessView = appSchema.table('readiness_view', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  pageId: uuid('page_id').notNull(),
  at: instant('at').notNull(),
})
