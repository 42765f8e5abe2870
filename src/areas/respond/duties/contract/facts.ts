/** What is known of a case for the law: each fact with who said it, when and why. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Board } from './board.ts'
import { Moved } from './moved.ts'

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

export const changeFacts = endpoint({
  name: 'changeFacts',
  method: 'POST',
  path: '/incidents/{id}/facts',
  permission: 'duty.fact',
  input: z.strictObject({
    id: Id,
    revision: z.number().int().min(0).describe('Of the facts that were looked at'),
    changes: z.array(FactChange).max(80),
    left: z
      .array(z.string().max(80))
      .max(80)
      .default([])
      .describe('Facts that the scope sheet wants otherwise, and that stay as they are, for a reason'),
    reason: z
      .string()
      .trim()
      .max(1000)
      .default('')
      .describe(
        'Must be given where a fact that stood is changed or left against the scope sheet, and for judgements of risk and harm',
      ),
  }),
  output: z.object({ board: Board, moved: z.array(Moved) }),
  summary: 'Confirm or change facts of a case for the law; says which clocks appeared, moved or went',
})

export const tryFacts = endpoint({
  name: 'tryFacts',
  method: 'POST',
  path: '/incidents/{id}/fact-trial',
  permission: 'duty.fact',
  readOnly: true,
  input: z.strictObject({ id: Id, changes: z.array(FactChange).min(1).max(80) }),
  output: z.object({ moved: z.array(Moved) }),
  summary: 'Say which clocks a change of facts would bring, move or end, and change nothing',
})
