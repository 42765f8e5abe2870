/** Practice: workshops, drills with the real tool, drills in reporting, what people lack, and what cases teach. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { drillResults, MaybeDay, MaybeId, Name, needDecisions, needOrigins, Said, Words } from './words.ts'

const Workshop = z.object({
  id: Id,
  title: z.string(),
  heldOn: z.string(),
  minutes: z.number().int(),
  course: z.string(),
  ledBy: z.string(),
  notes: z.string(),
  attendees: z.array(z.string()),
  concerns: z.array(
    z.object({ id: Id, words: z.string(), answer: z.string().nullable(), settledOn: z.string().nullable() }),
  ),
})
export type Workshop = z.infer<typeof Workshop>

const ToolDrill = z.object({
  id: Id,
  tool: z.string(),
  device: z.string(),
  person: z.string(),
  skill: z.string(),
  startedAt: z.string(),
  stoppedAt: z.string().nullable(),
  /** Whole minutes, begun ones counted; null while it runs. */
  minutes: z.number().int().nullable(),
  /** By the clock of this program, not told afterwards. */
  isMeasured: z.boolean(),
  result: z.enum(drillResults).nullable(),
  proof: z.string(),
  witness: z.string(),
})
export type ToolDrill = z.infer<typeof ToolDrill>

const ReportDrill = z.object({
  id: Id,
  what: z.string(),
  asked: z.number().int(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  reports: z.number().int(),
  /** Minutes until the first report; null while none came. */
  firstMinutes: z.number().int().nullable(),
  note: z.string(),
})
export type ReportDrill = z.infer<typeof ReportDrill>

const Need = z.object({
  id: Id,
  title: z.string(),
  why: z.string(),
  origin: z.enum(needOrigins),
  skill: z.string(),
  openedOn: z.string(),
  decision: z.enum(needDecisions).nullable(),
  decidedWhy: z.string(),
  decidedBy: z.string(),
  courseId: Id.nullable(),
  course: z.string(),
  vendor: z.string(),
  owner: z.string(),
  dueOn: z.string().nullable(),
  doneOn: z.string().nullable(),
  doneHow: z.string(),
})
export type Need = z.infer<typeof Need>

const CaseLesson = z.object({
  incidentId: Id,
  number: z.number().int(),
  closedOn: z.string(),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  courseId: Id.nullable(),
  course: z.string(),
  waived: z.string().nullable(),
  settledOn: z.string().nullable(),
})
export type CaseLesson = z.infer<typeof CaseLesson>

export const Practice = z.object({
  workshops: z.array(Workshop),
  toolDrills: z.array(ToolDrill),
  reportDrills: z.array(ReportDrill),
  needs: z.array(Need),
  lessons: z.array(CaseLesson),
  can: z.object({ practise: z.boolean(), manage: z.boolean() }),
})
export type Practice = z.infer<typeof Practice>

export const readPractice = endpoint({
  name: 'readPractice',
  method: 'GET',
  path: '/practice',
  permission: 'skill.read',
  input: z.strictObject({
    q: z.string().trim().max(100).optional().describe('Words of what was practised'),
    before: Day.optional().describe('Only what began before this day: the page before'),
  }),
  output: Practice,
  summary: 'Read workshops, drills, needs and what is to be learnt from cases, the newest first',
})

export const PracticeStep = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('hold_workshop'),
    title: Name,
    heldOn: Day,
    minutes: z.number().int().min(1).max(1440),
    courseId: MaybeId.describe('Whoever was there has taken it by that'),
    ledBy: z.string().trim().max(200).default(''),
    notes: z.string().trim().max(5000).default(''),
    attendeeIds: z.array(Id).min(1).max(200),
    concerns: z.array(z.string().trim().min(1).max(500)).max(30).default([]).describe('Without names'),
  }),
  z.strictObject({ do: z.literal('answer_concern'), concernId: Id, answer: Said }),
  z.strictObject({
    do: z.literal('start_drill'),
    tool: Name,
    device: Name.describe('A device of the trial, never one that somebody works on'),
    memberId: Id,
    skillId: MaybeId,
  }),
  z.strictObject({
    do: z.literal('stop_drill'),
    drillId: Id,
    result: z.enum(drillResults),
    proof: Said.describe('What showed it: the device fell silent, the tool says isolated'),
    witnessId: MaybeId,
    secondsAgo: z
      .number()
      .int()
      .min(0)
      .max(3600)
      .default(0)
      .describe('How long ago it stopped: what showed it is written down afterwards'),
  }),
  z.strictObject({
    do: z.literal('tell_drill'),
    tool: Name,
    device: Name,
    memberId: Id,
    skillId: MaybeId,
    startedAt: z.iso.datetime({ offset: true }),
    stoppedAt: z.iso.datetime({ offset: true }),
    result: z.enum(drillResults),
    proof: Said,
    witnessId: MaybeId,
  }),
  z.strictObject({ do: z.literal('start_report_drill'), what: Name, note: Words }),
  z.strictObject({ do: z.literal('end_report_drill'), drillId: Id, note: Words }),
  z.strictObject({ do: z.literal('name_need'), title: Name, why: Words, skillId: MaybeId }),
  z.strictObject({
    do: z.literal('decide_need'),
    needId: Id,
    decision: z.enum(needDecisions),
    why: Said,
    courseId: MaybeId,
    memberIds: z.array(Id).max(200).default([]).describe('Who is given the course'),
    vendorId: MaybeId,
    ownerId: MaybeId,
    dueOn: MaybeDay,
  }),
  z.strictObject({ do: z.literal('meet_need'), needId: Id, how: Said }),
  z.strictObject({
    do: z.literal('make_lesson'),
    incidentId: Id,
    language: z.enum(['en', 'de']).default('en'),
  }),
  z.strictObject({ do: z.literal('waive_lesson'), incidentId: Id, why: Said }),
])
export type PracticeStep = z.infer<typeof PracticeStep>

export const takePracticeStep = endpoint({
  name: 'takePracticeStep',
  method: 'POST',
  path: '/practice-steps',
  permission: 'training.practise',
  input: z.strictObject({ step: PracticeStep }),
  output: z.object({
    practice: Practice,
    /** What came into being, where something did: a drill, a need, a draft of a course. */
    id: Id.nullable(),
  }),
  summary: 'Keep a workshop, start or stop a drill, name or settle a need, or make a lesson of a case',
})
