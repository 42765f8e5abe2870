/** A questionnaire of the law as it was filled in, and how it stands. */
import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'
import { weighingKinds } from '../rules/weighing.ts'

export const GivenAnswer = z.strictObject({
  question: z.string().max(40),
  choice: z.string().max(40),
  reason: z.string().trim().max(1000).default('').describe('What the answer rests on'),
})

export const Questionnaire = z.object({
  id: Id,
  kind: z.enum(weighingKinds),
  number: z.number().int(),
  answers: z.array(z.object({ question: z.string(), choice: z.string(), reason: z.string() })),
  /** Where the method counts. */
  points: z.number().nullable(),
  proposed: z.union([z.boolean(), z.string()]).nullable(),
  conclusion: z.union([z.boolean(), z.string()]),
  reason: z.string(),
  /** `replaced`: filled in anew before counsel read it. */
  state: z.enum(['waiting', 'signed', 'sent_back', 'replaced']),
  /** The facts of the case changed since they were kept with it. */
  isOvertaken: z.boolean(),
  factsHash: z.string(),
  filledAt: z.string(),
  filledBy: z.string(),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  note: z.string(),
})
export type Questionnaire = z.infer<typeof Questionnaire>
