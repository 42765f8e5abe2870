import { boolean, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type { IncidentKind } from '../../../base/incident-kinds.ts'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Decision } from '../../register/powers/contract/words.ts'
import type { Player } from './contract/exercise.ts'
import type { ScenarioDocument } from './contract/scenario.ts'
import type {
  ExerciseLanguage,
  Form,
  PlayerRole,
  Rating,
  SessionState,
  observationKinds,
  observationSeverities,
} from './contract/words.ts'

export const exerciseScenario = appSchema.table('exercise_scenario', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  title: text('title').notNull(),
  kind: text('kind').$type<IncidentKind>().notNull(),
  language: text('language').$type<ExerciseLanguage>().notNull(),
  basedOn: text('based_on').notNull(),
  version: integer('version').notNull(),
  document: jsonb('document').$type<ScenarioDocument>().notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  withdrawnAt: instant('withdrawn_at'),
})

export const exerciseScenarioVersion = appSchema.table('exercise_scenario_version', {
  tenantId: tenantId(),
  scenarioId: uuid('scenario_id').notNull(),
  number: integer('number').notNull(),
  document: jsonb('document').$type<ScenarioDocument>().notNull(),
  note: text('note').notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
})

export const exerciseSession = appSchema.table('exercise_session', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  title: text('title').notNull(),
  kind: text('kind').$type<IncidentKind>().notNull(),
  form: text('form').$type<Form>().notNull(),
  lengthMinutes: integer('length_minutes').notNull(),
  scenarioKey: text('scenario_key').notNull(),
  scenarioVersion: integer('scenario_version').notNull(),
  document: jsonb('document').$type<ScenarioDocument>().notNull(),
  card: jsonb('card').$type<{ readonly key: string; readonly does: string }[]>().notNull(),
  planVersion: integer('plan_version'),
  rights: jsonb('rights').$type<readonly HeldRight[]>(),
  state: text('state').$type<SessionState>().notNull(),
  facilitatorId: uuid('facilitator_id'),
  plannedOn: date('planned_on', { mode: 'string' }),
  arrangedAt: instant('arranged_at').notNull(),
  arrangedBy: text('arranged_by').notNull(),
  startedAt: instant('started_at'),
  endedAt: instant('ended_at'),
  finishedAt: instant('finished_at'),
  ranSeconds: integer('ran_seconds').notNull(),
  resumedAt: instant('resumed_at'),
  retestOf: uuid('retest_of'),
  retestObjective: text('retest_objective'),
  copyId: uuid('copy_id'),
  aimMinutes: integer('aim_minutes'),
  beforeMinutes: integer('before_minutes'),
  tookMinutes: integer('took_minutes'),
})

/** Who held a decision when the session began, by name. */
export interface HeldRight {
  readonly decision: Decision
  readonly holder: { readonly name: string } | null
  readonly deputy: { readonly name: string } | null
}

/** The case in which a session runs; seen by whoever sees the case. */
export const exerciseCase = appSchema.table('exercise_case', {
  tenantId: tenantId(),
  sessionId: uuid('session_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
})

export const exercisePlayer = appSchema.table('exercise_player', {
  tenantId: tenantId(),
  sessionId: uuid('session_id').notNull(),
  id: uuid('id').notNull(),
  memberId: uuid('member_id'),
  name: text('name').notNull(),
  seat: text('seat').$type<Player['seat']>().notNull(),
  role: text('role').$type<PlayerRole>().notNull(),
  isAbsent: boolean('is_absent').notNull(),
})

export type EntryKind =
  | 'start'
  | 'pause'
  | 'resume'
  | 'deliver'
  | 'skip'
  | 'card'
  | 'end'
  | 'stop'
  | 'cancel'
  | 'close_wash'

export const exerciseEntry = appSchema.table('exercise_entry', {
  tenantId: tenantId(),
  sessionId: uuid('session_id').notNull(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<EntryKind>().notNull(),
  key: text('key').notNull(),
  elapsedSeconds: integer('elapsed_seconds').notNull(),
  at: instant('at').notNull(),
  note: text('note').notNull(),
})

export const exerciseResponse = appSchema.table('exercise_response', {
  tenantId: tenantId(),
  sessionId: uuid('session_id').notNull(),
  id: uuid('id').notNull(),
  injectKey: text('inject_key').notNull(),
  role: text('role').$type<PlayerRole>().notNull(),
  answer: text('answer').notNull(),
  choice: text('choice'),
  decision: text('decision').$type<Decision>(),
  called: text('called').notNull(),
  planStep: text('plan_step').notNull(),
  elapsedSeconds: integer('elapsed_seconds').notNull(),
  at: instant('at').notNull(),
})

export const exerciseObservation = appSchema.table('exercise_observation', {
  tenantId: tenantId(),
  sessionId: uuid('session_id').notNull(),
  id: uuid('id').notNull(),
  objectiveKey: text('objective_key').notNull(),
  injectKey: text('inject_key'),
  kind: text('kind').$type<(typeof observationKinds)[number]>().notNull(),
  severity: text('severity').$type<(typeof observationSeverities)[number]>().notNull(),
  note: text('note').notNull(),
  elapsedSeconds: integer('elapsed_seconds').notNull(),
  at: instant('at').notNull(),
})

export const exerciseRating = appSchema.table('exercise_rating', {
  tenantId: tenantId(),
  sessionId: uuid('session_id').notNull(),
  objectiveKey: text('objective_key').notNull(),
  rating: text('rating').$type<Rating>().notNull(),
  note: text('note').notNull(),
  ratedAt: instant('rated_at').notNull(),
})

export const exerciseWash = appSchema.table('exercise_wash', {
  tenantId: tenantId(),
  sessionId: uuid('session_id').notNull(),
  id: uuid('id').notNull(),
  kept: text('kept').notNull(),
  changed: text('changed').notNull(),
  surprised: text('surprised').notNull(),
  name: text('name').notNull(),
  saidOn: date('said_on', { mode: 'string' }).notNull(),
})

/** Which improvement a finding became; seen by whoever sees the improvement. */
export const exerciseFinding = appSchema.table('exercise_finding', {
  tenantId: tenantId(),
  sessionId: uuid('session_id').notNull(),
  objectiveKey: text('objective_key').notNull(),
  improvementId: uuid('improvement_id').notNull(),
})
