/** The run: the frozen copy of a playbook that this incident is led by. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { PartId, PlaybookStep, StepPhase, StepRole } from '../../../prepare/playbooks/contract/playbook.ts'
import { PlaybookKey } from '../../../prepare/playbooks/contract/reading.ts'
import {
  Departure,
  EvidenceWaiver,
  PlaybookRun,
  RunState,
  RunStep,
  StepMove,
  StepWords,
} from '../../../prepare/playbooks/contract/run.ts'

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
  /** The steps as they are worked: the frozen ones with what was added and reworded. Null where nothing was. */
  steps: z.array(RunStep).nullable(),
  state: RunState,
  /** Evidence item of the playbook (e1 ...) to sealed evidence. */
  evidence: z.record(z.string(), z.array(Id)),
  waivers: z.array(EvidenceWaiver),
  next: NextStep.nullable(),
  progress: z.array(Counted.extend({ section: z.string() })),
  /** Where people left the playbook, and why. */
  departures: z.array(Departure),
})
export type Run = z.infer<typeof Run>

export const startRun = endpoint({
  name: 'startRun',
  method: 'POST',
  path: '/incidents/{id}/run',
  permission: 'incident.run',
  status: 201,
  input: z.strictObject({
    id: Id,
    playbook: PlaybookKey.optional().describe("Another one than that of the incident's kind"),
  }),
  output: Run,
  summary: "Start the playbook of the incident's kind, or another: a frozen copy",
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

const Reason = z.string().trim().min(1, 'Say why in a few words, the review reads it.').max(1000)
const Words = z.string().trim().min(1).max(2000)

export const addRunStep = endpoint({
  name: 'addRunStep',
  method: 'POST',
  path: '/incidents/{id}/run/steps',
  permission: 'incident.run',
  status: 201,
  input: z.strictObject({
    id: Id,
    phase: StepPhase,
    after: PartId.optional().describe('Stands behind this step; absent, at the end of its phase'),
    title: Words,
    who: StepRole,
    how: z.array(Words).min(1).max(20),
    undo: Words,
    doneWhen: Words,
    minutes: PlaybookStep.shape.minutes.default(30),
    destructive: z.boolean().default(false),
    needsEvidence: z.array(PartId).max(20).default([]),
    reason: Reason,
  }),
  output: Run,
  summary: 'Add a step to this run, with the reason; the playbook itself stays as it is',
})

export const changeRunStep = endpoint({
  name: 'changeRunStep',
  method: 'POST',
  path: '/incidents/{id}/run/steps/{step}/changes',
  permission: 'incident.run',
  input: z.strictObject({ id: Id, step: PartId, words: StepWords, reason: Reason }),
  output: Run,
  summary: 'Give a step of this run other words, with the reason; what evidence it needs stays',
})
