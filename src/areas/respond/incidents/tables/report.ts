import { integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type { ExportAudience } from '../../../../base/tlp.ts'
import { appSchema, instant, tenantId } from '../../../../platform/database/tables.ts'
import type { TemplatePart } from '../contract/report-templates.ts'

export const reportTemplate = appSchema.table('report_template', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  audience: text('audience').$type<ExportAudience>().notNull(),
  parts: jsonb('parts').$type<TemplatePart[]>().notNull(),
  version: integer('version').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  removedAt: instant('removed_at'),
})
