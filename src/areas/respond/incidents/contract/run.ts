/** The run: the frozen copy of a playbook that this incident is led by. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'

export const startRun = endpoint({
  name: 'startRun',
  method: 'POST',
  path: '/incidents/{id}/run',
  permission: 'incident.run',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.any(),
  summary: "Start the playbook of the incident's kind: a frozen copy",
})

export const readRun = endpoint({
  name: 'readRun',
  method: 'GET',
  path: '/incidents/{id}/run',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.any(),
  summary: 'Read the run with its next step',
})

export const moveStep = endpoint({
  name: 'moveStep',
  method: 'POST',
  path: '/incidents/{id}/run/steps/{step}/moves',
  permission: 'incident.run',
  input: z.strictObject({
    id: Id,
    step: z.string().max(40),
    move: z.enum(['done', 'skip', 'reopen', 'yes', 'no']),
    reason: z.string().trim().max(1000).default(''),
    evidence: z.array(Id).max(20).default([]).describe('Sealed evidence that a destructive step rests on'),
    waiver: z
      .string()
      .trim()
      .max(1000)
      .optional()
      .describe('Signed reason for going on without that evidence'),
  }),
  output: z.any(),
  summary: 'Mark a step done, skip it with a reason, take it back, or answer its question',
})
