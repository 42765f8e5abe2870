import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../../platform/database/tables.ts'
import type { Choices, DigestLanguage, DigestTime } from '../contract/choices.ts'
import type { Channel, DeviceState, SendState, MailSecurity } from '../contract/reaching.ts'
import type { Why } from '../rules/delivery.ts'

export const inboxItem = appSchema.table('inbox_item', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  memberId: uuid('member_id').notNull(),
  kind: text('kind').notNull(),
  title: text('title').notNull(),
  path: text('path').notNull(),
  at: instant('at').notNull(),
  readAt: instant('read_at'),
  callsAt: instant('calls_at'),
  inDigest: boolean('in_digest').notNull().default(false),
})

export const newsChoice = appSchema.table('news_choice', {
  tenantId: tenantId(),
  memberId: uuid('member_id').notNull(),
  choices: jsonb('choices').$type<Choices>().notNull(),
  every: text('every').$type<DigestTime['every']>().notNull(),
  weekday: integer('weekday').notNull(),
  hour: integer('hour').notNull(),
  zone: text('zone').notNull(),
  language: text('language').$type<DigestLanguage>().notNull(),
  nextAt: instant('next_at'),
  changedAt: instant('changed_at').notNull(),
})

export const pushDevice = appSchema.table('push_device', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  memberId: uuid('member_id').notNull(),
  endpoint: text('endpoint').notNull(),
  p256dh: text('p256dh').notNull(),
  auth: text('auth').notNull(),
  device: text('device').notNull(),
  createdAt: instant('created_at').notNull(),
  lastState: text('last_state').$type<DeviceState>().notNull().default('never tried'),
  lastWhy: text('last_why').$type<Why>(),
  lastAt: instant('last_at'),
})

export const mailSettings = appSchema.table('mail_settings', {
  tenantId: tenantId(),
  host: text('host').notNull(),
  port: integer('port').notNull(),
  security: text('security').$type<MailSecurity>().notNull(),
  user: text('username').notNull(),
  password: bytes('password'),
  from: text('sender').notNull(),
  changedAt: instant('changed_at').notNull(),
  testCode: bytes('test_code'),
  testMember: uuid('test_member'),
  testUntil: instant('test_until'),
  testTries: integer('test_tries').notNull().default(0),
  testedAt: instant('tested_at'),
  confirmedAt: instant('confirmed_at'),
  lastWhy: text('last_why').$type<Why>(),
})

export const outbound = appSchema.table('outbound', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  /** Null for a summary, whose words are made when it is sent. */
  itemId: uuid('item_id'),
  memberId: uuid('member_id').notNull(),
  channel: text('channel').$type<Channel>().notNull(),
  deviceId: uuid('device_id'),
  recipient: text('recipient').notNull(),
  subject: text('subject').notNull().default(''),
  body: text('body').notNull().default(''),
  urgent: boolean('urgent').notNull(),
  held: boolean('held').notNull().default(false),
  state: text('state').$type<SendState>().notNull().default('waiting'),
  why: text('why').$type<Why>().notNull(),
  tries: integer('tries').notNull().default(0),
  nextTryAt: instant('next_try_at').notNull(),
  claimedUntil: instant('claimed_until'),
  messageId: text('message_id').notNull(),
  createdAt: instant('created_at').notNull(),
  settledAt: instant('settled_at'),
})
