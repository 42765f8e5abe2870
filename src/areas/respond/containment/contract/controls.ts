/** Controls that are tried again after an incident, by people and by a script. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { controlNames } from '../rules/control-table.ts'

export const testResults = ['pass', 'fail'] as const

export const ControlTest = z.object({
  id: Id,
  control: z.enum(controlNames),
  result: z.enum(testResults),
  note: z.string(),
  evidenceId: Id.nullable(),
  testedAt: z.string(),
  testedBy: z.string(),
})

export const ControlStanding = z.object({
  control: z.enum(controlNames),
  /** What the latest test showed, in any case that you may see. */
  last: z.enum(testResults).nullable(),
  passed: z.number().int(),
  tested: z.number().int(),
})

export const ControlBoard = z.object({
  /** Tests of this case, oldest first. */
  items: z.array(ControlTest),
  standings: z.array(ControlStanding),
  next: z.null(),
})
export type ControlBoard = z.infer<typeof ControlBoard>

export const listControlTests = endpoint({
  name: 'listControlTests',
  method: 'GET',
  path: '/incidents/{id}/control-tests',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: ControlBoard,
  summary: 'List what tests of controls showed in this case, and how often each control held in all of them',
})

export const recordControlTest = endpoint({
  name: 'recordControlTest',
  method: 'POST',
  path: '/incidents/{id}/control-tests',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    control: z.enum(controlNames),
    result: z.enum(testResults),
    note: z.string().trim().min(1).max(1000).describe('What was tried, and what it showed'),
    evidenceId: Id.nullable().default(null).describe('What shows it: a screenshot, a log. A pass needs it.'),
  }),
  output: ControlBoard,
  summary: 'Record the test of a control after recovery: pass with its proof, or fail',
})
