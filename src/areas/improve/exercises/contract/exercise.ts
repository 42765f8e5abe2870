/** Sessions: arranged, led by the clock, and what is captured in them. What is to come is seen by whoever leads alone. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { Decision } from '../../../register/powers/contract/words.ts'
import { Inject, Objective, PartKey, ScenarioKey } from './scenario.ts'
import {
  blankNames,
  exerciseLanguages,
  forms,
  lengths,
  observationKinds,
  observationSeverities,
  playerRoles,
  ratings,
  seats,
  sessionStates,
} from './words.ts'

const Line = z.string().trim().max(500).default('')
const Reason = z.string().trim().min(1).max(500)

export const Player = z.object({
  id: Id,
  memberId: Id.nullable(),
  name: z.string(),
  seat: z.enum(seats),
  role: z.enum(playerRoles),
  isAbsent: z.boolean(),
})
export type Player = z.infer<typeof Player>

const SentPlayer = z
  .strictObject({
    memberId: Id.nullable().default(null),
    name: z.string().trim().max(120).default('').describe('Of somebody without an account here'),
    seat: z.enum(seats).default('player'),
    role: z.enum(playerRoles).default('everyone'),
    isAbsent: z.boolean().default(false).describe('Plays somebody who cannot be reached today'),
  })
  .refine(({ memberId, name }) => memberId !== null || name !== '', 'must be a member or have a name')
const SentPlayers = z.array(SentPlayer).max(60)

export const ExerciseRow = z.object({
  id: Id,
  title: z.string(),
  kind: IncidentKind,
  form: z.enum(forms),
  lengthMinutes: z.number().int(),
  state: z.enum(sessionStates),
  plannedOn: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  facilitator: z.string(),
  /** The case of the incident engine in which it runs, as far as whoever asks sees it. */
  incident: z.object({ id: Id, number: z.number().int() }).nullable(),
  retest: z.object({ id: Id, objective: z.string() }).nullable(),
})
export type ExerciseRow = z.infer<typeof ExerciseRow>

const Answer = z.object({
  id: Id,
  role: z.enum(playerRoles),
  text: z.string(),
  choice: z.string().nullable(),
  decision: Decision.nullable(),
  called: z.string(),
  planStep: z.string(),
  elapsedSeconds: z.number().int(),
})

/** What has come, as the players see it. */
export const ShownInject = Inject.pick({
  key: true,
  look: true,
  from: true,
  to: true,
  title: true,
  text: true,
  questions: true,
  decision: true,
}).extend({
  choices: z.array(z.object({ key: z.string(), label: z.string() })),
  elapsedSeconds: z.number().int(),
  answers: z.array(Answer),
  /** What followed from the choice, and what a prepared team does: once it was answered alone, or all is over. */
  after: z.object({ outcome: z.string(), expected: z.array(z.string()) }).nullable(),
})
export type ShownInject = z.infer<typeof ShownInject>

const Observation = z.object({
  id: Id,
  objective: z.string(),
  inject: z.string().nullable(),
  kind: z.enum(observationKinds),
  severity: z.enum(observationSeverities),
  note: z.string(),
  elapsedSeconds: z.number().int(),
})
export const RatedObjective = Objective.extend({
  rating: z.enum(ratings).nullable(),
  note: z.string(),
  observations: z.array(Observation),
})
export type RatedObjective = z.infer<typeof RatedObjective>

export const scriptStates = ['waiting', 'due', 'delivered', 'skipped', 'barred'] as const
export const ScriptLine = Inject.extend({
  state: z.enum(scriptStates),
  /** On the clock of the session; null for what does not come in this length. */
  dueSeconds: z.number().int().nullable(),
})
export type ScriptLine = z.infer<typeof ScriptLine>

export const Exercise = ExerciseRow.extend({
  situation: z.string(),
  clock: z.object({
    ranSeconds: z.number().int(),
    resumedAt: z.string().nullable(),
    /** The clock of the server when it answered: that of a browser may be wrong. */
    now: z.string(),
  }),
  players: z.array(Player),
  /** How whoever asks takes part; null when they only look on. */
  mine: z.object({ seat: z.enum([...seats, 'facilitator']), role: z.enum(playerRoles) }).nullable(),
  injects: z.array(ShownInject),
  card: z.array(z.object({ key: z.string(), does: z.string(), doneSeconds: z.number().int().nullable() })),
  /** For whoever leads or observes, and for everybody once it is over. */
  objectives: z.array(RatedObjective),
  /** What is still to come: for whoever leads alone, never for somebody who plays alone. */
  script: z.array(ScriptLine).nullable(),
  /** Whether there is something left to come. */
  hasMore: z.boolean(),
  log: z.array(
    z.object({ kind: z.string(), key: z.string(), elapsedSeconds: z.number().int(), note: z.string() }),
  ),
  said: z.number().int().describe('How many answered the three questions'),
  drill: z
    .object({
      copy: z.string(),
      aimMinutes: z.number().int().nullable(),
      beforeMinutes: z.number().int().nullable(),
      tookMinutes: z.number().int().nullable(),
    })
    .nullable(),
  can: z.object({
    run: z.boolean(),
    answer: z.boolean(),
    observe: z.boolean(),
    stop: z.boolean(),
    tick: z.boolean(),
    handOver: z.boolean(),
    wash: z.boolean(),
    report: z.boolean(),
  }),
})
export type Exercise = z.infer<typeof Exercise>

export const listExercises = endpoint({
  name: 'listExercises',
  method: 'GET',
  path: '/exercises',
  permission: 'exercise.join',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional().describe('Part of the title'),
    state: z.enum(['open', 'over']).optional(),
  }),
  output: pageOf(ExerciseRow),
  summary: 'List sessions, newest first; staff see those that they take part in',
})

export const arrangeExercise = endpoint({
  name: 'arrangeExercise',
  method: 'POST',
  path: '/exercises',
  permission: 'exercise.run',
  status: 201,
  input: z.strictObject({
    scenario: ScenarioKey,
    language: z.enum(exerciseLanguages).default('en'),
    form: z.enum(forms).default('table_top'),
    length: z.union(lengths.map((one) => z.literal(one))).default(60),
    title: z.string().trim().max(150).optional(),
    plannedOn: Day.nullable().default(null),
    players: SentPlayers.default([]),
    without: z.array(PartKey).max(30).default([]).describe('Injects that are left out'),
    blanks: z
      .partialRecord(z.enum(blankNames), z.string().trim().min(1).max(200))
      .default({})
      .describe('Words for this session in the place of those that the registers know'),
    copyId: Id.optional().describe('The backup that a drill restores from'),
    retest: z
      .strictObject({ id: Id, objective: PartKey })
      .optional()
      .describe('What of an earlier session is tried again, in fifteen minutes at most'),
  }),
  output: Exercise,
  summary: 'Arrange a session: the scenario is frozen with the words of this firm',
})

export const getExercise = endpoint({
  name: 'getExercise',
  method: 'GET',
  path: '/exercises/{id}',
  permission: 'exercise.join',
  input: z.strictObject({ id: Id }),
  output: Exercise,
  summary: 'Read a session as whoever asks may see it: players are not told what is to come',
})

export const RestoreShown = z.strictObject({
  succeeded: z.boolean(),
  restored: z.string().trim().max(2000),
  used: z.string().trim().max(2000),
  minutes: z.int().min(1).max(527_040).nullable().default(null),
  evidence: z.string().trim().max(2000),
})

export const moveExercise = endpoint({
  name: 'moveExercise',
  method: 'POST',
  path: '/exercises/{id}/moves',
  permission: 'exercise.join',
  input: z.strictObject({
    id: Id,
    move: z.discriminatedUnion('do', [
      z.strictObject({ do: z.literal('start') }),
      z.strictObject({ do: z.literal('pause'), reason: Reason }),
      z.strictObject({ do: z.literal('resume') }),
      z.strictObject({ do: z.literal('deliver'), inject: PartKey.optional().describe('Absent: the next') }),
      z.strictObject({ do: z.literal('skip'), inject: PartKey, reason: Line }),
      z.strictObject({ do: z.literal('card'), step: z.string().min(1).max(20) }),
      z.strictObject({ do: z.literal('untick'), step: z.string().min(1).max(20), reason: Reason }),
      z.strictObject({ do: z.literal('hand_over'), memberId: Id.describe('Who leads from now on') }),
      z.strictObject({ do: z.literal('people'), players: SentPlayers }),
      z.strictObject({ do: z.literal('end'), restore: RestoreShown.optional() }),
      z.strictObject({ do: z.literal('close_wash') }),
      z.strictObject({ do: z.literal('stop'), reason: Reason }),
      z.strictObject({ do: z.literal('cancel'), reason: Reason }),
    ]),
  }),
  output: Exercise,
  summary:
    'Move a session on: the clock, the next inject, a step of the card, who leads, its end, or STOP because it is real',
})
