import { date, integer, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { accountSources, factorStates, verdicts } from './contract.ts'

const day = (name: string) => date(name, { mode: 'string' })

export const account = appSchema.table('access_account', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  assetId: uuid('asset_id').notNull(),
  login: text('login').notNull(),
  holder: text('holder').notNull(),
  memberId: uuid('member_id'),
  rights: text('rights').notNull(),
  secondFactor: text('second_factor').$type<(typeof factorStates)[number]>().notNull(),
  source: text('source').$type<(typeof accountSources)[number]>().notNull(),
  seenAt: instant('seen_at').notNull(),
  addedAt: instant('added_at').notNull(),
  removedAt: instant('removed_at'),
})

export const campaign = appSchema.table('access_campaign', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  dueOn: day('due_on').notNull(),
  startedAt: instant('started_at').notNull(),
  startedBy: text('started_by').notNull(),
  endedAt: instant('ended_at'),
})

export const review = appSchema.table('access_review', {
  tenantId: tenantId(),
  campaignId: uuid('campaign_id').notNull(),
  assetId: uuid('asset_id').notNull(),
  reviewerId: uuid('reviewer_id').notNull(),
  endedAt: instant('ended_at'),
})

export const answer = appSchema.table('access_answer', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  accountId: uuid('account_id').notNull(),
  campaignId: uuid('campaign_id'),
  verdict: text('verdict').$type<(typeof verdicts)[number]>().notNull(),
  reason: text('reason').notNull(),
  answeredAt: instant('answered_at').notNull(),
  answeredBy: text('answered_by').notNull(),
  ownerId: uuid('owner_id'),
  dueOn: day('due_on'),
  doneAt: instant('done_at'),
  doneBy: text('done_by'),
  proof: text('proof').notNull().default(''),
})

export const leaverCheck = appSchema.table('leaver_check', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  memberId: uuid('member_id'),
  name: text('name').notNull(),
  systems: integer('systems').notNull(),
  removed: integer('removed').notNull(),
  unlisted: text('unlisted').array().notNull(),
  oldestListOn: day('oldest_list_on'),
  note: text('note').notNull(),
  checkedAt: instant('checked_at').notNull(),
  checkedBy: text('checked_by').notNull(),
})
