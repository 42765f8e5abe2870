import { jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { HandoutLanguage } from './contract.ts'

export const handout = appSchema.table('handout', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  language: text('language').$type<HandoutLanguage>().notNull(),
  code: text('code').notNull(),
  marks: jsonb('marks').$type<Readonly<Record<string, string>>>().notNull(),
  titles: jsonb('titles').$type<Readonly<Record<string, string>>>().notNull(),
})
