import { boolean, date, integer, jsonb, text } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { ImportReport } from './contract/exchange.ts'
import type { Playbook, PlaybookDraft } from './contract/playbook.ts'
import type { Platform, Profile } from './contract/profile.ts'

export const responseProfile = appSchema.table('response_profile', {
  tenantId: tenantId(),
  platforms: text('platforms').array().$type<Platform[]>().notNull(),
  traits: jsonb('traits').$type<Profile['traits']>().notNull(),
  /** What an hour of one of our people costs, as it was said. */
  hourAmount: text('hour_amount'),
  hourCurrency: text('hour_currency'),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const playbook = appSchema.table('playbook', {
  tenantId: tenantId(),
  key: text('key').notNull(),
  kind: text('kind').$type<Playbook['id']>().notNull(),
  title: text('title').notNull(),
  inUse: integer('in_use'),
  lastVersion: integer('last_version').notNull().default(0),
  draft: jsonb('draft').$type<PlaybookDraft>(),
  draftRevision: integer('draft_revision').notNull().default(0),
  draftedAt: instant('drafted_at'),
  draftedBy: text('drafted_by'),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
})

export const playbookVersion = appSchema.table('playbook_version', {
  tenantId: tenantId(),
  key: text('key').notNull(),
  version: integer('version').notNull(),
  document: jsonb('document').$type<Playbook>().notNull(),
  sha256: text('sha256').notNull(),
  note: text('note').notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
})

export const playbookOriginal = appSchema.table('playbook_original', {
  tenantId: tenantId(),
  key: text('key').notNull(),
  name: text('name').notNull(),
  bytes: bytes('bytes').notNull(),
  sha256: text('sha256').notNull(),
  report: jsonb('report').$type<ImportReport>().notNull(),
  importedAt: instant('imported_at').notNull(),
  importedBy: text('imported_by').notNull(),
})

export const knowledgeSet = appSchema.table('knowledge_set', {
  tenantId: tenantId(),
  name: text('name').$type<'attack' | 'coun7er' | 'kev'>().notNull(),
  version: text('version').notNull(),
  fileName: text('file_name').notNull(),
  sha256: text('sha256').notNull(),
  entries: integer('entries').notNull(),
  importedAt: instant('imported_at').notNull(),
  importedBy: text('imported_by').notNull(),
})

export const technique = appSchema.table('technique', {
  tenantId: tenantId(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  tactics: text('tactics').array().notNull(),
  state: text('state').$type<'current' | 'deprecated' | 'revoked'>().notNull(),
})

export const countermeasure = appSchema.table('countermeasure', {
  tenantId: tenantId(),
  id: text('id').notNull(),
  version: text('version').notNull(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  techniques: text('techniques').array().notNull(),
  outcome: text('outcome').notNull(),
  preparation: text('preparation').notNull(),
  risks: text('risks').notNull(),
  guidance: text('guidance').notNull(),
})

export const knownExploited = appSchema.table('known_exploited', {
  tenantId: tenantId(),
  cve: text('cve').notNull(),
  name: text('name').notNull(),
  addedOn: date('added_on').notNull(),
  isRansomware: boolean('is_ransomware').notNull(),
  vendor: text('vendor').notNull(),
  product: text('product').notNull(),
})
