import { boolean, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, instant, tenantId } from '../../../platform/database/tables.ts'
import type { Course, CourseContent, CourseFacts, ShownAudience } from './contract/courses.ts'
import type { Skill, SkillCosts } from './contract/skills.ts'
import type { Need, ToolDrill } from './contract/practice.ts'
import type { Ending, Reason } from './contract/words.ts'

const day = (name: string) => date(name, { mode: 'string' })

export const course = appSchema.table('course', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  title: text('title').notNull(),
  topic: text('topic').$type<Course['topic']>().notNull(),
  language: text('language').notNull(),
  source: text('source').notNull(),
  minutes: integer('minutes').notNull(),
  draft: jsonb('draft').$type<CourseContent>(),
  currentNumber: integer('current_number'),
  datedOn: day('dated_on'),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  draftFacts: jsonb('draft_facts').$type<CourseFacts>(),
  changedAt: instant('changed_at'),
})

export const courseVersion = appSchema.table('course_version', {
  tenantId: tenantId(),
  courseId: uuid('course_id').notNull(),
  number: integer('number').notNull(),
  title: text('title').notNull(),
  content: jsonb('content').$type<CourseContent>().notNull(),
  note: text('note').notNull(),
  datedOn: day('dated_on').notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
})

export const courseAudience = appSchema.table('course_audience', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  courseId: uuid('course_id').notNull(),
  audience: text('audience').$type<ShownAudience['audience']>().notNull(),
  role: text('role').$type<ShownAudience['role']>(),
  dueDays: integer('due_days').notNull(),
  renewMonths: integer('renew_months'),
  reason: text('reason').$type<Reason>().notNull(),
  why: text('why').notNull(),
  since: day('since').notNull(),
  endedAt: instant('ended_at'),
})

export const trainingAssignment = appSchema.table('training_assignment', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  courseId: uuid('course_id').notNull(),
  memberId: uuid('member_id'),
  vendorId: uuid('vendor_id'),
  person: text('person').notNull(),
  audienceId: uuid('audience_id'),
  reason: text('reason').$type<Reason>().notNull(),
  why: text('why').notNull(),
  dueOn: day('due_on').notNull(),
  renewMonths: integer('renew_months'),
  assignedAt: instant('assigned_at').notNull(),
  assignedBy: text('assigned_by').notNull(),
  toldStage: integer('told_stage'),
  endedAt: instant('ended_at'),
  endedHow: text('ended_how').$type<Ending>(),
  doneOn: day('done_on'),
  number: integer('number'),
  evidence: text('evidence').notNull(),
  recordedBy: text('recorded_by'),
  validUntil: day('valid_until'),
})

export const courseDoubt = appSchema.table('course_doubt', {
  tenantId: tenantId(),
  courseId: uuid('course_id').notNull(),
  number: integer('number').notNull(),
  question: integer('question').notNull(),
  answered: integer('answered').notNull(),
  missed: integer('missed').notNull(),
})

export const skill = appSchema.table('skill', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<Skill['kind']>().notNull(),
  note: text('note').notNull(),
  costs: jsonb('costs').$type<SkillCosts>(),
  decision: text('decision').$type<NonNullable<Skill['decision']>['what']>(),
  decidedWhy: text('decided_why'),
  decidedOn: day('decided_on'),
  decidedBy: text('decided_by'),
  vendorId: uuid('vendor_id'),
  addedAt: instant('added_at').notNull(),
  retiredAt: instant('retired_at'),
})

export const skillHolder = appSchema.table('skill_holder', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  skillId: uuid('skill_id').notNull(),
  memberId: uuid('member_id').notNull(),
  level: text('level').$type<Skill['holders'][number]['level']>().notNull(),
  isDeputy: boolean('is_deputy').notNull(),
  source: text('source').notNull(),
  gotOn: day('got_on').notNull(),
  expiresOn: day('expires_on'),
  toldStage: integer('told_stage'),
  endedAt: instant('ended_at'),
})

export const workshop = appSchema.table('workshop', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  title: text('title').notNull(),
  heldOn: day('held_on').notNull(),
  minutes: integer('minutes').notNull(),
  courseId: uuid('course_id'),
  ledBy: text('led_by').notNull(),
  notes: text('notes').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
})

export const workshopAttendee = appSchema.table('workshop_attendee', {
  tenantId: tenantId(),
  workshopId: uuid('workshop_id').notNull(),
  memberId: uuid('member_id').notNull(),
})

export const trainingConcern = appSchema.table('training_concern', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  workshopId: uuid('workshop_id').notNull(),
  words: text('words').notNull(),
  answer: text('answer'),
  settledOn: day('settled_on'),
  settledBy: text('settled_by'),
})

export const toolDrill = appSchema.table('tool_drill', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  tool: text('tool').notNull(),
  device: text('device').notNull(),
  memberId: uuid('member_id').notNull(),
  skillId: uuid('skill_id'),
  startedAt: instant('started_at').notNull(),
  stoppedAt: instant('stopped_at'),
  isMeasured: boolean('is_measured').notNull(),
  result: text('result').$type<NonNullable<ToolDrill['result']>>(),
  proof: text('proof'),
  witnessId: uuid('witness_id'),
  recordedBy: text('recorded_by').notNull(),
})

export const reportDrill = appSchema.table('report_drill', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  what: text('what').notNull(),
  asked: integer('asked').notNull(),
  startedAt: instant('started_at').notNull(),
  startedBy: text('started_by').notNull(),
  endedAt: instant('ended_at'),
  reports: integer('reports'),
  firstMinutes: integer('first_minutes'),
  note: text('note').notNull(),
})

export const trainingNeed = appSchema.table('training_need', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  title: text('title').notNull(),
  why: text('why').notNull(),
  originKind: text('origin_kind').$type<Need['origin']>().notNull(),
  originId: uuid('origin_id'),
  incidentId: uuid('incident_id'),
  skillId: uuid('skill_id'),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
  decision: text('decision').$type<NonNullable<Need['decision']>>(),
  decidedWhy: text('decided_why'),
  decidedOn: day('decided_on'),
  decidedBy: text('decided_by'),
  courseId: uuid('course_id'),
  vendorId: uuid('vendor_id'),
  ownerId: uuid('owner_id'),
  dueOn: day('due_on'),
  doneOn: day('done_on'),
  doneHow: text('done_how'),
})

export const caseLesson = appSchema.table('case_lesson', {
  tenantId: tenantId(),
  incidentId: uuid('incident_id').notNull(),
  number: integer('number').notNull(),
  closedOn: day('closed_on').notNull(),
  dueOn: day('due_on').notNull(),
  courseId: uuid('course_id'),
  settledOn: day('settled_on'),
  settledBy: text('settled_by'),
  waived: text('waived'),
  toldStage: integer('told_stage'),
})
