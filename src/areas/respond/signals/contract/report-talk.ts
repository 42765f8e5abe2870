/** What goes on after a report: the talk behind the receipt, the outcome, and how much people report. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { MailFound } from './mail.ts'
import { reportKinds, reportOutcomes } from './report-kinds.ts'

/** One thing that was said. */
export const ReportMessage = z.object({
  id: Id,
  /** Name of the one who answered; empty for the reporter, of whom nothing is known here. */
  by: z.string(),
  text: z.string(),
  at: z.string(),
})

const Receipt = z.string().max(60)

/** What a reporter is shown behind the code. */
export const ReportProgress = z.object({
  receivedAt: z.string(),
  kind: z.enum(reportKinds),
  status: z.enum(['received', 'being handled', 'closed']),
  outcome: z.enum(reportOutcomes).nullable(),
  messages: z.array(ReportMessage),
})

export const readReceipt = endpoint({
  name: 'readReceipt',
  method: 'GET',
  path: '/report-receipts/{receipt}',
  permission: 'public',
  input: z.strictObject({ receipt: Receipt }),
  output: ReportProgress,
  summary: 'What became of my report, and what was answered',
})

export const writeToReport = endpoint({
  name: 'writeToReport',
  method: 'POST',
  path: '/report-receipts/{receipt}/messages',
  permission: 'public',
  status: 201,
  input: z.strictObject({ receipt: Receipt, text: z.string().trim().min(1).max(4000) }),
  output: ReportProgress,
  summary: 'Add something to my report or answer a question; the code is all that is asked for',
})

/** The mail as it was received: an `.eml` file or the source of the message. */
export const handInMail = endpoint({
  kind: 'webhook',
  name: 'handInMail',
  method: 'POST',
  path: '/report-receipts/{receipt}/mail',
  permission: 'public',
  status: 201,
  input: z.strictObject({ receipt: Receipt }),
  output: MailFound.pick({ verdict: true, reasons: true }),
  summary: 'Hand in the odd mail itself; it is taken apart without opening anything in it',
})

export const answerReport = endpoint({
  name: 'answerReport',
  method: 'POST',
  path: '/signals/{id}/report-answer',
  permission: 'signal.triage',
  status: 201,
  input: z.strictObject({
    id: Id,
    text: z.string().trim().max(4000).default(''),
    outcome: z.enum(reportOutcomes).optional(),
  }),
  output: z.object({ outcome: z.enum(reportOutcomes).nullable(), messages: z.array(ReportMessage) }),
  summary: 'Answer a reporter, ask back, or say what came of it; a reporter without a name reads it by code',
})

const MonthOfReports = z.object({
  /** As `2026-03`, on the calendar of the organisation. */
  month: z.string(),
  reports: z.number().int(),
  /** Near misses and weaknesses, which are counted apart. */
  nearMisses: z.number().int(),
})

export const readReportFigures = endpoint({
  name: 'readReportFigures',
  method: 'GET',
  path: '/report-figures',
  permission: 'signal.read',
  input: z.strictObject({}),
  output: z.object({
    /** The last twelve months, oldest first. */
    months: z.array(MonthOfReports),
    people: z.number().int(),
    /** Reports for each ten people in the last 90 days, near misses and weaknesses left out. */
    perTenPeople: z.number(),
    /** Half of the reports of the last 90 days had an answer, or a verdict, within so many minutes; null without one. */
    minutesToAnswer: z.number().nullable(),
    minutesToVerdict: z.number().nullable(),
    /** Alerts and reports of the last 90 days: half were taken up within so many minutes; how many needed a second person. */
    minutesToTaken: z.number().nullable(),
    escalated: z.number().int(),
    /** Without a verdict for longer than a day. */
    waiting: z.number().int(),
  }),
  summary: 'How much people report, and how soon they hear back',
})
