/** Reads, judges and says the answers to an organisation's own fields. Promises the same on the server and on the screen. */
import * as z from 'zod'
import { Id } from './ids.ts'
import type { IncidentKind } from './incident-kinds.ts'
import type { Severity } from './incident-words.ts'
import {
  wordsIn,
  type Choice,
  type Condition,
  type FieldValue,
  type FieldValues,
  type OwnField,
} from './own-fields.ts'

/** What a field can depend on. */
export interface AskedOf {
  readonly kind: IncidentKind
  readonly severity: Severity
  readonly values: FieldValues
}

/**
 * The fields that are asked of this case, in their order. A field depends on another only while that one is asked
 * itself: an answer that is hidden counts for nothing.
 * @param fields without circles, as `formFaults` has them
 */
export function askedFields(fields: readonly OwnField[], facts: AskedOf): OwnField[] {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const known = new Map<string, boolean>()
  const isAsked = (field: OwnField): boolean => {
    const before = known.get(field.key)
    if (before !== undefined) return before
    // A circle that slipped through asks nothing, instead of asking for ever.
    known.set(field.key, false)
    const fits = field.kinds.length === 0 || field.kinds.includes(facts.kind)
    const is = !field.isRetired && fits && field.when.every(holds)
    known.set(field.key, is)
    return is
  }
  const holds = ({ of, any }: Condition): boolean => {
    if (of === 'severity') return any.includes(facts.severity)
    const other = byKey.get(of)
    const value = facts.values[of]
    return other !== undefined && value !== undefined && isAsked(other) && isOneOf(other, value, any)
  }
  return fields.filter(isAsked)
}

/** The answer as it is kept, or what is wrong with it in a sentence. */
export type ReadValue = { readonly value: FieldValue } | { readonly fault: string }

/**
 * @param sent as it came from outside; null and '' are no answer and are not read here
 * @param before the answer that stands: an entry of it that was retired since may stay
 */
export function readValue(field: OwnField, sent: FieldValue, before?: FieldValue): ReadValue {
  const shape = shapes[field.kind].safeParse(sent)
  if (!shape.success) return { fault: faults[field.kind] }
  const value = shape.data
  if (field.kind !== 'choice' && field.kind !== 'choices') return { value }
  const stood = Array.isArray(before) ? before : [before]
  const isOpen = ({ key, isRetired }: Choice) => !isRetired || stood.includes(key)
  const open = new Set(field.choices.filter(isOpen).map(({ key }) => key))
  const wanted = Array.isArray(value) ? [...new Set(value)] : [String(value)]
  if (!wanted.every((key) => open.has(key))) return { fault: 'Choose one of the list.' }
  // In the order of the list, so that the same ticks are the same answer.
  if (Array.isArray(value))
    return { value: field.choices.flatMap(({ key }) => (wanted.includes(key) ? [key] : [])) }
  return { value }
}

/** Under which words a list finds this answer; none for what is no closed list. */
export function keysOf(field: OwnField, value: FieldValue): string[] {
  switch (field.kind) {
    case 'yes_no':
      return [value === true ? 'yes' : 'no']
    case 'person':
      return [String(value)]
    case 'choice':
    case 'choices': {
      const chosen = Array.isArray(value) ? value : [String(value)]
      const above = chosen.flatMap((key) => field.choices.find((one) => one.key === key)?.under ?? [])
      return [...new Set([...chosen, ...above])]
    }
    case 'text':
    case 'long_text':
    case 'number':
    case 'date':
    case 'web_address':
      return []
  }
}

/** How words that belong to no field are said. */
export interface SaidBy {
  readonly language: string
  readonly yes: string
  readonly no: string
  readonly personOf: (id: string) => string
}

/** The answer as a person reads it; retired entries of a list keep their words. */
export function valueWords(field: OwnField, value: FieldValue, said: SaidBy): string {
  switch (field.kind) {
    case 'yes_no':
      return value === true ? said.yes : said.no
    case 'number':
      return `${String(value)} ${field.unit}`.trim()
    case 'person':
      return said.personOf(String(value))
    case 'choice':
    case 'choices':
      return (Array.isArray(value) ? value : [String(value)])
        .map((key) => choiceWords(field, key, said.language))
        .join(', ')
    case 'text':
    case 'long_text':
    case 'date':
    case 'web_address':
      return String(value)
  }
}

/** An entry of a list, with the one that it stands under before it. */
export function choiceWords(field: OwnField, key: string, language: string): string {
  const found = field.choices.find((one) => one.key === key)
  if (found === undefined) return key
  const above = field.choices.find((one) => one.key === found.under)
  const own = wordsIn(found.name, language)
  return above === undefined ? own : `${wordsIn(above.name, language)} › ${own}`
}

/** The answer that the severity brings to this field; undefined where it brings none. */
export function valueBySeverity(field: OwnField, severity: Severity): string | undefined {
  const key = field.bySeverity[severity]
  return field.choices.some((one) => one.key === key && !one.isRetired) ? key : undefined
}

export function isSameValue(one: FieldValue | undefined, two: FieldValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(two)
}

function isOneOf(field: OwnField, value: FieldValue, any: readonly string[]): boolean {
  return keysOf(field, value).some((key) => any.includes(key))
}

/** `https://user:password@…` would show a secret to all who read it. */
function isPlainWebAddress(text: string): boolean {
  try {
    const { protocol, username, password, hostname } = new URL(text)
    return ['http:', 'https:'].includes(protocol) && username + password === '' && hostname !== ''
  } catch {
    return false
  }
}

const keys = z.array(z.string())
const shapes: Readonly<Record<OwnField['kind'], z.ZodType<FieldValue>>> = {
  text: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .regex(/^[^\n\r]*$/),
  long_text: z.string().trim().min(1).max(4000),
  number: z.number().min(-1e12).max(1e12),
  date: z.iso.date(),
  yes_no: z.boolean(),
  choice: z.string(),
  choices: keys.min(1),
  person: Id,
  web_address: z.string().trim().max(2000).refine(isPlainWebAddress),
}
const faults: Readonly<Record<OwnField['kind'], string>> = {
  text: 'Write one line of at most 300 letters.',
  long_text: 'Write at most 4000 letters.',
  number: 'Give a number.',
  date: 'Give a day that exists, as 2026-03-01.',
  yes_no: 'Answer with yes or no.',
  choice: 'Choose one of the list.',
  choices: 'Choose at least one of the list.',
  person: 'Choose a person of the organisation.',
  web_address: 'Give an address that begins with https:// or http://, without a password in it.',
}
