/** What came of a session: the report that stands as soon as it ends, findings taken up, and which plans were tried when. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { SectionName } from '../../../prepare/plan/contract/plan.ts'
import { Decision } from '../../../register/powers/contract/words.ts'
import { ExerciseRow, RatedObjective, ShownInject } from './exercise.ts'
import { elements, improvementKinds, strengths, targetKinds } from '../../improvements/contract/words.ts'
import { PartKey } from './scenario.ts'
import { exerciseLanguages, ratings } from './words.ts'

/** What became of an objective that did not hold. */
export const chainStates = ['not_needed', 'open', 'taken_up', 'changed', 'retested'] as const

export const Report = z.object({
  exercise: ExerciseRow,
  /** When it stood there, and how many minutes after the end. */
  readyAt: z.string(),
  planVersion: z.number().int().nullable(),
  people: z.number().int(),
  absent: z.array(z.string()),
  roles: z.array(z.string()),
  ranSeconds: z.number().int(),
  pauses: z.array(z.object({ elapsedSeconds: z.number().int(), reason: z.string() })),
  skipped: z.array(z.object({ title: z.string(), reason: z.string() })),
  counts: z.record(z.enum(ratings), z.number().int()),
  unrated: z.number().int(),
  objectives: z.array(
    RatedObjective.extend({
      chain: z.enum(chainStates),
      improvements: z.array(z.object({ id: Id, title: z.string(), state: z.string() })),
      /** What the plan would say instead, and what came of it. */
      proposals: z.array(
        z.object({
          id: Id,
          section: SectionName,
          before: z.string(),
          after: z.string(),
          state: z.enum(['open', 'accepted', 'refused']),
        }),
      ),
      retests: z.array(
        z.object({
          id: Id,
          state: z.string(),
          rating: z.enum(ratings).nullable(),
          on: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** Each great decision that an inject forced. */
  decisions: z.array(
    z.object({
      decision: Decision,
      inject: z.string(),
      /** Who holds it by the register; '' for nobody. */
      holder: z.string(),
      deputy: z.string(),
      /** Roles that took it, with the second; empty when nobody did. */
      taken: z.array(z.object({ role: z.string(), elapsedSeconds: z.number().int(), text: z.string() })),
    }),
  ),
  card: z.object({
    steps: z.array(z.object({ does: z.string(), doneSeconds: z.number().int().nullable() })),
    done: z.number().int(),
    /** Seconds until the last of them; null while one is missing. */
    wholeSeconds: z.number().int().nullable(),
    isInTime: z.boolean().nullable(),
  }),
  injects: z.array(ShownInject),
  drill: z
    .object({
      copy: z.string(),
      aimMinutes: z.number().int().nullable(),
      beforeMinutes: z.number().int().nullable(),
      tookMinutes: z.number().int().nullable(),
      isWithinAim: z.boolean().nullable(),
      isFaster: z.boolean().nullable(),
    })
    .nullable(),
  wash: z.array(z.object({ kept: z.string(), changed: z.string(), surprised: z.string(), name: z.string() })),
  debrief: z.array(z.string()),
  /** The look back that was planned for it; null where none was, or for who does not read reviews. */
  review: z.object({ id: Id, state: z.string() }).nullable(),
  can: z.object({ takeUp: z.boolean(), print: z.boolean() }),
})
export type Report = z.infer<typeof Report>

export const readExerciseReport = endpoint({
  name: 'readExerciseReport',
  method: 'GET',
  path: '/exercises/{id}/report',
  permission: 'exercise.join',
  input: z.strictObject({ id: Id }),
  output: Report,
  summary: 'Read the report, once the three questions were closed',
})

export const printExerciseReport = endpoint({
  kind: 'download',
  name: 'printExerciseReport',
  method: 'POST',
  path: '/exercises/{id}/report',
  permission: 'exercise.read',
  mediaType: 'application/pdf',
  input: z.strictObject({ id: Id, language: z.enum(exerciseLanguages).default('en') }),
  output: z.any(),
  summary: 'Make the report as a PDF, for files and for those who ask',
})

/** What can have been tried: parts of the incident plan, decisions, cards, and the plans beside it. */
export const testedKinds = [
  'plan_section',
  'decision',
  'playbook',
  'card',
  'continuity',
  'recovery',
  'call_tree',
  'restore',
] as const
export const PlanTest = z.object({
  kind: z.enum(testedKinds),
  key: z.string(),
  /** As people call it; '' where its key has words of its own. */
  name: z.string(),
  lastTestedOn: Day.nullable(),
  dueOn: Day,
  state: z.enum(['never', 'overdue', 'fresh']),
  /** Where it was tried last, or is tried. */
  path: z.string(),
})
export type PlanTest = z.infer<typeof PlanTest>

export const listPlanTests = endpoint({
  name: 'listPlanTests',
  method: 'GET',
  path: '/plan-tests',
  permission: 'exercise.read',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(PlanTest),
    next: z.null(),
    /** Sessions that are arranged for a day. */
    planned: z.array(ExerciseRow),
    /** Objectives that did not hold, and that nobody took up. */
    openFindings: z.array(z.object({ sessionId: Id, title: z.string(), objective: z.string() })),
  }),
  summary: 'List every plan with the day on which it was last tried, and what is overdue',
})

export const takeUpFinding = endpoint({
  name: 'takeUpFinding',
  method: 'POST',
  path: '/exercises/{id}/findings',
  permission: 'exercise.run',
  status: 201,
  input: z.strictObject({
    id: Id,
    objective: PartKey,
    title: z.string().trim().min(1).max(200),
    why: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .describe('Absent: what was to be seen, and the note of the rating'),
    kind: z.enum(improvementKinds).default('respond'),
    strength: z.enum(strengths).default('procedure'),
    element: z.enum(elements).default('plan'),
    target: z
      .strictObject({ kind: z.enum(targetKinds), id: z.string().min(1).max(100) })
      .nullable()
      .optional()
      .describe(
        'What it changes; absent: the part of the plan that the objective tries, null: not known yet',
      ),
    ownerId: Id.nullable().default(null),
    dueOn: Day.nullable().default(null),
    planWords: z
      .string()
      .trim()
      .max(20_000)
      .default('')
      .describe(
        'What the part of the plan that the objective tries should say instead; proposed to whoever edits it',
      ),
  }),
  output: Report,
  summary: 'Turn what did not hold into an improvement, in the same list as those of reviews',
})
