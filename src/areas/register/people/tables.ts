import { boolean, customType, date, integer, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { tenantId } from '../../../platform/database/tables.ts'
import type { MemberRole, ProfileRole } from '../../../base/permissions.ts'
import type { brandColours } from '../../../base/brand.ts'
import type { organisationSizes, sectors, signInLooks } from './contract/organisation.ts'

const app = pgSchema('app')
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
const hash = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Its tenant_id is set by the wall, as in every table here. */
export const tenant = app.table('tenant', {
  tenantId: uuid('tenant_id').primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  country: text('country').notNull(),
  timeZone: text('time_zone').notNull(),
  size: text('size').$type<(typeof organisationSizes)[number]>().notNull(),
  sector: text('sector').$type<(typeof sectors)[number]>().notNull(),
  demo: boolean('demo').notNull(),
  colour: text('colour').$type<(typeof brandColours)[number]>().notNull().default('slate'),
  mark: text('mark').notNull().default(''),
  signInLook: text('sign_in_look').$type<(typeof signInLooks)[number]>().notNull().default('known'),
  isProvider: boolean('is_provider').notNull().default(false),
  mayAddClients: boolean('may_add_clients').notNull().default(false),
  letsAssistantsIn: boolean('lets_assistants_in').notNull().default(false),
  createdAt: instant('created_at').notNull(),
})

export const member = app.table('member', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id'),
  name: text('name').notNull(),
  email: text('email').notNull(),
  role: text('role').$type<MemberRole>().notNull(),
  phone: text('phone').notNull(),
  nightPhone: text('night_phone').notNull(),
  invitedAt: instant('invited_at').notNull(),
  joinedAt: instant('joined_at'),
  suspendedAt: instant('suspended_at'),
  /** The agreement by which somebody of a provider is here; null for the organisation's own. */
  careId: uuid('care_id'),
  /** When this organisation suspended somebody of its provider; the provider cannot undo it. */
  careBarredAt: instant('care_barred_at'),
  /** The profile that says what this person may do instead of their role, and its permissions as they stand; both or none. */
  profileId: uuid('profile_id'),
  granted: text('granted').array(),
})

/** A profile of the organisation's own: permissions under a name, begun as a copy of a role. */
export const accessProfile = app.table('access_profile', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  baseRole: text('base_role').$type<ProfileRole>().notNull(),
  permissions: text('permissions').array().notNull(),
  version: integer('version').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const invitation = app.table('invitation', {
  id: uuid('id').primaryKey(),
  memberId: uuid('member_id').notNull(),
  purpose: text('purpose').$type<'join' | 'recover'>().notNull(),
  tokenHash: hash('token_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  revokedAt: instant('revoked_at'),
})

export const apiKey = app.table('api_key', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  scopes: text('scopes').array().notNull(),
  keyHash: hash('key_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: uuid('created_by'),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
})

/** Who has the card with how to report, and of which day they were reminded how many days ahead. */
export const memberCard = app.table('member_card', {
  tenantId: tenantId(),
  memberId: uuid('member_id').notNull(),
  takenAt: instant('taken_at'),
  toldDay: date('told_day', { mode: 'string' }),
  toldStage: integer('told_stage'),
})
