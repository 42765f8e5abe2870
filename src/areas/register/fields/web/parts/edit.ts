import { moved } from '../../../../../base/moved.ts'
import type { Choice, IncidentForm, OwnField, Worded } from '../../../../../base/own-fields.ts'

/**
 * Moves an entry past its neighbour on the same level; what stands under an entry goes with it.
 * @param choices each class before its types
 */
export function movedChoice(choices: readonly Choice[], key: string, by: 1 | -1): Choice[] {
  const choice = choices.find((one) => one.key === key)
  if (choice === undefined) return [...choices]
  const level = choices.filter(({ under }) => under === choice.under)
  const next = moved(
    level,
    level.findIndex((one) => one.key === key),
    by,
  )
  const tops = choice.under === null ? next : choices.filter(({ under }) => under === null)
  return tops.flatMap((top) => [
    top,
    ...(top.key === choice.under ? next : choices.filter(({ under }) => under === top.key)),
  ])
}

/** A new entry behind the last of its level. */
export function withChoice(choices: readonly Choice[], added: Choice): Choice[] {
  if (added.under === null) return [...choices, added]
  const last = choices.findLastIndex(({ key, under }) => key === added.under || under === added.under)
  return [...choices.slice(0, last + 1), added, ...choices.slice(last + 1)]
}

/** A key that nobody has yet, made of a name; it stays when the name changes. */
export function keyOf(name: Worded, taken: readonly string[], otherwise: string): string {
  const words = name['en'] ?? Object.values(name)[0] ?? ''
  const plain = words
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .replace(/_+$/, '')
    .slice(0, 34)
  const base = plain === '' ? otherwise : plain
  const isTaken = (key: string) => taken.includes(key) || key === 'severity' || key in Object.prototype
  let key = base
  for (let n = 2; isTaken(key); n += 1) key = `${base}_${n}`
  return key
}

/** What a person has begun and not named yet is left out of what is sent and judged. */
export function isNamed({ name }: { readonly name: Worded }): boolean {
  return Object.values(name).some((words) => words.trim() !== '')
}

/** The form as it is sent: empty words left out, new fields and entries with their keys. */
export function sendable(form: IncidentForm): IncidentForm {
  const fields = form.fields.filter(isNamed).map((field): OwnField => ({
    ...field,
    name: filled(field.name),
    help: filled(field.help),
    choices: field.choices.filter(isNamed).map((choice) => ({ ...choice, name: filled(choice.name) })),
  }))
  const words = Object.entries(form.severityWords).flatMap(([severity, own]) => {
    const kept = filled(own)
    return Object.keys(kept).length === 0 ? [] : [[severity, kept] as const]
  })
  return { fields, severityWords: Object.fromEntries(words) }
}

export function filled(words: Worded): Worded {
  return Object.fromEntries(
    Object.entries(words).flatMap(([language, one]) => (one.trim() === '' ? [] : [[language, one.trim()]])),
  )
}

/** What is typed here, with the fields and entries that somebody else put in force meanwhile: none of them may be lost. */
export function withTheirs(mine: IncidentForm, theirs: IncidentForm): IncidentForm {
  const added = theirs.fields.filter(({ key }) => !mine.fields.some((one) => one.key === key))
  const fields = mine.fields.map((field): OwnField => {
    const other = theirs.fields.find(({ key }) => key === field.key)
    const lacking = other?.choices.filter(({ key }) => !field.choices.some((one) => one.key === key)) ?? []
    return lacking.length === 0
      ? field
      : { ...field, choices: lacking.reduce<readonly Choice[]>(withChoice, field.choices).slice() }
  })
  return { ...mine, fields: [...fields, ...added] }
}
