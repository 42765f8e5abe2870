/** A step of the run, done to each affected system by itself. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { PartId } from '../../../prepare/playbooks/contract/playbook.ts'
import { Task } from './work.ts'

export const doBySystem = endpoint({
  name: 'doStepBySystem',
  method: 'POST',
  path: '/incidents/{id}/run/steps/{step}/systems',
  permission: 'incident.run',
  status: 201,
  input: z.strictObject({
    id: Id,
    step: PartId,
    systems: z.array(Id).min(1).max(100).describe('Those that have a task of this step already keep it'),
  }),
  output: z.object({ items: z.array(Task), next: z.null() }),
  summary: 'Make one technical task of a step for each of these systems; the step is done when all are',
})
