/** The situation report: one page of facts, generated from the room, edited by a person, kept in versions, sent on a timer. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'

const Lines = z.array(z.string().trim().min(1).max(500)).max(30)

export const SituationBody = z.strictObject({
  headline: z.string().trim().max(500).describe('What this is about, in one sentence'),
  confirmed: Lines,
  checking: Lines,
  unknown: Lines,
  next: Lines,
  clock: z.string().trim().max(300).describe('The next deadline; empty when none is known'),
})
export type SituationBody = z.infer<typeof SituationBody>

export const Situation = z.object({
  version: z.number().int(),
  body: SituationBody,
  /** How many entries the record had. */
  entries: z.number().int(),
  madeAt: z.string(),
  madeBy: z.string(),
})
export type Situation = z.infer<typeof Situation>

export const SituationTimer = z.object({
  everyMinutes: z.number().int(),
  memberIds: z.array(Id),
  nextAt: z.string(),
  isOn: z.boolean(),
  setBy: z.string(),
})
export type SituationTimer = z.infer<typeof SituationTimer>

export const readSituation = endpoint({
  name: 'readSituation',
  method: 'GET',
  path: '/incidents/{id}/situation',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({
    /** What the room says now. */
    draft: SituationBody,
    latest: Situation.nullable(),
    timer: SituationTimer.nullable(),
  }),
  summary: 'Draft the situation report from the room, beside the version kept last',
})

export const listSituations = endpoint({
  name: 'listSituations',
  method: 'GET',
  path: '/incidents/{id}/situations',
  permission: 'incident.read',
  input: z.strictObject({ id: Id, ...pageInput }),
  output: pageOf(Situation),
  summary: 'List the versions of the situation report, newest first',
})

export const saveSituation = endpoint({
  name: 'saveSituation',
  method: 'POST',
  path: '/incidents/{id}/situations',
  permission: 'incident.brief',
  status: 201,
  input: z.strictObject({
    id: Id,
    basedOn: z.number().int().min(0).describe('The version that was open, 0 for none'),
    body: SituationBody,
  }),
  output: Situation,
  summary: 'Keep a version of the situation report',
})

const version = z.coerce.number().int().min(1).max(2_147_483_647)

export const printSituation = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'printSituation',
  method: 'POST',
  path: '/incidents/{id}/situations/{version}/pdf',
  permission: 'incident.read',
  input: z.strictObject({ id: Id, version }),
  output: z.any(),
  summary: 'Make the situation report as a tagged PDF of one page',
})

export const sendSituation = endpoint({
  name: 'sendSituation',
  method: 'POST',
  path: '/incidents/{id}/situations/{version}/sending',
  permission: 'incident.brief',
  input: z.strictObject({ id: Id, version, memberIds: z.array(Id).min(1).max(50) }),
  output: z.object({ told: z.number().int() }),
  summary: 'Send the situation report to these people now',
})

export const setSituationTimer = endpoint({
  name: 'setSituationTimer',
  method: 'PUT',
  path: '/incidents/{id}/situation-timer',
  permission: 'incident.brief',
  input: z.strictObject({
    id: Id,
    isOn: z.boolean(),
    everyMinutes: z.number().int().min(15).max(10_080),
    memberIds: z.array(Id).max(50),
  }),
  output: SituationTimer,
  summary: 'Send the situation report every so many minutes, or stop',
})
