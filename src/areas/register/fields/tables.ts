import { integer, jsonb, text } from 'drizzle-orm/pg-core'
import type { IncidentForm } from '../../../base/own-fields.ts'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'

export const incidentForm = appSchema.table('incident_form', {
  tenantId: tenantId(),
  version: integer('version').notNull(),
  content: jsonb('content').$type<IncidentForm>().notNull(),
  reason: text('reason').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})
