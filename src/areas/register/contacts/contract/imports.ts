/** Lists of contacts from elsewhere: looked at first, taken in second, and taken back if it was a mistake. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Away, Way, contactKinds } from './words.ts'

/** Found out from the bytes, never from the name of the file. */
export const importFormats = ['csv', 'microsoft', 'google', 'outlook', 'vcard', 'ldif'] as const
export type ImportFormat = (typeof importFormats)[number]

/** A list of ten thousand people with three numbers each has about 3 MB. */
export const largestImportBytes = 20_000_000
export const mostImported = 10_000

/** What one row came to. `partly` is taken in with something left out, and says what. */
export const rowOutcomes = ['added', 'changed', 'same', 'refused'] as const

/** What stood there before a list changed it. */
export const ImportBefore = z.object({
  id: Id,
  organisation: z.string(),
  job: z.string(),
  ways: z.array(Way),
  languages: z.array(z.string()),
  timeZone: z.string().nullable(),
  away: Away,
  note: z.string(),
  confirmedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  confirmedHow: z.string().nullable(),
  importId: Id.nullable(),
})
export type ImportBefore = z.infer<typeof ImportBefore>

export const ImportedRow = z.object({
  /** As a spreadsheet counts: the heading is row 1. A card or record counts by its place in the file. */
  row: z.number().int(),
  name: z.string(),
  outcome: z.enum(rowOutcomes),
  /** What was left out and why, or why nothing was taken. */
  remarks: z.array(z.string()),
})
export type ImportedRow = z.infer<typeof ImportedRow>

const Counts = {
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  refused: z.number().int(),
}

export const importContacts = endpoint({
  kind: 'upload',
  name: 'importContacts',
  method: 'POST',
  path: '/contact-imports',
  permission: 'contact.manage',
  input: z.strictObject({
    trial: z.enum(['yes', 'no']).default('yes').describe('`yes` only looks: nothing is changed'),
    kind: z.enum(contactKinds).default('staff').describe('What the people of this list are'),
    name: z.string().trim().min(1).max(200).default('contacts').describe('Name of the file'),
    mediaType: z.string().max(200).optional().describe('As the browser says; not believed'),
  }),
  output: z.object({
    /** null when it was only looked at. */
    importId: Id.nullable(),
    format: z.enum(importFormats),
    encoding: z.string(),
    /** What the list holds that has no place here: named once, not for each row. */
    leftOut: z.array(z.string()),
    ...Counts,
    /** Those with something to say first, then the others; at most a thousand. */
    rows: z.array(ImportedRow),
  }),
  summary: 'Look at a list of contacts (CSV, vCard, LDIF, Microsoft 365, Google), or take it in, row by row',
})

export const listContactImports = endpoint({
  name: 'listContactImports',
  method: 'GET',
  path: '/contact-imports',
  permission: 'contact.read',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        fileName: z.string(),
        format: z.enum(importFormats),
        ...Counts,
        takenAt: z.string(),
        takenBy: z.string(),
        undoneAt: z.string().nullable(),
        canUndo: z.boolean(),
      }),
    ),
    next: z.null(),
  }),
  summary: 'List the last lists that were taken in',
})

export const undoContactImport = endpoint({
  name: 'undoContactImport',
  method: 'POST',
  path: '/contact-imports/{id}/undo',
  permission: 'contact.manage',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.number().int(), restored: z.number().int(), kept: z.array(z.string()) }),
  summary: 'Take a list back; whoever was changed since, or holds something, is kept and named',
})
