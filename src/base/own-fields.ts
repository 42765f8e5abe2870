/** What an organisation asks about an incident in its own words: the shape of its fields, shared by rooms and screens. */
import * as z from 'zod'
import { IncidentKind } from './incident-kinds.ts'
import { severities } from './incident-words.ts'

export const fieldKinds = [
  'text',
  'long_text',
  'number',
  'date',
  'yes_no',
  'choice',
  'choices',
  'person',
  'web_address',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** Kinds whose answers come from a closed list, so that others can depend on them. */
export const closedKinds: readonly FieldKind[] = ['yes_no', 'choice', 'choices']
/** Kinds that a list can be narrowed by. */
export const findableKinds: readonly FieldKind[] = [...closedKinds, 'person']

/** Words by language tag, as `{ "en": "Site", "de": "Standort" }`. */
function wordsUpTo(letters: number) {
  return z
    .record(
      z.string().regex(/^[a-z]{2}$/),
      z
        .string()
        .trim()
        .min(1)
        .max(letters)
        .regex(/^[^\n\r]*$/, 'must be one line'),
    )
    .refine((words) => Object.keys(words).length <= 10, 'ten languages at most')
}
/** A name in at least one language. The colon is put behind it where it is shown. */
export const Worded = wordsUpTo(120)
  .refine((words) => Object.keys(words).length > 0, 'Give it a name in one language at least.')
  .refine((words) => Object.values(words).every((name) => !name.includes(':')), 'Leave out the colon.')
export type Worded = z.infer<typeof Worded>

/** Begins with a letter; stays when the name changes. */
export const FieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and _ only')
/** The same of an answer of a list; a slash parts the two levels of a tree where its source does so. */
export const ChoiceKey = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_/-]{0,79}$/, 'letters, digits, _ and - only')

export const Choice = z.strictObject({
  key: ChoiceKey,
  name: Worded,
  /** The answer it stands under, in a list of two levels. */
  under: ChoiceKey.nullable().default(null),
  isRetired: z.boolean().default(false),
})
export type Choice = z.infer<typeof Choice>

/** Asked only where this was answered so; several must all hold. */
export const Condition = z.strictObject({
  /** A field of a closed list, or the word `severity`. */
  of: FieldKey,
  any: z.array(ChoiceKey).min(1).max(40),
})
export type Condition = z.infer<typeof Condition>

export const OwnField = z.strictObject({
  key: FieldKey,
  kind: z.enum(fieldKinds),
  name: Worded,
  help: wordsUpTo(300).default({}),
  /** Behind a number, as `h` or `€`. */
  unit: z.string().trim().max(20).default(''),
  /** In the order in which they are shown. */
  choices: z.array(Choice).max(200).default([]),
  /** Incident kinds that ask it; none means every one. */
  kinds: z.array(IncidentKind).max(17).default([]),
  when: z.array(Condition).max(5).default([]),
  /** Asked when an incident is declared; in the room it can always be answered. */
  atDeclare: z.boolean().default(false),
  /** Must be answered before an incident is closed as resolved. */
  isNeeded: z.boolean().default(false),
  /** The answer that a severity brings until a person chooses. */
  bySeverity: z.partialRecord(z.enum(severities), ChoiceKey).default({}),
  isRetired: z.boolean().default(false),
})
export type OwnField = z.infer<typeof OwnField>

/** Everything that an organisation words by itself about an incident. One version of it never changes. */
export const IncidentForm = z.strictObject({
  /** In the order in which they are asked. */
  fields: z.array(OwnField).max(80),
  /** Plain words beside the fixed grades; one that is missing stays as it ships. */
  severityWords: z.partialRecord(z.enum(severities), Worded).default({}),
})
export type IncidentForm = z.infer<typeof IncidentForm>

/** An answer as it is sent and kept: text, date, list entry, person or address as a string. */
export const FieldValue = z.union([
  z.string().max(4000),
  z.number(),
  z.boolean(),
  z.array(ChoiceKey).max(200),
])
export type FieldValue = z.infer<typeof FieldValue>

/** Answers by the key of their field. */
export type FieldValues = Readonly<Record<string, FieldValue>>

/** In this language, else in English, else in whichever there is; '' where nobody wrote any. */
export function wordsIn(words: Worded, language: string): string {
  const candidates = [words[language], words['en'], ...Object.values(words)]
  return candidates.find((one) => one !== undefined && one !== '') ?? ''
}
