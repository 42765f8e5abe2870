/** Logs of other tools as part of the timeline: looked at first, then taken as one batch. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn, isTimeZone } from '../../../../base/time.ts'
import { importFormats, Line, Reason } from './words.ts'

const Column = z.string().trim().min(1).max(200)

/** How a file is to be read. */
const reading = {
  id: Id,
  evidence: Id.describe('The file, sealed as evidence before'),
  format: z.enum(importFormats),
  source: Line.describe('Which tool or machine says so'),
  zone: z
    .string()
    .max(60)
    .refine(isTimeZone, 'must be a time zone like Europe/Vienna')
    .default('UTC')
    .describe('For times that come without one'),
  dayFirst: z.boolean().default(true).describe('Whether 03/04/2026 is the third of April'),
  columns: z
    .strictObject({ time: Column.optional(), text: Column.optional(), who: Column.optional() })
    .default({})
    .describe('Names of columns or fields; found out where left out'),
}

export const ImportedRow = z.object({
  row: z.number().int(),
  at: z.string(),
  said: z.string(),
  source: z.string(),
  who: z.string(),
  text: z.string(),
})

export const ImportPreview = z.object({
  rows: z.number().int(),
  good: z.number().int(),
  /** Good rows that stand on the timeline already. */
  repeated: z.number().int(),
  /** Rows whose time can be read in two ways: the hour came twice that night, or day and month could be swapped. */
  doubtful: z.number().int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  columns: z.array(z.string()),
  used: z.object({ time: z.string(), text: z.string(), who: z.string().nullable() }).nullable(),
  sample: z.array(ImportedRow),
  faults: z.array(z.object({ row: z.number().int(), why: z.string() })),
  faultCount: z.number().int(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const TimelineImport = z.object({
  id: Id,
  evidenceId: Id,
  format: z.enum(importFormats),
  source: z.string(),
  zone: z.string(),
  rows: z.number().int(),
  taken: z.number().int(),
  repeated: z.number().int(),
  skipped: z.number().int(),
  /** SHA-256 over what was taken, as the leaf has it. */
  digest: z.string(),
  importedAt: z.string(),
  importedBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnWhy: z.string().nullable(),
})
export type TimelineImport = z.infer<typeof TimelineImport>

export const TimelineEvent = ImportedRow.extend({
  importId: Id,
  isKey: z.boolean(),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>

export const previewImport = endpoint({
  name: 'previewImport',
  method: 'POST',
  path: '/incidents/{id}/imports/preview',
  permission: 'incident.investigate',
  input: z.strictObject(reading),
  output: ImportPreview,
  summary: 'Look at what a sealed log file would bring, row by row; nothing is taken',
})

export const importTimeline = endpoint({
  name: 'importTimeline',
  method: 'POST',
  path: '/incidents/{id}/imports',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({
    ...reading,
    skipFaults: z.boolean().default(false).describe('Take the good rows although others cannot be read'),
  }),
  output: TimelineImport,
  summary: 'Take the rows of a sealed log file into the timeline, as one batch',
})

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/incidents/{id}/imports',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(TimelineImport), next: z.null() }),
  summary: 'List what was imported',
})

export const withdrawImport = endpoint({
  name: 'withdrawImport',
  method: 'POST',
  path: '/incidents/{id}/imports/{import}/withdrawal',
  permission: 'incident.investigate',
  input: z.strictObject({ id: Id, import: Id, reason: Reason }),
  output: TimelineImport,
  summary: 'Take an import off the timeline again; the file stays sealed',
})

export const listEvents = endpoint({
  name: 'listEvents',
  method: 'GET',
  path: '/incidents/{id}/events',
  permission: 'incident.read',
  input: z.strictObject({
    id: Id,
    ...pageInput,
    q: z.string().trim().max(200).optional().describe('Words anywhere in who, what and source'),
    key: z.enum(['true']).optional().describe('Only what was marked as important'),
    from: InstantIn.optional(),
    to: InstantIn.optional(),
  }),
  output: pageOf(TimelineEvent),
  summary: 'List imported events by their own time, oldest first',
})

export const markEvent = endpoint({
  name: 'markEvent',
  method: 'PUT',
  path: '/incidents/{id}/imports/{import}/events/{row}',
  permission: 'incident.investigate',
  input: z.strictObject({
    id: Id,
    import: Id,
    row: z.coerce.number().int().positive().max(2_147_483_647),
    isKey: z.boolean(),
  }),
  output: TimelineEvent,
  summary: 'Mark an imported event as important, or take the mark off',
})

export const exportTimeline = endpoint({
  kind: 'download',
  mediaType: 'text/csv',
  name: 'exportTimeline',
  method: 'POST',
  path: '/incidents/{id}/timeline/export',
  permission: 'incident.export',
  input: z.strictObject({ id: Id }),
  output: z.any(),
  summary: 'Take the whole timeline out as CSV: the record and what was imported, in order of time',
})
