import { boolean, integer, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../../platform/database/tables.ts'
import type { GatewayRank, TelephoneProvider } from '../contract/telephone.ts'
import type { PhoneWhy } from '../rules/telephone/whys.ts'

export const phoneGateway = appSchema.table('phone_gateway', {
  tenantId: tenantId(),
  rank: smallint('rank').$type<GatewayRank>().notNull(),
  provider: text('provider').$type<TelephoneProvider>().notNull(),
  address: text('address').notNull(),
  account: text('account').notNull(),
  secret: bytes('secret').notNull(),
  sender: text('sender').notNull(),
  isOn: boolean('is_on').notNull(),
  hasCalls: boolean('has_calls').notNull(),
  mostPerHour: integer('most_per_hour').notNull(),
  mostPerDay: integer('most_per_day').notNull(),
  changedAt: instant('changed_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  lastWhy: text('last_why').$type<PhoneWhy>(),
})

export const phoneNumber = appSchema.table('phone_number', {
  tenantId: tenantId(),
  memberId: uuid('member_id').notNull(),
  number: text('number').notNull(),
  code: bytes('code'),
  codeUntil: instant('code_until'),
  codeTries: integer('code_tries').notNull(),
  codeRank: smallint('code_rank').$type<GatewayRank>().notNull().default(1),
  codes: integer('codes').notNull(),
  codesSince: instant('codes_since').notNull(),
  verifiedAt: instant('verified_at'),
  texts: boolean('texts').notNull(),
  calls: boolean('calls').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const escalation = appSchema.table('escalation', {
  tenantId: tenantId(),
  mailMinutes: integer('mail_minutes').notNull(),
  textMinutes: integer('text_minutes').notNull(),
  callMinutes: integer('call_minutes').notNull(),
  passOnMinutes: integer('pass_on_minutes').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const phoneLink = appSchema.table('phone_link', {
  tenantId: tenantId(),
  outboundId: uuid('outbound_id').notNull(),
  itemId: uuid('item_id').notNull(),
  memberId: uuid('member_id').notNull(),
  tokenHash: bytes('token_hash').notNull(),
  code: text('code').notNull(),
  codeTries: integer('code_tries').notNull().default(0),
  endsAt: instant('ends_at').notNull(),
  handedAt: instant('handed_at'),
  gatewayRank: smallint('gateway_rank').$type<GatewayRank>(),
  failedRank: smallint('failed_rank').$type<GatewayRank>(),
})

export const phoneDistrust = appSchema.table('phone_distrust', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  since: instant('since').notNull(),
  by: text('by_name').notNull(),
  reason: text('reason').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endedReason: text('ended_reason'),
})
