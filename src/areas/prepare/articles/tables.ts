import { date, integer, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Article } from './contract.ts'

/** What is searched (`words`) is made by the database when a row is written, and read by `wall.search_articles` alone. */
export const article = appSchema.table('article', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  title: text('title').notNull(),
  body: text('body').notNull(),
  tags: text('tags').array().notNull(),
  kinds: text('kinds').array().$type<Article['kinds']>().notNull(),
  ownerId: uuid('owner_id'),
  state: text('state').$type<Article['state']>().notNull(),
  version: integer('version').notNull(),
  lookedOn: date('looked_on', { mode: 'string' }),
  addedAt: instant('added_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const articleVersion = appSchema.table('article_version', {
  tenantId: tenantId(),
  articleId: uuid('article_id').notNull(),
  number: integer('number').notNull(),
  title: text('title').notNull(),
  body: text('body').notNull(),
  note: text('note').notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
})

export const articleAsset = appSchema.table('article_asset', {
  tenantId: tenantId(),
  articleId: uuid('article_id').notNull(),
  assetId: uuid('asset_id').notNull(),
})
