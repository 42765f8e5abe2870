/** The run: the frozen copy of a playbook that this incident is led by. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import {
  EvidenceWaiver,
  PartId,
  PlaybookRun,
  RunState,
  StepMove,
} from '../../../prepare/playbooks/contract.ts'

const NextStep = z.object({
  id: z.string(),
  part: z.string(),
  phase: z.string().nullable(),
  title: z.string(),
  who: z.string(),
  when: z.string().nullable(),
  missingEvidence: z.array(z.string()).readonly(),
})

const Counted = z.object({
  total: z.number(),
  done: z.number(),
  skipped: z.number(),
  notNeeded: z.number(),
  open: z.number(),
})

export const Run = z.object({
  incidentId: Id,
  startedAt: z.string(),
  /** SHA-256 of the frozen document, as the leaf of the start has it. */
  hash: z.string(),
  document: PlaybookRun,
  state: RunState,
  /** Evidence item of the playbook (e1 ...) to sealed evidence. */
  evidence: z.record(z.string(), z.array(Id)),
  waivers: z.array(EvidenceWaiver),
  next: NextStep.nullable(),
  progress: z.array(Counted.extend({ section: z.string() })),
})
export type Run = z.infer<typeof Run>

export const startRun = endpoint({
  name: 'startRun',
  method: 'POST',
  path: '/incidents/{id}/run',
  permission: 'incident.run',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: Run,
  summary: "Start the playbook of the incident's kind: a frozen copy",
})

export const readRun = endpoint({
  name: 'readRun',
  method: 'GET',
  path: '/incidents/{id}/run',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Run,
  summary: 'Read the run with its next step',
})

export const moveStep = endpoint({
  name: 'moveStep',
  method: 'POST',
  path: '/incidents/{id}/run/steps/{step}/moves',
  permission: 'incident.run',
  input: z.strictObject({
    id: Id,
    step: PartId,
    move: StepMove,
    evidence: z
      .array(Id)
      .max(20)
      .default([])
      .describe('Sealed evidence that shows an evidence item as captured'),
    waiver: z
      .strictObject({ items: z.array(PartId).min(1).max(20), reason: z.string().trim().min(1).max(1000) })
      .optional()
      .describe('Signed reason for a destructive step without some of its evidence'),
  }),
  output: Run,
  summary: 'Mark a step done, skip it with a reason, take it back, or answer its question',
})
