/** What might have happened: each idea with what speaks for it and against it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Confidence, hypothesisStandings, Reason, sides, Text } from './words.ts'

export const HypothesisPoint = z.object({
  id: Id,
  side: z.enum(sides),
  text: z.string(),
  evidenceId: Id.nullable(),
  addedAt: z.string(),
  addedBy: z.string(),
})
export type HypothesisPoint = z.infer<typeof HypothesisPoint>

export const Hypothesis = z.object({
  id: Id,
  text: z.string(),
  standing: z.enum(hypothesisStandings),
  confidence: Confidence,
  addedAt: z.string(),
  addedBy: z.string(),
  judgedAt: z.string().nullable(),
  judgedBy: z.string().nullable(),
  points: z.array(HypothesisPoint),
})
export type Hypothesis = z.infer<typeof Hypothesis>

export const listHypotheses = endpoint({
  name: 'listHypotheses',
  method: 'GET',
  path: '/incidents/{id}/hypotheses',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Hypothesis), next: z.null() }),
  summary: 'List what might have happened, with what speaks for and against it',
})

export const addHypothesis = endpoint({
  name: 'addHypothesis',
  method: 'POST',
  path: '/incidents/{id}/hypotheses',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({ id: Id, text: Text, confidence: Confidence.default('unknown') }),
  output: Hypothesis,
  summary: 'Say what might have happened',
})

export const weighHypothesis = endpoint({
  name: 'weighHypothesis',
  method: 'POST',
  path: '/incidents/{id}/hypotheses/{hypothesis}/points',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({
    id: Id,
    hypothesis: Id,
    side: z.enum(sides),
    text: Text,
    evidence: Id.optional().describe('Sealed evidence that shows it'),
  }),
  output: Hypothesis,
  summary: 'Add what speaks for a hypothesis or against it',
})

export const judgeHypothesis = endpoint({
  name: 'judgeHypothesis',
  method: 'POST',
  path: '/incidents/{id}/hypotheses/{hypothesis}/judgement',
  permission: 'incident.investigate',
  input: z.strictObject({
    id: Id,
    hypothesis: Id,
    standing: z.enum(hypothesisStandings),
    confidence: Confidence,
    reason: Reason,
  }),
  output: Hypothesis,
  summary: 'Call a hypothesis supported, refuted or open again, with a reason and how sure you are',
})
