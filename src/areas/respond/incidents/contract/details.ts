/** The answers of one incident to the organisation's own fields: priority, classification, and what else it asks. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { FieldKey, FieldValue, OwnField } from '../../../../base/own-fields.ts'

export const Detail = z.object({
  key: FieldKey,
  value: FieldValue,
  /** Send it back with a change, so that nobody writes over somebody else. */
  version: z.number().int(),
  /** The severity brought it, and nobody chose it yet. */
  isDefault: z.boolean(),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type Detail = z.infer<typeof Detail>

export const Details = z.object({
  /** Version of the form. */
  form: z.number().int(),
  /** Whatever is in use, and whatever was answered before it was retired, in the order of the form. */
  fields: z.array(OwnField),
  values: z.array(Detail),
  mayChange: z.boolean(),
})
export type Details = z.infer<typeof Details>

/** Answers in a row of the list. */
export const ShownDetails = z
  .record(FieldKey, FieldValue)
  .describe('Answers to own fields, where they were asked for')

const pair = '[a-z][a-z0-9_]{0,39}:[a-zA-Z0-9_/-]{1,80}'
/** What a list is narrowed by, at most five at once. */
export const AnswersWanted = z
  .string()
  .regex(new RegExp(`^${pair}(,${pair}){0,4}$`))
  .describe('Answers to own fields, as `priority:high,site:quay`; all of them must stand')

/** Answers as they are sent with an opening, by the key of their field. */
export const SentDetails = z
  .record(FieldKey, FieldValue)
  .refine((sent) => Object.keys(sent).length <= 80, 'eighty answers at most')

export const readDetails = endpoint({
  name: 'readDetails',
  method: 'GET',
  path: '/incidents/{id}/details',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Details,
  summary: "Read the answers to the organisation's own fields",
})

export const changeDetails = endpoint({
  name: 'changeDetails',
  method: 'PUT',
  path: '/incidents/{id}/details',
  permission: 'incident.detail',
  bodyBytes: 2_500_000,
  input: z.strictObject({
    id: Id,
    changes: z
      .array(
        z.strictObject({
          key: FieldKey,
          value: FieldValue.nullable().describe('null takes the answer away'),
          was: z.number().int().min(0).describe('`version` of the answer that this one replaces; 0 for none'),
        }),
      )
      .min(1)
      .max(80),
  }),
  output: Details,
  summary: 'Answer fields of your own; an answer that somebody changed meanwhile is a conflict',
})
