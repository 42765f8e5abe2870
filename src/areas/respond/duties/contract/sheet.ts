/** What the scope sheet proposes to the facts of the law, and what of it was left as it was. */
import * as z from 'zod'
import { Moved } from './moved.ts'

export const SheetProposal = z.object({
  fact: z.string(),
  /** null: the sheet does not bear it out any more, and it would be an open question again. */
  value: z.unknown(),
  /** What a person stands by; null where nobody said anything. */
  now: z.unknown(),
  /** Less is affected than was said: a duty may end by it. */
  takesAway: z.boolean(),
  /** Not a fact of the sheet but what somebody concludes from it: nobody takes it over with the rest. */
  isJudgement: z.boolean(),
  from: z.array(
    z.object({
      topic: z.enum(['data', 'work', 'system']),
      what: z.string(),
      standing: z.enum(['known', 'suspected', 'ruled_out']),
      at: z.string(),
    }),
  ),
  /** A person looked at this very proposal and left the fact as it was. */
  left: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
})
export type SheetProposal = z.infer<typeof SheetProposal>

export const Sheet = z.object({
  proposals: z.array(SheetProposal),
  /** Which duties come, go or move if all that is open and takes nothing away were taken over. */
  moved: z.array(Moved),
})
export type Sheet = z.infer<typeof Sheet>
