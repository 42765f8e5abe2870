/** What an entry of the record rests on: where its writer has it from, and when it happened. */
import * as z from 'zod'
import { InstantIn, isTimeZone } from '../../../../base/time.ts'

/** What a writer can say: seen or done by themselves, told by somebody, read in a log, read in a document, or concluded. */
export const saidSources = ['own', 'told', 'log', 'document', 'worked_out'] as const
export type SaidSource = (typeof saidSources)[number]

/** What can be asked for: also what Muster wrote by itself, and entries whose writer did not say. */
export const shownSources = [...saidSources, 'muster', 'unsaid'] as const
export type ShownSource = (typeof shownSources)[number]

export const Basis = z.strictObject({
  source: z.enum(saidSources),
  name: z
    .string()
    .trim()
    .max(200)
    .default('')
    .describe('Who told it, which log or tool, which document; empty where nobody knows'),
  happenedAt: InstantIn.optional().describe('When it happened, where that was not when it was written'),
  zone: z
    .string()
    .max(60)
    .refine(isTimeZone, 'must be a time zone like Europe/Vienna')
    .optional()
    .describe('Zone of the clock by which that was said'),
})
export type Basis = z.infer<typeof Basis>
