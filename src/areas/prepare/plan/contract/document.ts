/** The plan as a document: what is shown, printed, compared and kept for good. */
import * as z from 'zod'
import { Block } from '../../../../base/document-blocks.ts'
import { planLanguages } from '../rules/words/words.ts'

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
