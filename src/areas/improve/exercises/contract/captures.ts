/** What is captured while a session runs: answers of roles, what was seen of objectives, and three questions at its end. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Decision } from '../../../register/powers/contract/words.ts'
import { Exercise } from './exercise.ts'
import { PartKey } from './scenario.ts'
import { observationKinds, observationSeverities, playerRoles, ratings } from './words.ts'

const Line = z.string().trim().max(500).default('')
const Words = z.string().trim().min(1).max(4000)

export const answerInject = endpoint({
  name: 'answerInject',
  method: 'POST',
  path: '/exercises/{id}/responses',
  permission: 'exercise.join',
  status: 201,
  input: z.strictObject({
    id: Id,
    inject: PartKey,
    role: z.enum(playerRoles).default('everyone').describe('For which role; no person is kept'),
    text: z.string().trim().max(4000).default(''),
    choice: z.string().max(1).optional(),
    decision: Decision.optional().describe('A great decision that was taken with it'),
    called: Line.describe('Who was called, or would be'),
    planStep: Line.describe('The part or step of the plan that was used'),
  }),
  output: Exercise,
  summary: 'Answer an inject for a role: what is done, decided, who is called, what of the plan is used',
})

export const observeExercise = endpoint({
  name: 'observeExercise',
  method: 'POST',
  path: '/exercises/{id}/observations',
  permission: 'exercise.join',
  status: 201,
  input: z.strictObject({
    id: Id,
    objective: PartKey,
    saw: z.discriminatedUnion('what', [
      z.strictObject({
        what: z.literal('observation'),
        kind: z.enum(observationKinds),
        severity: z.enum(observationSeverities).default('middling'),
        note: Words,
        inject: PartKey.optional(),
      }),
      z.strictObject({ what: z.literal('rating'), rating: z.enum(ratings), note: Line }),
    ]),
  }),
  output: Exercise,
  summary: 'Note what was seen of an objective, or rate how the plan held; never a person',
})

export const washUp = endpoint({
  name: 'washUp',
  method: 'POST',
  path: '/exercises/{id}/hot-wash',
  permission: 'exercise.join',
  status: 201,
  input: z
    .strictObject({
      id: Id,
      kept: z.string().trim().max(2000).default('').describe('What should stay as it is'),
      changed: z.string().trim().max(2000).default('').describe('What should change'),
      surprised: z.string().trim().max(2000).default('').describe('What was a surprise'),
      anonymous: z.boolean().default(true).describe('Nothing then says who it was'),
    })
    .refine(({ kept, changed, surprised }) => kept + changed + surprised !== '', 'must say something'),
  output: z.object({ said: z.number().int() }),
  summary: 'Answer the three questions at the end, before anybody reads results',
})
