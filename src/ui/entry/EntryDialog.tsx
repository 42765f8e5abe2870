import { Button, Checkbox, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import * as z from 'zod'
import type { Endpoint } from '../../base/endpoint.ts'
import { CallError } from '../call-error.ts'
import { call } from '../client.ts'
import { useForm, type Form } from '../form.ts'
import { PlainForm } from '../plain/PlainForm.tsx'
import { useText } from '../text.ts'
import { emptyValue, wireValues, type EntryField, type EntryValue } from './entry-values.ts'

export interface Entry {
  readonly title: string
  /** Before the fields: what happens, or what to think of first. */
  readonly lead?: ReactNode
  readonly fields: readonly EntryField[]
  /** What stands in the fields already, as the inputs hold it. */
  readonly initial?: Readonly<Record<string, EntryValue>>
  readonly endpoint: Endpoint
  /** The rest of the endpoint's input. */
  readonly given: Readonly<Record<string, unknown>>
  /** Where the input is not flat: makes it of what the fields hold. */
  readonly shape?: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
  /** The verb on the button. */
  readonly submit: string
}

interface EntryDialogProps {
  readonly entry: Entry
  readonly onDone: () => void
  readonly onClose: () => void
}

/** A dialog whose fields are data: adds or changes one thing by one endpoint. */
export function EntryDialog({ entry, onDone, onClose }: EntryDialogProps) {
  const text = useText('ui')
  return (
    <Modal
      opened
      onClose={onClose}
      title={entry.title}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': text('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <EntryForm
        entry={entry}
        onDone={onDone}
        besides={
          <Button variant="default" onClick={onClose}>
            {text('action.cancel')}
          </Button>
        }
      />
    </Modal>
  )
}

/** The same where a dialog is open already. */
export function EntryForm({
  entry,
  onDone,
  besides,
}: {
  readonly entry: Entry
  readonly onDone: () => void
  readonly besides?: ReactNode
}) {
  const { fields, initial } = entry
  const form = useForm<Record<string, EntryValue>, unknown>({
    schema: needed(fields),
    initial: Object.fromEntries(
      fields.map((field) => [field.name, initial?.[field.name] ?? emptyValue(field)]),
    ),
    // The server judges it by the same contract and names the field that is at fault.
    send: (values) => sendEntry(entry, wireValues(fields, values)),
    onDone,
  })
  return (
    <PlainForm form={form} submitLabel={entry.submit} besides={besides}>
      {entry.lead}
      {fields.map((field, index) => (
        <Input key={field.name} field={field} form={form} isFirst={index === 0} />
      ))}
    </PlainForm>
  )
}

/** Faults of an input that is not flat stand at the field by their last name. */
async function sendEntry(
  { endpoint, given, shape }: Entry,
  values: Record<string, unknown>,
): Promise<unknown> {
  try {
    return await call(endpoint, { ...given, ...(shape === undefined ? values : shape(values)) })
  } catch (error) {
    if (shape === undefined || !(error instanceof CallError)) throw error
    const { kind, message, detail, faults } = error
    const named = faults.map((fault) => ({ ...fault, path: fault.path.split('.').at(-1) ?? fault.path }))
    throw new CallError(kind, message, { ...detail, faults: named })
  }
}

/** Only that nothing is left out: the rest is for the server. */
function needed(fields: readonly EntryField[]): z.ZodObject {
  const wanted = fields.filter(({ kind, isOptional }) => isOptional !== true && kind !== 'yes')
  return z.looseObject(
    Object.fromEntries(
      wanted.map(({ name, kind }) => [
        name,
        kind === 'many' ? z.array(z.string()).min(1) : z.string().trim().min(1),
      ]),
    ),
  )
}

interface InputProps {
  readonly field: EntryField
  readonly form: Form<Record<string, EntryValue>>
  readonly isFirst: boolean
}

function Input({ field, form, isFirst }: InputProps) {
  const value = form.values[field.name]
  const { error } = form.field(field.name)
  const set = (next: EntryValue) => form.set(field.name, next)
  const shared = {
    name: field.name,
    label: field.label,
    description: field.hint,
    error,
    required: field.isOptional !== true,
    ...(isFirst && { 'data-autofocus': true }),
  }
  if (field.kind === 'yes')
    return (
      <Checkbox
        {...shared}
        required={false}
        size="md"
        checked={value === true}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    )
  if (field.kind === 'many')
    return (
      <Checkbox.Group
        label={field.label}
        description={field.hint}
        error={error}
        value={Array.isArray(value) ? [...value] : []}
        onChange={set}
      >
        {field.options.map((option) => (
          <Checkbox key={option.value} value={option.value} label={option.label} size="md" mt="xs" />
        ))}
      </Checkbox.Group>
    )
  const words = typeof value === 'string' ? value : ''
  if (field.kind === 'choice')
    return (
      <NativeSelect
        {...shared}
        value={words}
        onChange={(event) => set(event.currentTarget.value)}
        data={[...(field.isOptional === true ? [{ value: '', label: '–' }] : []), ...field.options]}
      />
    )
  if (field.kind === 'text' || field.kind === 'lines')
    return (
      <Textarea
        {...shared}
        value={words}
        onChange={(event) => set(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={field.kind === 'text' ? (field.max ?? 1000) : 6000}
      />
    )
  const type = field.kind === 'moment' ? 'datetime-local' : field.kind === 'day' ? 'date' : 'text'
  return (
    <TextInput
      {...shared}
      value={words}
      type={type}
      {...(field.kind === 'number' && { inputMode: 'numeric' as const })}
      maxLength={field.kind === 'line' ? (field.max ?? 300) : 30}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}
