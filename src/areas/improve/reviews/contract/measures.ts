/** What a review wants changed: proposed here, carried to the end in the room of improvements. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { elements, improvementKinds, strengths } from '../../improvements/contract/words.ts'

export const proposeFromReview = endpoint({
  name: 'proposeFromReview',
  method: 'POST',
  path: '/reviews/{id}/improvements',
  permission: 'improvement.propose',
  status: 201,
  input: z.strictObject({
    id: Id,
    title: z.string().trim().min(1).max(200),
    why: z.string().trim().max(2000).default(''),
    kind: z
      .enum(improvementKinds)
      .describe('Whether it prevents, lets notice, helps to respond or to recover'),
    strength: z.enum(strengths).describe('From what holds by itself to what hangs on people remembering it'),
    element: z.enum(elements).default('equipment'),
    ownerId: Id.nullable().default(null),
    dueOn: Day.nullable().default(null),
  }),
  output: z.object({ id: Id }),
  summary: 'Propose an improvement out of a review, with owner and day',
})
