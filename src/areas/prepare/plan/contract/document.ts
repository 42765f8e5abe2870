/** The plan as a document: what is shown, printed, compared and kept for good. */
import * as z from 'zod'
import { planLanguages } from '../rules/words/words.ts'

const Text = z.string().max(20_000)

/** A part of a section. Words of a person stay words wherever it is shown. */
export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: Text }),
  z.object({ kind: z.literal('paragraph'), text: Text }),
  z.object({ kind: z.literal('list'), items: z.array(Text), isOrdered: z.boolean() }),
  z.object({ kind: z.literal('table'), head: z.array(Text), rows: z.array(z.array(Text)) }),
  /** Words that must be found at once: a card for the first minutes, what not to do. */
  z.object({ kind: z.literal('card'), title: Text, lines: z.array(Text), isWarning: z.boolean() }),
])
export type Block = z.infer<typeof Block>

export const PlanSection = z.object({
  key: z.string(),
  title: z.string(),
  /** Names; '' where nobody or no day is named yet, or for an annex made of other sections. */
  owner: z.string(),
  reviewOn: z.string(),
  blocks: z.array(Block),
})
export type PlanSection = z.infer<typeof PlanSection>

export const PlanDocument = z.object({
  title: z.string(),
  organisation: z.string(),
  language: z.enum(planLanguages),
  sections: z.array(PlanSection),
})
export type PlanDocument = z.infer<typeof PlanDocument>
