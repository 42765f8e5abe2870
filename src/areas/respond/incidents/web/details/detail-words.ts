import { useMemo } from 'react'
import { valueWords } from '../../../../../base/own-field-values.ts'
import type { FieldValue, OwnField } from '../../../../../base/own-fields.ts'
import type { ExportColumn } from '../../../../../ui/lists/csv.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { IncidentRow } from '../../contract/incident.ts'
import { usePeople } from '../parts/people.ts'

/** Says an answer to an own field in the reader's language. */
export function useDetailWords(): (field: OwnField, value: FieldValue) => string {
  const text = useText('ui')
  const language = useLanguage()
  const people = usePeople()
  return useMemo(() => {
    const said = {
      language,
      yes: text('ownField.yes'),
      no: text('ownField.no'),
      personOf: (id: string) => people.nameOf(id) ?? '…',
    }
    return (field, value) => valueWords(field, value, said)
  }, [text, language, people])
}

/** A column for each own field, under its key, for a list that is taken out; retired ones too. */
export function useDetailColumns(fields: readonly OwnField[]): ExportColumn<IncidentRow>[] {
  const say = useDetailWords()
  return fields.map((field) => ({
    name: `own.${field.key}`,
    value: ({ details }) => {
      const value = details?.[field.key]
      if (value === undefined) return null
      return typeof value === 'number' ? value : say(field, value)
    },
  }))
}
