/** What is known of a case for the law: each fact with who said it, when and why. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Board } from './board.ts'

/** As flat as facts are: whatever is deeper is refused before anybody walks down it. */
const FactValue = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string().max(2000),
  z.array(z.string().max(200)).max(300),
  z.array(z.record(z.string().max(100), z.union([z.string().max(400), z.number()]))).max(500),
  z.record(z.string().max(20), z.number()),
])

export const FactChange = z.strictObject({
  fact: z.string().min(1).max(80).describe('Name of the fact, like `ransom_paid` or `times.became_aware_at`'),
  value: FactValue.describe('null: it is not known any more'),
})
export type FactChange = z.infer<typeof FactChange>

/** One duty that a change of facts moved. */
export const Moved = z.object({
  key: z.string(),
  title: z.string(),
  what: z.enum(['appeared', 'gone', 'moved']),
  from: z.string().nullable(),
  to: z.string().nullable(),
})
export type Moved = z.infer<typeof Moved>

export const changeFacts = endpoint({
  name: 'changeFacts',
  method: 'POST',
  path: '/incidents/{id}/facts',
  permission: 'duty.fact',
  input: z.strictObject({
    id: Id,
    revision: z.number().int().min(0).describe('Of the facts that were looked at'),
    changes: z.array(FactChange).min(1).max(80),
    reason: z
      .string()
      .trim()
      .max(1000)
      .default('')
      .describe('Must be given where a fact that stood is changed, and for judgements of risk and harm'),
  }),
  output: z.object({ board: Board, moved: z.array(Moved) }),
  summary: 'Confirm or change facts of a case for the law; says which clocks appeared, moved or went',
})
