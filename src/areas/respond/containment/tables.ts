import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { ControlName } from './rules/control-table.ts'
import type { Account, Secret } from './contract/accounts.ts'
import type { Block, Measure, Weakness } from './contract/registers.ts'
import type { SystemWay } from './contract/systems.ts'
import type { Clearance, Foothold, FunctionReturn, Watch, WatchCheck } from './contract/watching.ts'

/** What every row of an incident's registers has. */
const inIncident = () => ({
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
})

export const wayBack = appSchema.table('way_back', {
  tenantId: tenantId(),
  systemId: uuid('system_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  isolation: jsonb('isolation').$type<SystemWay['isolation']>(),
  checks: jsonb('checks').$type<SystemWay['checks']>().notNull().default({}),
  override: jsonb('override').$type<SystemWay['override']>(),
  retirement: jsonb('retirement').$type<SystemWay['retirement']>(),
  returnedAt: instant('returned_at'),
  plan: jsonb('plan').$type<SystemWay['plan']>(),
})

export const affectedAccount = appSchema.table('affected_account', {
  ...inIncident(),
  name: text('name').notNull(),
  place: text('place').notNull(),
  holder: text('holder').notNull(),
  cleared: jsonb('cleared').$type<Account['cleared']>().notNull().default({}),
  addedAt: instant('added_at').notNull(),
})

export const exposedSecret = appSchema.table('exposed_secret', {
  ...inIncident(),
  assetId: uuid('asset_id'),
  name: text('name').notNull(),
  kind: text('kind').$type<Secret['kind']>().notNull(),
  dependants: text('dependants').notNull(),
  state: text('state').$type<Secret['state']>().notNull(),
  dependantsChecked: boolean('dependants_checked').notNull().default(false),
  note: text('note').notNull().default(''),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by'),
  addedAt: instant('added_at').notNull(),
})

export const block = appSchema.table('block', {
  ...inIncident(),
  kind: text('kind').$type<Block['kind']>().notNull(),
  value: text('value').notNull(),
  source: text('source').notNull(),
  place: text('place').notNull(),
  blockedAt: instant('blocked_at').notNull(),
  blockedBy: text('blocked_by').notNull(),
  blockedRef: text('blocked_ref').notNull(),
  endsAt: instant('ends_at').notNull(),
  reviewedAt: instant('reviewed_at'),
  reviewedBy: text('reviewed_by'),
  hits: integer('hits').notNull().default(0),
  lastHitAt: instant('last_hit_at'),
  evidenceId: uuid('evidence_id'),
  endedAt: instant('ended_at'),
  endReason: text('end_reason'),
  announcedAt: instant('announced_at'),
})

export const blockList = appSchema.table('block_list', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  tokenHash: bytes('token_hash').notNull(),
  unreviewed: boolean('unreviewed').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
})

export const closedService = appSchema.table('closed_service', {
  ...inIncident(),
  name: text('name').notNull(),
  ownerId: uuid('owner_id'),
  impact: text('impact').notNull(),
  reopenTest: text('reopen_test').notNull(),
  closedAt: instant('closed_at').notNull(),
  closedBy: text('closed_by').notNull(),
  reopenedAt: instant('reopened_at'),
  reopenedBy: text('reopened_by'),
  result: text('result'),
})

export const measure = appSchema.table('measure', {
  ...inIncident(),
  title: text('title').notNull(),
  ownerId: uuid('owner_id'),
  expiresAt: instant('expires_at').notNull(),
  renewals: jsonb('renewals').$type<Measure['renewals']>().notNull().default([]),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endNote: text('end_note'),
  announcedAt: instant('announced_at'),
  addedAt: instant('added_at').notNull(),
})

export const weakness = appSchema.table('weakness', {
  ...inIncident(),
  systemId: uuid('system_id'),
  title: text('title').notNull(),
  reference: text('reference').notNull(),
  knownExploited: boolean('known_exploited').notNull(),
  verifiedHow: text('verified_how').$type<Weakness['verifiedHow']>(),
  note: text('note').notNull().default(''),
  evidenceId: uuid('evidence_id'),
  verifiedAt: instant('verified_at'),
  verifiedBy: text('verified_by'),
  exceptedUntil: instant('excepted_until'),
  exceptionReason: text('exception_reason'),
  addedAt: instant('added_at').notNull(),
})

export const foothold = appSchema.table('foothold', {
  ...inIncident(),
  platform: text('platform').$type<Foothold['platform']>().notNull(),
  item: text('item').notNull(),
  answer: text('answer').$type<Foothold['answer']>(),
  note: text('note').notNull().default(''),
  answeredAt: instant('answered_at'),
  answeredBy: text('answered_by'),
  recheckAt: instant('recheck_at'),
  removedAt: instant('removed_at'),
  removedBy: text('removed_by'),
  announcedAt: instant('announced_at'),
})

export const watch = appSchema.table('watch', {
  ...inIncident(),
  systemId: uuid('system_id'),
  kind: text('kind').$type<Watch['kind']>().notNull(),
  title: text('title').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  addedBy: text('added_by').notNull(),
})

export const watchCheck = appSchema.table('watch_check', {
  ...inIncident(),
  watchId: uuid('watch_id').notNull(),
  dueAt: instant('due_at').notNull(),
  watcherId: uuid('watcher_id'),
  result: text('result').$type<WatchCheck['result']>(),
  note: text('note').notNull().default(''),
  doneAt: instant('done_at'),
  doneBy: text('done_by'),
  announcedAt: instant('announced_at'),
})

export const clearance = appSchema.table('clearance', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  basis: text('basis').notNull(),
  claimedAt: instant('claimed_at').notNull(),
  claimedBy: text('claimed_by').notNull(),
  claimedRef: text('claimed_ref').notNull(),
  signedAt: instant('signed_at'),
  signedBy: text('signed_by'),
  soloReason: text('solo_reason'),
  criteria: text('criteria').array().$type<Clearance['criteria']>().notNull().default([]),
})

export const functionReturn = appSchema.table('function_return', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  functionId: uuid('function_id').notNull(),
  downAt: instant('down_at').notNull(),
  restoredAt: instant('restored_at'),
  tests: jsonb('tests').$type<FunctionReturn['tests']>().notNull().default([]),
  acceptedAt: instant('accepted_at'),
  acceptedBy: text('accepted_by'),
  acceptedById: uuid('accepted_by_id'),
  recordedBy: text('recorded_by'),
  note: text('note').notNull().default(''),
})

export const controlTest = appSchema.table('control_test', {
  ...inIncident(),
  control: text('control').$type<ControlName>().notNull(),
  result: text('result').$type<'pass' | 'fail'>().notNull(),
  note: text('note').notNull(),
  evidenceId: uuid('evidence_id'),
  testedAt: instant('tested_at').notNull(),
  testedBy: text('tested_by').notNull(),
})
