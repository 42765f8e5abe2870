import { NativeSelect, TextInput, Textarea } from '@mantine/core'
import { askedFields, choiceWords } from '../../base/own-field-values.ts'
import type { IncidentKind } from '../../base/incident-kinds.ts'
import type { Severity } from '../../base/incident-words.ts'
import { wordsIn, type FieldValue, type FieldValues, type OwnField } from '../../base/own-fields.ts'
import { useLanguage, useText } from '../text.ts'
import { draftFault, draftValues, type Drafts } from './drafts.ts'
import classes from './own-fields.module.css'

interface OwnFieldInputsProps {
  readonly fields: readonly OwnField[]
  readonly kind: IncidentKind
  readonly severity: Severity
  readonly drafts: Drafts
  readonly onChange: (key: string, draft: FieldValue | undefined) => void
  /** Who can be chosen. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** The name of somebody who cannot be chosen any more and still is the answer. */
  readonly nameOf?: (id: string) => string | undefined
  /** The answers that stand. */
  readonly standing?: FieldValues
  /** Only those that are asked when an incident is declared. */
  readonly isDeclaring?: boolean
  /** What the server said about a field. */
  readonly faultOf?: (key: string) => string | undefined
}

/** Fields of an organisation's own; each appears when what it depends on is answered so. */
export function OwnFieldInputs(props: OwnFieldInputsProps) {
  const { fields, kind, severity, drafts, isDeclaring = false } = props
  const asked = askedFields(fields, { kind, severity, values: draftValues(fields, drafts) })
  return asked
    .filter(({ atDeclare }) => atDeclare || !isDeclaring)
    .map((field) => <OwnFieldInput key={field.key} {...props} field={field} />)
}

interface OwnFieldInputProps extends Pick<
  OwnFieldInputsProps,
  'drafts' | 'onChange' | 'people' | 'nameOf' | 'standing' | 'faultOf'
> {
  readonly field: OwnField
}

function OwnFieldInput(props: OwnFieldInputProps) {
  const { field, drafts, onChange, standing, faultOf } = props
  const text = useText('ui')
  const language = useLanguage()
  const draft = drafts[field.key]
  const wrong = draftFault(field, draft, standing?.[field.key])
  const unit = field.unit === '' ? '' : ` (${field.unit})`
  const help = field.help[language] ?? wordsIn(field.help, language)
  const shared = {
    label: `${wordsIn(field.name, language)}${unit}`,
    description: help === '' ? undefined : help,
    error: faultOf?.(field.key) ?? (wrong === undefined ? undefined : text(`ownField.fault.${wrong}`)),
    size: 'md',
  } as const
  const set = (next: FieldValue | undefined) => onChange(field.key, next)
  const typed = {
    ...shared,
    value: typeof draft === 'string' || typeof draft === 'number' ? String(draft) : '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      set(event.currentTarget.value),
  }
  const none = { value: '', label: text('ownField.none') }
  switch (field.kind) {
    case 'long_text':
      return <Textarea {...typed} autosize minRows={3} maxLength={4000} />
    case 'number':
      return <TextInput {...typed} inputMode="decimal" maxLength={20} />
    case 'date':
      return <TextInput {...typed} type="date" />
    case 'web_address':
      return <TextInput {...typed} type="url" inputMode="url" placeholder="https://" maxLength={2000} />
    case 'text':
      return <TextInput {...typed} maxLength={300} />
    case 'yes_no':
      return (
        <NativeSelect
          {...shared}
          value={draft === undefined ? '' : draft === true ? 'yes' : 'no'}
          onChange={(event) => {
            const { value } = event.currentTarget
            set(value === '' ? undefined : value === 'yes')
          }}
          data={[none, ...['yes', 'no'].map((value) => ({ value, label: text(`ownField.${value}`) }))]}
        />
      )
    case 'person':
      return <NativeSelect {...typed} data={[none, ...peopleFor(props, draft)]} />
    case 'choice':
      return <NativeSelect {...typed} data={[none, ...entriesOf(field, draft, language)]} />
    case 'choices':
      return <Ticks field={field} draft={draft} onChange={set} shared={shared} />
  }
}

/** Who can be chosen, and whoever is the answer that stands. */
function peopleFor({ people, nameOf }: OwnFieldInputProps, draft: FieldValue | undefined) {
  const options = people.map(({ id, name }) => ({ value: id, label: name }))
  if (typeof draft !== 'string' || draft === '' || people.some(({ id }) => id === draft)) return options
  return [...options, { value: draft, label: nameOf?.(draft) ?? '…' }]
}

/** Entries in use, and a retired one where it is the answer that stands. */
function entriesOf(field: OwnField, draft: FieldValue | undefined, language: string) {
  return field.choices
    .filter(({ key, isRetired }) => !isRetired || key === draft)
    .map(({ key }) => ({ value: key, label: choiceWords(field, key, language) }))
}

interface TicksProps {
  readonly field: OwnField
  readonly draft: FieldValue | undefined
  readonly onChange: (next: string[]) => void
  readonly shared: {
    readonly label: string
    readonly description: string | undefined
    readonly error: string | undefined
  }
}

function Ticks({ field, draft, onChange, shared }: TicksProps) {
  const language = useLanguage()
  const chosen = Array.isArray(draft) ? draft : []
  return (
    <fieldset className={classes.ticks} aria-invalid={shared.error !== undefined}>
      <legend>{shared.label}</legend>
      {shared.description !== undefined && <p>{shared.description}</p>}
      {field.choices
        .filter(({ key, isRetired }) => !isRetired || chosen.includes(key))
        .map(({ key }) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...chosen, key] : chosen.filter((one) => one !== key))
              }
            />
            {choiceWords(field, key, language)}
          </label>
        ))}
      {shared.error !== undefined && <p className={classes.fault}>{shared.error}</p>}
    </fieldset>
  )
}
