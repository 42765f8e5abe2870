import { text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../../platform/database/tables.ts'

export const incidentArticle = appSchema.table('incident_article', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  articleId: uuid('article_id').notNull(),
  linkedAt: instant('linked_at').notNull(),
  linkedBy: text('linked_by').notNull(),
})
