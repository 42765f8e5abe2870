/** Reports on a rhythm: each audience has its own, with a list and somebody who answers for it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { statementAudiences, statementLanguages } from './statement-words.ts'

export const ReportRhythm = z.object({
  audience: z.enum(statementAudiences),
  language: z.enum(statementLanguages),
  everyMinutes: z.number().int(),
  nextAt: z.string(),
  ownerId: Id,
  memberIds: z.array(Id),
  chatIds: z.array(Id),
  isOn: z.boolean(),
  goesByItself: z.boolean(),
  /** The draft of this turn, and whether it should have gone out by now. */
  statementId: Id.nullable(),
  isLate: z.boolean(),
  /** People outside who got the last one, and get the next. */
  outsiders: z.number().int(),
  revision: z.number().int(),
  setBy: z.string(),
})
export type ReportRhythm = z.infer<typeof ReportRhythm>

export const setReportRhythm = endpoint({
  name: 'setReportRhythm',
  method: 'PUT',
  path: '/incidents/{id}/report-rhythms',
  permission: 'statement.draft',
  input: z.strictObject({
    id: Id,
    audience: z.enum(statementAudiences),
    revision: z
      .number()
      .int()
      .min(0)
      .max(2_000_000_000)
      .describe('Of the rhythm that was looked at; 0 where there was none'),
    isOn: z.boolean(),
    everyMinutes: z.number().int().min(15).max(10_080),
    nextAt: InstantIn.describe('When the next report is due'),
    ownerId: Id.describe('Who is reminded, and answers for it'),
    memberIds: z.array(Id).max(200).default([]).describe('People of the organisation who get it'),
    chatIds: z.array(Id).max(10).default([]),
    language: z.enum(statementLanguages).default('en'),
    goesByItself: z
      .boolean()
      .default(false)
      .describe('To the response team alone, and only where the rules of the organisation allow it'),
  }),
  output: z.array(ReportRhythm),
  summary: 'Let the report to one audience come due every so many minutes, or stop it',
})
