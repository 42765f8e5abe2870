import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { FieldBinding } from '../../../../../ui/form.ts'
import { useText } from '../../../../../ui/text.ts'
import type { ScopeLine } from '../../contract/scope.ts'
import { scopeDetails } from '../../contract/words.ts'
import type { AskedDraft, YesNo } from './asked.ts'
import classes from './investigation.module.css'

interface AskedFieldsProps {
  readonly topic: ScopeLine['topic']
  readonly fields: { readonly [K in keyof AskedDraft]: FieldBinding<AskedDraft[K]> }
  /** What is filled in already is not hidden. */
  readonly isOpen: boolean
}

/** What the law asks of data and of work beyond kind and number; folded away while nobody asks. */
export function AskedFields({ topic, fields, isOpen }: AskedFieldsProps) {
  const text = useText('investigation')
  return (
    <details open={isOpen} className={classes.asked}>
      <summary>{text('scope.more')}</summary>
      <div className={classes.askedFields}>
        {topic === 'data' ? <OfData fields={fields} /> : <OfWork fields={fields} />}
      </div>
    </details>
  )
}

function OfData({ fields }: Pick<AskedFieldsProps, 'fields'>) {
  const text = useText('investigation')
  const details = fields.details
  return (
    <>
      <MultiSelect
        label={text('scope.details')}
        value={[...details.value]}
        data={scopeDetails.map((value) => ({ value, label: text(`detail.${value}`) }))}
        searchable
        clearable
        onChange={(next) => details.onChange(next)}
        error={details.error}
      />
      <Textarea
        label={text('scope.places')}
        description={text('scope.placesHint')}
        autosize
        minRows={2}
        maxLength={5000}
        {...fields.places}
      />
      <YesNoField label={text('scope.encrypted')} field={fields.encrypted} />
    </>
  )
}

function OfWork({ fields }: Pick<AskedFieldsProps, 'fields'>) {
  const text = useText('investigation')
  return (
    <>
      <TextInput label={text('scope.hours')} inputMode="decimal" maxLength={10} {...fields.hours} />
      <YesNoField label={text('scope.critical')} field={fields.critical} />
      <YesNoField label={text('scope.customers')} field={fields.customers} />
    </>
  )
}

function YesNoField({ label, field }: { readonly label: string; readonly field: FieldBinding<YesNo> }) {
  const text = useText('investigation')
  return (
    <NativeSelect
      label={label}
      {...field}
      data={[
        { value: '', label: text('scope.unknown') },
        { value: 'yes', label: text('scope.yes') },
        { value: 'no', label: text('scope.no') },
      ]}
    />
  )
}
