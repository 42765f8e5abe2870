import { boolean, integer, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { ProfileRole } from '../../../base/permissions.ts'

export const key = appSchema.table('provisioning_key', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  keyHash: bytes('key_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
})

export const person = appSchema.table('provisioned_person', {
  tenantId: tenantId(),
  memberId: uuid('member_id').notNull(),
  userName: text('user_name').notNull(),
  externalId: text('external_id').notNull(),
  displayName: text('display_name').notNull(),
  givenName: text('given_name').notNull(),
  familyName: text('family_name').notNull(),
  email: text('email').notNull(),
  changedAt: instant('changed_at').notNull(),
  endedAt: instant('ended_at'),
  goneAt: instant('gone_at'),
})

export const group = appSchema.table('provisioned_group', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  displayName: text('display_name').notNull(),
  externalId: text('external_id').notNull(),
  role: text('role').$type<ProfileRole>(),
  profileId: uuid('profile_id'),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const groupMember = appSchema.table('provisioned_group_member', {
  tenantId: tenantId(),
  groupId: uuid('group_id').notNull(),
  memberId: uuid('member_id').notNull(),
})

export const ldap = appSchema.table('ldap_directory', {
  tenantId: tenantId(),
  host: text('host').notNull(),
  port: integer('port').notNull(),
  security: text('security').$type<'ldaps' | 'starttls'>().notNull(),
  bindDn: text('bind_dn').notNull(),
  secret: bytes('secret').notNull(),
  base: text('base').notNull(),
  filter: text('filter').notNull(),
  version: integer('version').notNull(),
  triedVersion: integer('tried_version'),
  isOn: boolean('is_on').notNull(),
  readAt: instant('read_at'),
  trouble: text('trouble').notNull(),
  failingSince: instant('failing_since'),
  waiting: integer('waiting').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})
