/** What the inputs of an entry hold, and what of it goes on the wire. */

interface FieldBase {
  /** Of the endpoint's input. */
  readonly name: string
  readonly label: string
  /** What to write, or why it is asked. */
  readonly hint?: string | undefined
  readonly isOptional?: boolean | undefined
}

interface Option {
  readonly value: string
  readonly label: string
}

export type EntryField = FieldBase &
  (
    | { readonly kind: 'line' | 'text'; readonly max?: number }
    /** A text for each line. */
    | { readonly kind: 'lines' }
    | { readonly kind: 'number' }
    /** A date and time in the zone of this device. */
    | { readonly kind: 'moment' }
    /** A day without a time, as `2026-03-01`. */
    | { readonly kind: 'day' }
    | { readonly kind: 'yes' }
    | { readonly kind: 'choice' | 'many'; readonly options: readonly Option[]; readonly isNumber?: boolean }
  )

export type EntryValue = string | boolean | readonly string[]
export type EntryValues = Readonly<Record<string, EntryValue>>

/** What a field holds before anybody wrote in it. */
export function emptyValue(field: EntryField): EntryValue {
  if (field.kind === 'yes') return false
  if (field.kind === 'many') return []
  return field.kind === 'choice' && field.isOptional !== true ? (field.options[0]?.value ?? '') : ''
}

/** Values as the endpoint takes them; what was left empty stays out. */
export function wireValues(fields: readonly EntryField[], values: EntryValues): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = wireValue(field, values[field.name])
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

function wireValue(field: EntryField, value: EntryValue | undefined): unknown {
  if (typeof value !== 'string') return value
  const text = value.trim()
  if (text === '') return undefined
  if (field.kind === 'lines') {
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  }
  if (field.kind === 'number' || (field.kind === 'choice' && field.isNumber === true)) return Number(text)
  return field.kind === 'moment' ? instantOf(text) : text
}

/** The instant in UTC that a local date and time names; the text itself when it names none, so that it is refused. */
export function instantOf(local: string): string {
  const time = new Date(local).getTime()
  return Number.isNaN(time) ? local : new Date(time).toISOString()
}

/** An instant as `<input type="datetime-local">` wants it, to the minute, in the zone of this device. */
export function localOf(instant: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`
  return `${day}T${two(instant.getHours())}:${two(instant.getMinutes())}`
}

/** So many days from now, as an input holds it: what a form proposes when it is opened. */
export function localIn(days: number): string {
  return localOf(new Date(Date.now() + days * 86_400_000))
}
