/** Reports: what people tell us, without signing in or signed in, and the receipt that says what became of it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { reportKinds } from './report-kinds.ts'

export const readReportLink = endpoint({
  name: 'readReportLink',
  method: 'GET',
  path: '/report-link',
  permission: 'source.read',
  input: z.strictObject({}),
  output: z.object({ createdAt: z.string().nullable() }),
  summary: 'Whether a public report form is open',
})

export const makeReportLink = endpoint({
  name: 'makeReportLink',
  method: 'POST',
  path: '/report-link',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({}),
  output: z.object({ url: z.string() }),
  summary: 'Open a report form; the address is shown once, an earlier one stops working',
})

export const closeReportLink = endpoint({
  name: 'closeReportLink',
  method: 'DELETE',
  path: '/report-link',
  permission: 'source.manage',
  input: z.strictObject({}),
  output: z.object({ closed: z.literal(true) }),
  summary: 'Close the report form',
})

export const readReportForm = endpoint({
  name: 'readReportForm',
  method: 'GET',
  path: '/report-forms/{token}',
  permission: 'public',
  input: z.strictObject({ token: z.string().max(100) }),
  output: z.object({ organisation: z.string(), emergencyPhone: z.string() }),
  summary: 'Open the report form',
})

const told = {
  kind: z.enum(reportKinds).default('behaviour'),
  /** Of a near miss, where both are needed: what stopped it, and what would keep it from happening again. */
  stoppedBy: z.string().trim().max(1000).default(''),
  wouldHelp: z.string().trim().max(1000).default(''),
  /** Needed for all but an odd mail, which speaks for itself. */
  what: z.string().trim().max(4000).default(''),
  where: z.string().trim().max(300).default(''),
  stillGoing: z.enum(['yes', 'no', 'unknown']).default('unknown'),
  /** The source of an odd mail that is handed in afterwards, where it is short: known as a rehearsal, it alarms nobody. */
  mailSource: z.string().max(100_000).default(''),
}

const Taken = z.object({
  /** The code that leads back to the report; '' for the mail of a rehearsal, of which nothing is kept. */
  receipt: z.string(),
  /** Well spotted: this was the mail of a rehearsal. */
  isRehearsal: z.boolean().default(false),
})

export const submitReport = endpoint({
  name: 'submitReport',
  method: 'POST',
  path: '/report-forms/{token}/reports',
  permission: 'public',
  status: 201,
  input: z.strictObject({
    token: z.string().max(100),
    ...told,
    name: z.string().trim().max(120).default(''),
    contact: z.string().trim().max(200).default(''),
  }),
  output: Taken,
  summary: 'Report something odd, without signing in; name and contact may stay empty',
})

export const reportOdd = endpoint({
  name: 'reportOdd',
  method: 'POST',
  path: '/reports',
  permission: 'report.submit',
  status: 201,
  input: z.strictObject({
    ...told,
    anonymous: z.boolean().default(false).describe('True: nothing about who reports is stored'),
  }),
  output: Taken,
  summary: 'Report something odd, signed in; the name goes with it unless the report is anonymous',
})
