/** The plain guide to evidence, and who read it in this case. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'

export const GuideReadings = z.object({
  edition: z.string(),
  /** Whether whoever asks read this edition in this case. */
  hasRead: z.boolean(),
  items: z.array(z.object({ name: z.string(), edition: z.string(), readAt: z.string() })),
  next: z.null(),
})
export type GuideReadings = z.infer<typeof GuideReadings>

export const listGuideReadings = endpoint({
  name: 'listGuideReadings',
  method: 'GET',
  path: '/incidents/{id}/evidence-guide',
  permission: 'evidence.read',
  input: z.strictObject({ id: Id }),
  output: GuideReadings,
  summary: 'List who read the guide to evidence in this case',
})

export const confirmGuide = endpoint({
  name: 'confirmGuide',
  method: 'POST',
  path: '/incidents/{id}/evidence-guide/reading',
  permission: 'evidence.add',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: GuideReadings,
  summary: 'Say that you read the guide to evidence; a step that wipes asks for it once in each case',
})
