/** A light internal audit: a few controls by lot, looked at by somebody, and what follows from a finding. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { ControlKeyName } from './controls.ts'
import { controlStates, findingVerdicts } from './words.ts'

const AuditItem = z.object({
  key: ControlKeyName,
  /** How it stood when it was drawn. */
  stateThen: z.enum(controlStates),
  /** Null while nobody has looked. */
  verdict: z.enum(findingVerdicts).nullable(),
  words: z.string(),
  lookedAt: z.string().nullable(),
  lookedBy: z.string(),
  /** The improvement that came of a finding. */
  improvementId: Id.nullable(),
})

export const ControlAudit = z.object({
  id: Id,
  title: z.string(),
  dueOn: z.string(),
  ownerId: Id.nullable(),
  owner: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  /** Null until the last of the sample was looked at. */
  endedAt: z.string().nullable(),
  items: z.array(AuditItem),
})
export type ControlAudit = z.infer<typeof ControlAudit>

export const listControlAudits = endpoint({
  name: 'listControlAudits',
  method: 'GET',
  path: '/control-audits',
  permission: 'control.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(ControlAudit),
  summary: 'List internal audits with their sample and findings, newest first',
})

export const startControlAudit = endpoint({
  name: 'startControlAudit',
  method: 'POST',
  path: '/control-audits',
  permission: 'control.manage',
  status: 201,
  input: z.strictObject({
    title: z.string().trim().min(1).max(200),
    size: z.number().int().min(1).max(10).default(5).describe('How many controls in use are drawn by lot'),
    ownerId: Id.nullable().default(null).describe('Who looks; better not whose the controls are'),
    dueOn: Day,
  }),
  output: ControlAudit,
  summary: 'Draw a sample of controls for somebody to look at',
})

export const lookAtControl = endpoint({
  name: 'lookAtControl',
  method: 'PUT',
  path: '/control-audits/{id}/items/{key}',
  permission: 'control.manage',
  input: z.strictObject({
    id: Id,
    key: ControlKeyName,
    verdict: z.enum(findingVerdicts),
    words: z.string().trim().min(1).max(2000).describe('What was looked at, and what was seen'),
    followUp: z
      .strictObject({
        title: z.string().trim().min(1).max(200),
        ownerId: Id.nullable(),
        dueOn: Day.nullable(),
      })
      .nullable()
      .default(null)
      .describe('What becomes of a finding: an improvement, proposed with it'),
  }),
  output: ControlAudit,
  summary: 'Say what was seen of one control of the sample; a finding may propose an improvement',
})
