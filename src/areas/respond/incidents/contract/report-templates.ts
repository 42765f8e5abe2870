/** Templates of the report: which chapters, in which order, with words of one's own, and for whom. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageOf } from '../../../../base/page.ts'
import { audiences } from '../../../../base/tlp.ts'
import { builtInReports, reportChapters, reportForms, reportLanguages } from './report-words.ts'

export const mostParts = 40
export const mostTemplates = 50

export const TemplatePart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chapter'), chapter: z.enum(reportChapters) }),
  z.strictObject({
    kind: z.literal('words'),
    title: z.string().trim().min(1).max(120),
    text: z.string().trim().min(1).max(10_000).describe('With variables like {{lead}}'),
  }),
])
export type TemplatePart = z.infer<typeof TemplatePart>

const templateFields = {
  name: z.string().trim().min(1).max(80),
  audience: z.enum(audiences).describe('Who is to read it: no further than the mark of the case allows'),
  parts: z.array(TemplatePart).min(1).max(mostParts),
}

/** Which template: one of the house, or one of the organisation's own. */
export const TemplateRef = z.union([z.enum(builtInReports), Id])

export const ReportTemplate = z.object({
  id: TemplateRef,
  isBuiltIn: z.boolean(),
  /** Empty for one of the house, which each language names itself. */
  name: z.string(),
  audience: z.enum(audiences),
  parts: z.array(TemplatePart),
  /** 0 for one of the house. */
  version: z.number().int(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type ReportTemplate = z.infer<typeof ReportTemplate>

export const listReportTemplates = endpoint({
  name: 'listReportTemplates',
  method: 'GET',
  path: '/report-templates',
  permission: 'incident.export',
  input: z.strictObject({}),
  output: pageOf(ReportTemplate),
  summary: 'List the templates of reports, those of the house first',
})

export const saveReportTemplate = endpoint({
  name: 'saveReportTemplate',
  method: 'POST',
  path: '/report-templates',
  permission: 'report.manage',
  input: z.strictObject({
    id: Id.optional().describe('The one to change; a new one without it. One that was removed comes back'),
    version: z.number().int().min(1).optional().describe('That was read before it was changed'),
    ...templateFields,
  }),
  output: ReportTemplate,
  summary: 'Add or change a template of a report',
})

export const removeReportTemplate = endpoint({
  name: 'removeReportTemplate',
  method: 'DELETE',
  path: '/report-templates/{template}',
  permission: 'report.manage',
  input: z.strictObject({ template: Id }),
  output: ReportTemplate,
  summary: 'Remove a template of a report',
})

export const makeReport = endpoint({
  kind: 'download',
  mediaType: 'application/octet-stream',
  name: 'makeReport',
  method: 'POST',
  path: '/incidents/{id}/report',
  permission: 'incident.export',
  input: z.strictObject({
    id: Id,
    template: TemplateRef.default('whole'),
    form: z.enum(reportForms).default('pdf'),
    language: z
      .enum(reportLanguages)
      .optional()
      .describe(
        'Of the report; left out it is the one of the plan. What people wrote stays as they wrote it',
      ),
  }),
  output: z.any(),
  summary: 'Make the report of an incident: a tagged PDF, a Word file, a web page or plain text',
})
