/** Crisis mode: what S1 turns on. Roles settled, decisions in view, a rhythm of briefings. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { RoleKey } from './roles.ts'

const minutes = z.number().int().min(5).max(1440)

export const Crisis = z.object({
  isOn: z.boolean(),
  startedAt: z.string().nullable(),
  startedBy: z.string().nullable(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
  everyMinutes: minutes.nullable(),
  lastBriefingAt: z.string().nullable(),
  nextBriefingAt: z.string().nullable(),
  isOverdue: z.boolean(),
  /** Roles that are neither filled nor knowingly empty. */
  openRoles: z.array(RoleKey),
  /** Newest first, at most 50. */
  decisions: z.array(
    z.object({
      id: Id,
      text: z.string(),
      options: z.array(z.string()),
      decidedAt: z.string(),
      decidedBy: z.string(),
    }),
  ),
  canBrief: z.boolean(),
})
export type Crisis = z.infer<typeof Crisis>

export const readCrisis = endpoint({
  name: 'readCrisis',
  method: 'GET',
  path: '/incidents/{id}/crisis',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Crisis,
  summary: 'Read whether crisis mode is on, its briefings, open roles and decisions',
})

export const holdBriefing = endpoint({
  name: 'holdBriefing',
  method: 'POST',
  path: '/incidents/{id}/briefings',
  permission: 'incident.decide',
  status: 201,
  input: z.strictObject({ id: Id, note: z.string().trim().max(5000).default('') }),
  output: Crisis,
  summary: 'Say that a briefing was held; the timer begins anew',
})

export const setBriefingRhythm = endpoint({
  name: 'setBriefingRhythm',
  method: 'PUT',
  path: '/incidents/{id}/crisis/rhythm',
  permission: 'incident.decide',
  input: z.strictObject({ id: Id, everyMinutes: minutes }),
  output: Crisis,
  summary: 'Set how many minutes lie between two briefings',
})
