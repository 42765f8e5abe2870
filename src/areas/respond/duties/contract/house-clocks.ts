/** Clocks that the organisation's own table names, running in a case. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { severities } from '../../../../base/incident-words.ts'

export const houseClockStates = ['running', 'met', 'declined', 'ended'] as const

export const HouseClock = z.object({
  id: Id,
  name: z.string(),
  /** Law, contract or playbook that the table gives for it; '' where it gives none. */
  source: z.string(),
  severity: z.enum(severities),
  tableVersion: z.number().int(),
  startedAt: z.string(),
  dueAt: z.string(),
  /** `ended`: the severity does not name it any more, or the case was closed. */
  state: z.enum(houseClockStates),
  standing: z.enum(['overdue', 'soon', 'running']).nullable().describe('null: it does not run any more'),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  /** What was done, or why it is not: in the words of whoever settled it. */
  reason: z.string(),
})
export type HouseClock = z.infer<typeof HouseClock>

export const HouseClocks = z.object({
  /** What runs first, the nearest end first. */
  items: z.array(HouseClock),
  can: z.object({ settle: z.boolean() }),
})

export const settleHouseClock = endpoint({
  name: 'settleHouseClock',
  method: 'POST',
  path: '/incidents/{id}/house-clocks/{clock}/settlement',
  permission: 'clock.settle',
  status: 201,
  input: z.strictObject({
    id: Id,
    clock: Id,
    state: z.enum(['met', 'declined', 'running']).describe('`running`: it was settled by mistake'),
    reason: z.string().trim().max(2000).default('').describe('Must be given unless it was met'),
  }),
  output: HouseClocks,
  summary: 'Say that a clock of our own table was met, or why it is not; or take that back',
})
