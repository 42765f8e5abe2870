import { boolean, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type {
  Difficulty,
  FrozenTemplate,
  LandingPage,
  Language,
  Rehearsal,
  Result,
} from './contract/words.ts'

const day = (name: string) => date(name, { mode: 'string' })

export const phishingDomain = appSchema.table('phishing_domain', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  domain: text('domain').notNull(),
  code: text('code').notNull(),
  askedAt: instant('asked_at').notNull(),
  askedBy: text('asked_by').notNull(),
  verifiedAt: instant('verified_at'),
  checkedAt: instant('checked_at'),
})

export const phishingGroup = appSchema.table('phishing_group', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
})

export const phishingGroupMember = appSchema.table('phishing_group_member', {
  tenantId: tenantId(),
  memberId: uuid('member_id').notNull(),
  groupId: uuid('group_id').notNull(),
})

export const phishingTemplate = appSchema.table('phishing_template', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  language: text('language').$type<Language>().notNull(),
  difficulty: text('difficulty').$type<Difficulty>().notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  linkWords: text('link_words').notNull(),
  page: text('page').$type<LandingPage>().notNull(),
  signs: jsonb('signs').$type<readonly string[]>().notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const phishingRehearsal = appSchema.table('phishing_rehearsal', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  state: text('state').$type<Rehearsal['state']>().notNull(),
  template: jsonb('template').$type<FrozenTemplate>().notNull(),
  difficulty: text('difficulty').$type<Difficulty>().notNull(),
  domainId: uuid('domain_id'),
  senderName: text('sender_name').notNull(),
  senderAddress: text('sender_address').notNull(),
  groupIds: jsonb('group_ids').$type<readonly string[]>(),
  groupNames: text('group_names').notNull(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on').notNull(),
  closesOn: day('closes_on').notNull(),
  council: text('council').$type<Rehearsal['council']>().notNull(),
  mark: text('mark').notNull(),
  plannedAt: instant('planned_at').notNull(),
  plannedBy: text('planned_by').notNull(),
  plannedById: uuid('planned_by_id').notNull(),
  decidedAt: instant('decided_at'),
  decidedBy: text('decided_by'),
  pausedWhy: text('paused_why').$type<NonNullable<Rehearsal['pausedWhy']>>(),
  pausedAt: instant('paused_at'),
  trouble: text('trouble').$type<NonNullable<Rehearsal['trouble']>>(),
  recipients: integer('recipients').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
})

export const phishingLetter = appSchema.table('phishing_letter', {
  tenantId: tenantId(),
  rehearsalId: uuid('rehearsal_id').notNull(),
  memberId: uuid('member_id').notNull(),
  groupName: text('group_name').notNull(),
  dueAt: instant('due_at').notNull(),
  takenAt: instant('taken_at'),
})

export const phishingLink = appSchema.table('phishing_link', {
  tenantId: tenantId(),
  tokenHash: bytes('token_hash').notNull(),
  rehearsalId: uuid('rehearsal_id').notNull(),
  groupName: text('group_name').notNull(),
  takenAt: instant('taken_at'),
  sentAt: instant('sent_at'),
  isRefused: boolean('is_refused').notNull().default(false),
  openedAt: instant('opened_at'),
  givenAt: instant('given_at'),
  reportedAt: instant('reported_at'),
  machineAt: instant('machine_at'),
})

export const phishingResult = appSchema.table('phishing_result', {
  tenantId: tenantId(),
  rehearsalId: uuid('rehearsal_id').notNull(),
  kind: text('kind').$type<Result['kind']>().notNull(),
  groupName: text('group_name').notNull(),
  people: integer('people').notNull(),
  delivered: integer('delivered').notNull(),
  reported: integer('reported').notNull(),
  opened: integer('opened').notNull(),
  given: integer('given').notNull(),
  machines: integer('machines').notNull(),
  firstReportMinutes: integer('first_report_minutes'),
})
