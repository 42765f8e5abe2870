import { useState } from 'react'
import { askedFields, readValue } from '../../../../../base/own-field-values.ts'
import type { IncidentKind } from '../../../../../base/incident-kinds.ts'
import type { Severity } from '../../../../../base/incident-words.ts'
import type { OwnField } from '../../../../../base/own-fields.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { draftValues, type Drafts } from '../../../../../ui/own-fields/drafts.ts'
import { OwnFieldInputs } from '../../../../../ui/own-fields/OwnFieldInputs.tsx'
import { readForm } from '../../../../register/fields/contract/form.ts'
import { usePeople } from '../parts/people.ts'

/** What the organisation asks when somebody declares; nothing of it keeps the red button from working. */
export function useDeclareDetails(kind: IncidentKind | undefined, severity: Severity) {
  const [drafts, setDrafts] = useState<Drafts>({})
  const form = useAnswer(readForm, {})
  const fields = form.data?.form.fields ?? []
  const isAsked = fields.some(({ atDeclare, isRetired }) => atDeclare && !isRetired)
  const chosen: Chosen | undefined =
    kind === undefined || !isAsked ? undefined : { fields, kind, severity, drafts, onChange: setDrafts }
  return {
    inputs: chosen,
    sent: chosen === undefined ? {} : { details: fitting(chosen) },
  }
}

interface Chosen {
  readonly fields: readonly OwnField[]
  readonly kind: IncidentKind
  readonly severity: Severity
  readonly drafts: Drafts
  readonly onChange: (drafts: Drafts) => void
}

/** Fields that are asked when an incident is declared. */
export function DeclareDetails({ inputs }: { readonly inputs: Chosen }) {
  const people = usePeople()
  const { onChange, ...rest } = inputs
  return (
    <OwnFieldInputs
      {...rest}
      isDeclaring
      people={people.active}
      onChange={(key, draft) => onChange({ ...rest.drafts, [key]: draft })}
    />
  )
}

/** What does not fit is left out: the case is declared now, and the field is marked as unanswered in its room. */
function fitting({ fields, kind, severity, drafts }: Chosen) {
  const values = draftValues(fields, drafts)
  const asked = askedFields(fields, { kind, severity, values }).filter(({ atDeclare }) => atDeclare)
  return Object.fromEntries(
    asked.flatMap((field) => {
      const value = values[field.key]
      if (value === undefined) return []
      const read = readValue(field, value)
      return 'value' in read ? [[field.key, read.value] as const] : []
    }),
  )
}
