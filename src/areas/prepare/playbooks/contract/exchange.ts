/** CACAO 2.0 in and out, and what did not fit through the door. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { Id } from '../../../../base/ids.ts'
import { PlaybookKey } from './reading.ts'

/** The largest file that is read, in bytes. */
export const largestCacaoBytes = 4 * 1024 * 1024

/** One thing about one record of the file: `lost` is not in our form, `fault` was wrong and was mended, `note` is worth knowing. */
export const ImportRemark = z.object({
  record: z.string().describe('Identifier in the file, or `playbook`'),
  name: z.string().nullable(),
  what: z.enum(['lost', 'fault', 'note']),
  sentence: z.string(),
})
export type ImportRemark = z.infer<typeof ImportRemark>

export const ImportReport = z.object({
  playbook: z.string().describe('Its identifier in the file'),
  name: z.string(),
  /** Workflow steps of the file, and steps that were made of them. */
  read: z.int(),
  made: z.int(),
  /** True when everything that we wrote came back: the file was ours. */
  isWhole: z.boolean(),
  remarks: z.array(ImportRemark),
})
export type ImportReport = z.infer<typeof ImportReport>

export const importCacao = endpoint({
  kind: 'upload',
  name: 'importCacao',
  method: 'POST',
  path: '/playbook-imports',
  permission: 'playbook.edit',
  status: 201,
  input: z.strictObject({
    as: IncidentKind.exclude(['other']).describe('The kind of incident that it is for'),
    name: z.string().trim().min(1).max(200).default('playbook.json').describe('Name of the file'),
    mediaType: z.string().max(200).optional().describe('As the browser says; not believed'),
  }),
  output: z.object({ key: Id, report: ImportReport }),
  summary: 'Bring in a CACAO 2.0 playbook as a draft; nothing in it is ever run by a machine',
})

export const exportCacao = endpoint({
  kind: 'download',
  name: 'exportCacao',
  method: 'GET',
  readOnly: false,
  path: '/playbooks/{kind}/cacao',
  permission: 'playbook.read',
  mediaType: 'application/json',
  input: z.strictObject({ kind: PlaybookKey }),
  output: z.any(),
  summary: 'Take the playbook in use with you as CACAO 2.0',
})

export const readOriginal = endpoint({
  kind: 'download',
  name: 'readOriginal',
  method: 'GET',
  readOnly: false,
  path: '/playbooks/{kind}/original',
  permission: 'playbook.read',
  mediaType: 'application/json',
  input: z.strictObject({ kind: PlaybookKey }),
  output: z.any(),
  summary: 'The file that a playbook was imported from, byte for byte',
})

export const readImportReport = endpoint({
  name: 'readImportReport',
  method: 'GET',
  path: '/playbooks/{kind}/import-report',
  permission: 'playbook.read',
  input: z.strictObject({ kind: PlaybookKey }),
  output: ImportReport.extend({
    file: z.string(),
    sha256: z.string(),
    importedAt: z.string(),
    importedBy: z.string(),
  }),
  summary: 'What was lost when this playbook was imported, record by record',
})
