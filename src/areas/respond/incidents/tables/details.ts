import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type { FieldValue } from '../../../../base/own-fields.ts'
import { appSchema, instant, tenantId } from '../../../../platform/database/tables.ts'

export const incidentDetail = appSchema.table('incident_detail', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  field: text('field').notNull(),
  value: jsonb('value').$type<FieldValue>().notNull(),
  isDefault: boolean('is_default').notNull(),
  version: integer('version').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const incidentDetailKey = appSchema.table('incident_detail_key', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  number: integer('number').notNull(),
  field: text('field').notNull(),
  key: text('key').notNull(),
})
