/** The form of an organisation: its own fields and lists, and its words for the severities. An edit makes a new version. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { IncidentForm } from '../../../../base/own-fields.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'

const FormVersion = z.object({
  /** 1 is what Muster brought. */
  version: z.number().int(),
  /** null while it is as Muster brought it and nothing was answered by it. */
  changedAt: z.string().nullable(),
  changedBy: z.string(),
  reason: z.string(),
})

/** What a version changed of the one before; `from` and `to` are names, where a name changed. */
export const FormChange = z.object({
  part: z.enum(['field', 'choice', 'severity']),
  name: z.string(),
  how: z.enum(['new', 'renamed', 'retired', 'restored', 'moved', 'changed']),
  from: z.string(),
  to: z.string(),
})
export type FormChange = z.infer<typeof FormChange>

const WholeForm = FormVersion.extend({ form: IncidentForm })

export const readForm = endpoint({
  name: 'readForm',
  method: 'GET',
  path: '/incident-form',
  permission: 'form.read',
  input: z.strictObject({}),
  output: WholeForm,
  summary:
    'Read the fields and lists of your own that incidents carry; a guest reads the words beside the grades alone',
})

export const changeForm = endpoint({
  name: 'changeForm',
  method: 'PUT',
  path: '/incident-form',
  permission: 'form.manage',
  bodyBytes: 2_500_000,
  input: z.strictObject({
    /** The version that was edited; another one in force meanwhile is a conflict. */
    basedOn: z.number().int().min(1),
    form: IncidentForm,
    reason: z.string().trim().min(1).max(1000),
  }),
  output: WholeForm,
  summary: 'Put a new version of the form in force; fields and entries are retired, never taken away',
})

export const listFormVersions = endpoint({
  name: 'listFormVersions',
  method: 'GET',
  path: '/incident-form/versions',
  permission: 'form.review',
  input: z.strictObject(pageInput),
  output: pageOf(FormVersion.extend({ changes: z.array(FormChange) })),
  summary: 'List the versions of the form, newest first, with what each changed',
})
