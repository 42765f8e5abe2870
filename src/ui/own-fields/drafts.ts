import { readValue } from '../../base/own-field-values.ts'
import type { FieldValue, FieldValues, OwnField } from '../../base/own-fields.ts'

/** What is typed, by the key of its field; '' and nothing chosen are no answer. A number is text until it is sent. */
export type Drafts = Readonly<Record<string, FieldValue | undefined>>

/** What is typed as an answer; undefined where nothing is. A number takes a comma as well as a point. */
export function draftValue(field: OwnField, draft: FieldValue | undefined): FieldValue | undefined {
  if (draft === undefined || (Array.isArray(draft) && draft.length === 0)) return undefined
  if (typeof draft !== 'string') return draft
  if (draft.trim() === '') return undefined
  if (field.kind !== 'number') return draft
  const number = Number(draft.trim().replace(',', '.'))
  return Number.isNaN(number) ? draft : number
}

/** All that is typed, as answers. */
export function draftValues(fields: readonly OwnField[], drafts: Drafts): FieldValues {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = draftValue(field, drafts[field.key])
      return value === undefined ? [] : [[field.key, value]]
    }),
  )
}

/**
 * What is wrong with an answer, in the server's words; undefined when nothing is, or nothing is typed.
 * @param before the answer that stands
 */
export function draftFault(
  field: OwnField,
  draft: FieldValue | undefined,
  before?: FieldValue,
): string | undefined {
  const value = draftValue(field, draft)
  if (value === undefined) return undefined
  const read = readValue(field, value, before)
  return 'fault' in read ? field.kind : undefined
}
