/** Courses: a few short lessons with questions, in versions, and for whom they are. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { mostOptions, questionWords } from '../../../../base/questions.ts'
import { InstantIn } from '../../../../base/time.ts'
import { RoleKey } from '../../../register/powers/contract/words.ts'
import {
  assignmentStates,
  audiences,
  courseStates,
  Minutes,
  Name,
  reasons,
  RenewMonths,
  Said,
  topics,
  Words,
} from './words.ts'

const Question = z.strictObject({
  ...questionWords,
  /** Place of the lesson that it asks about, from 0. */
  lesson: z.number().int().min(0).max(11),
})
/** More would be an examination. */
export const mostQuestions = 6

export const CourseContent = z.strictObject({
  summary: z.string().trim().max(600).default('').describe('What one can do afterwards'),
  lessons: z
    .array(z.strictObject({ heading: Name, text: z.string().trim().min(1).max(3000) }))
    .min(1)
    .max(12),
  questions: z.array(Question).max(mostQuestions).default([]),
})
export type CourseContent = z.infer<typeof CourseContent>

/** As everybody reads it: the questions without their answers. */
const ReadableContent = CourseContent.omit({ questions: true }).extend({
  questions: z.array(Question.omit({ right: true })),
})

const ShownAudience = z.object({
  audience: z.enum(audiences),
  /** A role in an incident, for the audience `role`. */
  role: RoleKey.nullable(),
  /** Its name as people read it; '' for one that ships. */
  roleName: z.string(),
  dueDays: z.number().int(),
  renewMonths: z.number().int().nullable(),
  reason: z.enum(reasons),
  why: z.string(),
})
export type ShownAudience = z.infer<typeof ShownAudience>

/** What stands between whoever asks and this course. */
const Mine = z.object({
  assignmentId: Id.nullable(),
  state: z.enum(assignmentStates),
  dueOn: z.string().nullable(),
  doneOn: z.string().nullable(),
  validUntil: z.string().nullable(),
  reason: z.enum(reasons),
  why: z.string(),
})
export type Mine = z.infer<typeof Mine>

export const Course = z.object({
  id: Id,
  title: z.string(),
  topic: z.enum(topics),
  language: z.string(),
  source: z.string(),
  minutes: z.number().int(),
  summary: z.string(),
  state: z.enum(courseStates),
  number: z.number().int().nullable(),
  hasDraft: z.boolean(),
  /** When its words were last called right. */
  datedOn: z.string().nullable(),
  /** Longer ago than a year: threats change faster. */
  isOld: z.boolean(),
  /** Null where it was never given to whoever asks, and never taken. */
  mine: Mine.nullable(),
})
export type Course = z.infer<typeof Course>

const CourseFacts = Course.pick({ title: true, topic: true, language: true, source: true, minutes: true })
/** What a course is called and how long it takes. */
export type CourseFacts = z.infer<typeof CourseFacts>

export const CourseDetail = Course.extend({
  content: ReadableContent.nullable(),
  audience: z.array(ShownAudience),
  /** The rest is for those who look after it. */
  editable: CourseContent.nullable(),
  /** As the draft names it; what is in force keeps its name until that is given out. */
  draftFacts: CourseFacts.nullable(),
  /** When anybody wrote in it or said for whom it is; null for never since it was added. */
  changedAt: z.string().nullable(),
  /** Assigned and still to be taken, by name; nobody is compared. */
  toTake: z.array(z.object({ name: z.string(), dueOn: z.string() })),
  taken: z.number().int(),
  /** Questions that were answered wrongly, worst first. No person is named. */
  doubts: z.array(
    z.object({
      lesson: z.string(),
      question: z.string(),
      answered: z.number().int(),
      missed: z.number().int(),
      needsRewriting: z.boolean(),
    }),
  ),
  versions: z.array(
    z.object({ number: z.number().int(), datedOn: z.string(), note: z.string(), publishedBy: z.string() }),
  ),
  can: z.object({ manage: z.boolean() }),
})
export type CourseDetail = z.infer<typeof CourseDetail>

export const listCourses = endpoint({
  name: 'listCourses',
  method: 'GET',
  path: '/courses',
  permission: 'training.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().trim().max(100).optional().describe('Words of the title'),
    topic: z.enum(topics).optional(),
    state: z
      .enum(courseStates)
      .optional()
      .describe('Drafts and what was withdrawn: for those who look after training'),
  }),
  output: pageOf(Course),
  summary: 'List courses by title, each with what the one who asks has to do about it',
})

export const getCourse = endpoint({
  name: 'getCourse',
  method: 'GET',
  path: '/courses/{id}',
  permission: 'training.read',
  input: z.strictObject({ id: Id }),
  output: CourseDetail,
  summary: 'Read a course; who looks after training also reads who has still to take it and what was misread',
})

const Audience = z
  .strictObject({
    audience: z.enum(audiences),
    role: RoleKey.nullable().default(null).describe('A role in an incident, for the audience `role` alone'),
    dueDays: z.number().int().min(1).max(365).default(14),
    renewMonths: RenewMonths,
    reason: z.enum(reasons).default('role'),
    why: Words,
  })
  .refine(({ audience, role }) => (audience === 'role') === (role !== null), {
    path: ['role'],
    error: 'name a role for the audience of a role, and for no other',
  })

const SeenAt = InstantIn.nullable()
  .optional()
  .describe('`changedAt` of what was read; refused when somebody was faster')

const courseFields = {
  title: Name,
  topic: z.enum(topics).default('other'),
  language: z.string().regex(/^[a-z]{2}$/, 'must be two small letters, like en'),
  source: z.string().trim().max(300).default('').describe('Who wrote it, or from where it was taken'),
  minutes: Minutes,
  content: CourseContent,
  publish: z
    .boolean()
    .default(false)
    .describe('Give it out as the next version, dated today; otherwise it stays a draft'),
  note: z.string().trim().max(300).default(''),
}

export const addCourse = endpoint({
  name: 'addCourse',
  method: 'POST',
  path: '/courses',
  permission: 'training.manage',
  status: 201,
  input: z.strictObject({ ...courseFields, audience: z.array(Audience).max(20).default([]) }),
  output: CourseDetail,
  summary: 'Write a course, or take over one that ships, and say for whom it is',
})

export const saveCourse = endpoint({
  name: 'saveCourse',
  method: 'PUT',
  path: '/courses/{id}',
  permission: 'training.manage',
  input: z.strictObject({
    id: Id,
    ...courseFields,
    basedOn: z
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .describe('Version that was changed, 0 for none; refused when somebody was faster'),
    seenAt: SeenAt,
  }),
  output: CourseDetail,
  summary: 'Save a course as a draft, or give it out as its next version; versions never change',
})

export const setCourseAudience = endpoint({
  name: 'setCourseAudience',
  method: 'PUT',
  path: '/courses/{id}/audience',
  permission: 'training.manage',
  input: z.strictObject({ id: Id, audience: z.array(Audience).max(20), seenAt: SeenAt }),
  output: CourseDetail,
  summary:
    'Say for whom a course is and how often; who it fits is given it at once, and each morning from then on',
})

export const withdrawCourse = endpoint({
  name: 'withdrawCourse',
  method: 'POST',
  path: '/courses/{id}/withdrawal',
  permission: 'training.manage',
  input: z.strictObject({ id: Id, reason: Said }),
  output: CourseDetail,
  summary: 'Withdraw a course; nobody has to take it any more, and what was taken stays on the record',
})

export const answerCourse = endpoint({
  name: 'answerCourse',
  method: 'POST',
  path: '/courses/{id}/answers',
  permission: 'training.answer',
  isUnrecorded: true,
  input: z.strictObject({
    id: Id,
    number: z.number().int().min(1).max(100_000).describe('The version that was read'),
    answers: z
      .array(
        z
          .number()
          .int()
          .min(0)
          .max(mostOptions - 1),
      )
      .max(mostQuestions),
  }),
  output: z.object({
    isUnderstood: z.boolean(),
    /** Places of the lessons to read once more. */
    readAgain: z.array(z.number().int()),
    validUntil: z.string().nullable(),
  }),
  summary: 'Finish a course by its questions; a wrong answer is counted for the question and for nobody',
})
