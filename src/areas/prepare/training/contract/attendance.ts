/** Attendance: who is to take which course by when, who did, and how that is shown. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { Course } from './courses.ts'
import {
  assignmentStates,
  endings,
  enteredEndings,
  MaybeId,
  Name,
  reasons,
  RenewMonths,
  Words,
} from './words.ts'

export const Assignment = z.object({
  id: Id,
  courseId: Id,
  course: z.string(),
  /** Null for somebody of a supplier. */
  memberId: Id.nullable(),
  person: z.string(),
  /** '' for people of the firm. */
  vendor: z.string(),
  reason: z.enum(reasons),
  why: z.string(),
  dueOn: z.string(),
  state: z.enum(assignmentStates),
  how: z.enum(endings).nullable(),
  doneOn: z.string().nullable(),
  number: z.number().int().nullable(),
  evidence: z.string(),
  recordedBy: z.string(),
  validUntil: z.string().nullable(),
})
export type Assignment = z.infer<typeof Assignment>

const MySkill = z.object({
  name: z.string(),
  isDeputy: z.boolean(),
  expiresOn: z.string().nullable(),
  isEnded: z.boolean(),
})

export const readMyTraining = endpoint({
  name: 'readMyTraining',
  method: 'GET',
  path: '/my-training',
  permission: 'training.read',
  input: z.strictObject({}),
  output: z.object({
    /** What waits, the most urgent first. */
    toTake: z.array(Course),
    /** What was taken, the newest first. */
    taken: z.array(Course),
    skills: z.array(MySkill),
  }),
  summary: 'Read what the one who asks has to learn, has learnt, and is counted on for',
})

export const listTraining = endpoint({
  name: 'listTraining',
  method: 'GET',
  path: '/training-records',
  permission: 'training.oversee',
  input: z.strictObject({
    ...pageInput,
    q: z.string().trim().max(100).optional().describe('Words of the person or the course'),
    state: z.enum(assignmentStates).optional(),
    courseId: Id.optional(),
  }),
  output: pageOf(Assignment),
  summary: 'List who is to take which course, and who took it, the newest first',
})

export const assignTraining = endpoint({
  name: 'assignTraining',
  method: 'POST',
  path: '/training-assignments',
  permission: 'training.manage',
  status: 201,
  input: z.strictObject({
    courseId: Id,
    memberIds: z.array(Id).max(200).default([]),
    outside: z
      .strictObject({ vendorId: Id, person: Name })
      .nullable()
      .default(null)
      .describe('Somebody of a supplier, who has no account here'),
    dueOn: Day,
    renewMonths: RenewMonths,
    reason: z.enum(reasons).default('own'),
    why: Words,
  }),
  output: z.object({ assigned: z.number().int(), alreadyOpen: z.number().int() }),
  summary: 'Give a course to people by name, with a day and the reason',
})

export const recordTraining = endpoint({
  name: 'recordTraining',
  method: 'POST',
  path: '/training-records',
  permission: 'training.manage',
  status: 201,
  input: z.strictObject({
    assignmentId: MaybeId.describe('What it fulfils; or a course and a person'),
    courseId: MaybeId,
    memberId: MaybeId,
    how: z.enum(enteredEndings),
    doneOn: Day.nullable().default(null).describe('Today where it is left out'),
    evidence: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .describe('What shows it: list of attendance, certificate with its number; or why somebody is excused'),
  }),
  output: Assignment,
  summary: 'Keep that somebody took a course, or is excused, with what shows it',
})

export const exportTraining = endpoint({
  kind: 'download',
  name: 'exportTraining',
  method: 'GET',
  readOnly: false,
  path: '/training-exports/{format}',
  permission: 'training.oversee',
  mediaType: 'application/octet-stream',
  input: z.strictObject({
    format: z.enum(['csv', 'pdf']),
    language: z.enum(['en', 'de']).default('en'),
  }),
  output: z.any(),
  summary:
    'Take the proof of training for an auditor: courses with their dates, and who took them, how and when',
})
