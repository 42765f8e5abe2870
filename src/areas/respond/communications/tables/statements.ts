import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../../platform/database/tables.ts'
import type {
  ChatKind,
  RecipientChannel,
  RecipientState,
  StatementAudience,
  StatementLanguage,
  StatementStage,
  statementStates,
} from '../contract/statement-words.ts'
import type { StatementBody } from '../rules/drafting.ts'
import type { GivenTick, StatementRules } from '../rules/releasing.ts'

export const statementRules = appSchema.table('statement_rules', {
  tenantId: tenantId(),
  revision: integer('revision').notNull(),
  rules: jsonb('rules').$type<StatementRules>().notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const chatChannel = appSchema.table('chat_channel', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<ChatKind>().notNull(),
  host: text('host').notNull(),
  address: bytes('address').notNull(),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  removedAt: instant('removed_at'),
})

export const mailDistrust = appSchema.table('mail_distrust', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  since: instant('since').notNull(),
  by: text('by_name').notNull(),
  reason: text('reason').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endedReason: text('ended_reason'),
})

export const statement = appSchema.table('statement', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  number: integer('number').notNull(),
  audience: text('audience').$type<StatementAudience>().notNull(),
  stage: text('stage').$type<StatementStage>().notNull(),
  language: text('language').$type<StatementLanguage>().notNull(),
  role: text('role').notNull(),
  state: text('state').$type<(typeof statementStates)[number]>().notNull(),
  body: jsonb('body').$type<StatementBody>().notNull(),
  revision: integer('revision').notNull(),
  situationVersion: integer('situation_version').notNull(),
  partyIds: uuid('party_ids').array().notNull(),
  ticks: jsonb('ticks').$type<GivenTick[]>().notNull(),
  corrects: uuid('corrects'),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  releasedAt: instant('released_at'),
  releasedBy: text('released_by'),
  sentText: text('sent_text'),
  sentSha256: text('sent_sha256'),
  withdrawnReason: text('withdrawn_reason'),
})

export const reportRhythm = appSchema.table('report_rhythm', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  audience: text('audience').$type<StatementAudience>().notNull(),
  language: text('language').$type<StatementLanguage>().notNull(),
  everyMinutes: integer('every_minutes').notNull(),
  nextAt: instant('next_at').notNull(),
  lookAt: instant('look_at').notNull(),
  ownerId: uuid('owner_id').notNull(),
  memberIds: uuid('member_ids').array().notNull(),
  chatIds: uuid('chat_ids').array().notNull(),
  isOn: boolean('is_on').notNull(),
  goesByItself: boolean('goes_by_itself').notNull(),
  statementId: uuid('statement_id'),
  revision: integer('revision').notNull(),
  setAt: instant('set_at').notNull(),
  setBy: text('set_by').notNull(),
})

export const statementRecipient = appSchema.table('statement_recipient', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  statementId: uuid('statement_id').notNull(),
  place: integer('place').notNull(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  phone: text('phone').notNull(),
  post: text('post').array().notNull(),
  memberId: uuid('member_id'),
  chatId: uuid('chat_id'),
  /** For whom follows the public page: they find the way out at the foot of the mail. */
  subscriberId: uuid('subscriber_id'),
  channel: text('channel').$type<RecipientChannel>().notNull(),
  state: text('state').$type<RecipientState>().notNull(),
  why: text('why').notNull(),
  tries: integer('tries').notNull().default(0),
  nextTryAt: instant('next_try_at'),
  claimedUntil: instant('claimed_until'),
  messageId: text('message_id').notNull(),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by').notNull().default(''),
  note: text('note').notNull().default(''),
  readAt: instant('read_at'),
})
