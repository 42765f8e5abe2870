import { NativeSelect } from '@mantine/core'
import type { FieldBinding } from '../../../../../ui/form.ts'
import { useText } from '../../../../../ui/text.ts'
import { confidences, type Confidence } from '../../contract/words.ts'

/** How sure we are, in words; "nobody knows yet" stands first. */
export function ConfidenceField({ field }: { readonly field: FieldBinding<Confidence> }) {
  const text = useText('investigation')
  return (
    <NativeSelect
      label={text('confidence.label')}
      {...field}
      data={confidences.map((value) => ({ value, label: text(`confidence.${value}`) }))}
    />
  )
}
