import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type { Severity } from '../../../base/incident-words.ts'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type {
  ChatKind,
  ChatLanguage,
  ChosenPost,
  PostKind,
  RoomState,
  SeatState,
  Trouble,
} from './contract.ts'

export const chatConnection = appSchema.table('chat_connection', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<ChatKind>().notNull(),
  host: text('host').notNull(),
  address: bytes('address').notNull(),
  token: bytes('token').notNull(),
  verifier: bytes('verifier'),
  hookHash: bytes('hook_hash'),
  team: text('team').notNull(),
  teamRef: text('team_ref').notNull().default(''),
  botRef: text('bot_ref').notNull().default(''),
  language: text('language').$type<ChatLanguage>().notNull(),
  severities: text('severities').array().$type<Severity[]>().notNull(),
  posts: text('posts').array().$type<ChosenPost[]>().notNull(),
  testedAt: instant('tested_at'),
  trouble: text('trouble').$type<Trouble>().notNull().default(''),
  since: text('since').notNull().default(''),
  listeningUntil: instant('listening_until'),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  removedAt: instant('removed_at'),
})

export const meetingRule = appSchema.table('meeting_rule', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  pattern: bytes('pattern').notNull(),
  dialIn: text('dial_in').notNull(),
  pin: bytes('pin').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

export const chatAccount = appSchema.table('chat_account', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  connectionId: uuid('connection_id').notNull(),
  memberId: uuid('member_id').notNull(),
  userRef: text('user_ref').notNull(),
  userName: text('user_name').notNull(),
  codeHash: bytes('code_hash'),
  codeUntil: instant('code_until'),
  directRef: text('direct_ref').notNull().default(''),
  linkedAt: instant('linked_at'),
})

export const chatRoom = appSchema.table('chat_room', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  connectionId: uuid('connection_id'),
  state: text('state').$type<RoomState>().notNull(),
  remoteRef: text('remote_ref').notNull().default(''),
  name: text('name').notNull().default(''),
  link: text('link').notNull().default(''),
  turn: integer('turn').notNull().default(0),
  allowsWords: boolean('allows_words').notNull(),
  hostileAt: instant('hostile_at'),
  hostileBy: text('hostile_by'),
  hostileReason: text('hostile_reason'),
  meeting: bytes('meeting'),
  dialIn: text('dial_in').notNull().default(''),
  pin: bytes('pin'),
  trouble: text('trouble').$type<Trouble>().notNull().default(''),
  tries: integer('tries').notNull().default(0),
  nextTryAt: instant('next_try_at').notNull(),
  claimedUntil: instant('claimed_until'),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
  archivedAt: instant('archived_at'),
})

export const chatSeat = appSchema.table('chat_seat', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  roomId: uuid('room_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  accountId: uuid('account_id').notNull(),
  userRef: text('user_ref').notNull(),
  state: text('state').$type<SeatState>().notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const chatPost = appSchema.table('chat_post', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  roomId: uuid('room_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  kind: text('kind').$type<PostKind>().notNull(),
  facts: jsonb('facts').$type<Record<string, string | number>>().notNull(),
  happenedAt: instant('happened_at').notNull(),
  state: text('state').$type<'waiting' | 'sent' | 'dropped'>().notNull().default('waiting'),
  settledAt: instant('settled_at'),
})

export const chatHeard = appSchema.table('chat_heard', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  connectionId: uuid('connection_id').notNull(),
  mark: bytes('mark').notNull(),
  heardAt: instant('heard_at').notNull(),
})
