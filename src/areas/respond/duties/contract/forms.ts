/** Official forms, filled from the case as far as it is sure, with what is still missing. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'

/** A duty by its key; or a report that no law demands. */
const about = z.string().min(1).max(320).describe('The duty by its key, or `police`, `csirt`, `insurer`')

export const FormItem = z.object({
  /** What the law or the recipient asks for. */
  asked: z.string(),
  /** What the case says, line by line; empty while nothing is sure. */
  lines: z.array(z.string()),
  isMissing: z.boolean(),
})
export type FormItem = z.infer<typeof FormItem>

export const DutyForm = z.object({
  about: z.string(),
  title: z.string(),
  recipient: z.string(),
  /** The law that demands it; '' for a report that none demands. */
  citation: z.string(),
  dueAt: z.string().nullable(),
  address: z.object({
    site: z.string(),
    form: z.string(),
    phone: z.string(),
    checkedOn: z.string().nullable(),
    isSure: z.boolean(),
  }),
  items: z.array(FormItem),
  missing: z.number().int(),
})
export type DutyForm = z.infer<typeof DutyForm>

export const readDutyForm = endpoint({
  name: 'readDutyForm',
  method: 'GET',
  path: '/incidents/{id}/duty-form',
  permission: 'duty.form',
  input: z.strictObject({ id: Id, about }),
  output: DutyForm,
  summary: 'Fill an official form from the case; says what its law demands and what is missing',
})

export const printDutyForm = endpoint({
  kind: 'download',
  mediaType: 'application/octet-stream',
  name: 'printDutyForm',
  method: 'POST',
  path: '/incidents/{id}/duty-form/papers',
  permission: 'duty.form',
  input: z.strictObject({
    id: Id,
    about,
    as: z.enum(['pdf', 'text']),
    answers: z
      .array(z.strictObject({ asked: z.string().max(400), text: z.string().max(8000) }))
      .max(60)
      .default([])
      .describe('What a person wrote instead of, or beside, what the case says'),
  }),
  output: z.any(),
  summary: 'Make the form as PDF or as text to paste; what is missing stands there as missing',
})
