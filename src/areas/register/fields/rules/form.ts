/** Whether a form can be put in force, and what it changes of the one before. Plain data in, plain data out. */
import { severities } from '../../../../base/incident-words.ts'
import {
  closedKinds,
  wordsIn,
  type Choice,
  type Condition,
  type IncidentForm,
  type OwnField,
  type Worded,
} from '../../../../base/own-fields.ts'
import type { Fault } from '../../../../base/refusal.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import type { FormChange } from '../contract/form.ts'

/** What is wrong with a form by itself; empty when nothing is. */
export function formFaults(form: IncidentForm): Fault[] {
  const { fields } = form
  return [
    ...doubles(
      fields.map(({ key }) => key),
      'fields',
      'There are two fields with this key.',
    ),
    ...sameNames(fields),
    ...fields.flatMap((field, at) => fieldFaults(field, `fields.${at}`, fields)),
    ...circles(fields),
  ]
}

/** What a new version would take away from the one before: nothing that was asked once may be lost. */
export function successionFaults(before: IncidentForm, after: IncidentForm): Fault[] {
  return before.fields.flatMap((old) => {
    const at = after.fields.findIndex(({ key }) => key === old.key)
    const field = after.fields[at]
    const name = wordsIn(old.name, 'en')
    if (field === undefined)
      return [
        { path: 'fields', message: `“${name}” is missing. Retire it instead: its answers stay readable.` },
      ]
    const path = `fields.${at}`
    if (field.kind !== old.kind)
      return [
        {
          path: `${path}.kind`,
          message: `“${name}” keeps its kind. Retire it and add another field for a new kind.`,
        },
      ]
    const lost = old.choices.filter(({ key }) => !field.choices.some((one) => one.key === key))
    return lost.map((choice) => ({
      path: `${path}.choices`,
      message: `“${wordsIn(choice.name, 'en')}” is missing in “${name}”. Retire it instead.`,
    }))
  })
}

/** What is different, in the order of the form. */
export function formChanges(before: IncidentForm, after: IncidentForm): FormChange[] {
  const fields = after.fields.flatMap((field) => {
    const old = before.fields.find(({ key }) => key === field.key)
    const name = wordsIn(field.name, 'en')
    if (old === undefined) return [change('field', name, 'new')]
    return [...own('field', old, field, name), ...choiceChanges(old, field), ...restOf(old, field, name)]
  })
  const words = severities.flatMap((severity) => {
    const [from, to] = [before.severityWords[severity], after.severityWords[severity]]
    if (isSame(from, to)) return []
    return [{ ...change('severity', severity, 'renamed'), from: allWords(from), to: allWords(to) }]
  })
  return [...fields, ...orderOf(before.fields, after.fields, 'field', ''), ...words]
}

function fieldFaults(field: OwnField, path: string, fields: readonly OwnField[]): Fault[] {
  const isList = field.kind === 'choice' || field.kind === 'choices'
  const found: Fault[] = []
  if (field.key === 'severity')
    found.push({ path: `${path}.key`, message: 'This key stands for the severity itself. Take another.' })
  // Answers are kept in an object by this key: `constructor` would find what every object has.
  if (field.key in Object.prototype && !field.isRetired)
    found.push({ path: `${path}.key`, message: 'This key has a meaning of its own. Take another.' })
  if (field.unit !== '' && field.kind !== 'number')
    found.push({ path: `${path}.unit`, message: 'Only a number has a unit.' })
  if (isList && !field.choices.some(({ isRetired }) => !isRetired) && !field.isRetired)
    found.push({ path: `${path}.choices`, message: 'A list needs at least one entry that is in use.' })
  if (!isList && field.choices.length > 0)
    found.push({ path: `${path}.choices`, message: 'Only a choice has a list.' })
  return [...found, ...listFaults(field, path), ...conditionFaults(field, path, fields)]
}

function listFaults({ choices, kind, bySeverity }: OwnField, path: string): Fault[] {
  const tree = choices.flatMap(({ key, under, isRetired }, at): Fault[] => {
    const where = `${path}.choices.${at}.under`
    if (under === null) return []
    const above = choices.find((one) => one.key === under)
    if (above === undefined || above.key === key)
      return [{ path: where, message: 'It stands under an entry that the list does not have.' }]
    if (above.under !== null) return [{ path: where, message: 'A list has two levels at most.' }]
    if (above.isRetired && !isRetired)
      return [{ path: where, message: 'The entry it stands under is retired. Retire this one too.' }]
    return []
  })
  const brought = severities.flatMap((severity): Fault[] => {
    const key = bySeverity[severity]
    if (key === undefined) return []
    const where = `${path}.bySeverity.${severity}`
    if (kind !== 'choice') return [{ path: where, message: 'Only a single choice follows the severity.' }]
    return choices.some((one) => one.key === key && !one.isRetired)
      ? []
      : [{ path: where, message: `What ${severity} brings is not in the list, or is retired.` }]
  })
  const keys = choices.map(({ key }) => key)
  return [
    ...doubles(keys, `${path}.choices`, 'There are two entries with this key.'),
    ...sameChoices(choices, path),
    ...tree,
    ...brought,
  ]
}

function conditionFaults(field: OwnField, path: string, fields: readonly OwnField[]): Fault[] {
  return field.when.flatMap(({ of, any }: Condition, at): Fault[] => {
    const where = `${path}.when.${at}`
    if (of === 'severity')
      return any.every((one) => (severities as readonly string[]).includes(one)) // widened: any text may come in
        ? []
        : [{ path: where, message: 'A severity is S1, S2, S3 or S4.' }]
    const other = fields.find(({ key }) => key === of)
    if (other === undefined || of === field.key)
      return [{ path: where, message: 'It depends on a field that the form does not have.' }]
    if (!closedKinds.includes(other.kind))
      return [
        { path: where, message: 'A field can depend on a yes or no and on lists, not on words or numbers.' },
      ]
    if (other.isRetired && !field.isRetired)
      return [
        { path: where, message: 'It depends on a field that is retired, so that nobody would be asked.' },
      ]
    const known = other.kind === 'yes_no' ? ['yes', 'no'] : other.choices.map(({ key }) => key)
    return any.every((one) => known.includes(one))
      ? []
      : [{ path: where, message: 'It depends on an answer that the other field does not have.' }]
  })
}

/** Fields that would wait for each other. */
function circles(fields: readonly OwnField[]): Fault[] {
  const waitsFor = new Map(fields.map(({ key, when }) => [key, when.map(({ of }) => of)]))
  const reaches = (from: string, wanted: string, seen: Set<string>): boolean =>
    (waitsFor.get(from) ?? []).some((next) => {
      if (next === wanted) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, wanted, seen)
    })
  return fields.flatMap(({ key, name }, at) =>
    reaches(key, key, new Set())
      ? [
          {
            path: `fields.${at}.when`,
            message: `“${wordsIn(name, 'en')}” depends on itself by way of others. Take one of these conditions away.`,
          },
        ]
      : [],
  )
}

function sameNames(fields: readonly OwnField[]): Fault[] {
  return fields.flatMap((field, at) =>
    fields.slice(0, at).some((one) => !one.isRetired && !field.isRetired && sharesName(one.name, field.name))
      ? [{ path: `fields.${at}.name`, message: 'Another field has this name.' }]
      : [],
  )
}

function sameChoices(choices: readonly Choice[], path: string): Fault[] {
  return choices.flatMap((choice, at) =>
    choices
      .slice(0, at)
      .some(
        (one) =>
          one.under === choice.under &&
          !one.isRetired &&
          !choice.isRetired &&
          sharesName(one.name, choice.name),
      )
      ? [{ path: `${path}.choices.${at}.name`, message: 'Another entry of the list has this name.' }]
      : [],
  )
}

function sharesName(one: Worded, two: Worded): boolean {
  return Object.entries(one).some(
    ([language, name]) => name !== '' && two[language]?.toLowerCase() === name.toLowerCase(),
  )
}

function doubles(keys: readonly string[], path: string, message: string): Fault[] {
  return keys.flatMap((key, at) => (keys.indexOf(key) < at ? [{ path: `${path}.${at}.key`, message }] : []))
}

type Part = FormChange['part']

function change(part: Part, name: string, how: FormChange['how']): FormChange {
  return { part, name, how, from: '', to: '' }
}

/** Renamed, retired, taken back: what happens to a field and to an entry alike. */
function own(part: Part, before: OwnField | Choice, after: OwnField | Choice, name: string): FormChange[] {
  const found: FormChange[] = []
  if (!isSame(before.name, after.name))
    found.push({ ...change(part, name, 'renamed'), from: allWords(before.name), to: allWords(after.name) })
  if (before.isRetired !== after.isRetired)
    found.push(change(part, name, after.isRetired ? 'retired' : 'restored'))
  return found
}

function choiceChanges(before: OwnField, after: OwnField): FormChange[] {
  const inField = (name: string) => `${wordsIn(after.name, 'en')}: ${name}`
  const changed = after.choices.flatMap((choice) => {
    const old = before.choices.find(({ key }) => key === choice.key)
    const name = inField(wordsIn(choice.name, 'en'))
    if (old === undefined) return [change('choice', name, 'new')]
    const moved = old.under === choice.under ? [] : [change('choice', name, 'moved')]
    return [...own('choice', old, choice, name), ...moved]
  })
  return [...changed, ...orderOf(before.choices, after.choices, 'choice', wordsIn(after.name, 'en'))]
}

/** Whatever else is different: help, unit, where it is asked, what it depends on. */
function restOf(before: OwnField, after: OwnField, name: string): FormChange[] {
  const rest = ({ help, unit, kinds, when, atDeclare, isNeeded, bySeverity }: OwnField) => [
    help,
    unit,
    kinds,
    when,
    atDeclare,
    isNeeded,
    bySeverity,
  ]
  return isSame(rest(before), rest(after)) ? [] : [change('field', name, 'changed')]
}

function orderOf(
  before: readonly { readonly key: string }[],
  after: readonly { readonly key: string }[],
  part: Part,
  name: string,
): FormChange[] {
  const kept = after.filter(({ key }) => before.some((one) => one.key === key)).map(({ key }) => key)
  const isMoved = !isSame(
    kept,
    before.map(({ key }) => key).filter((key) => kept.includes(key)),
  )
  return isMoved ? [change(part, name, 'moved')] : []
}

function allWords(words: Worded | undefined): string {
  return [...new Set(Object.values(words ?? {}))].join(' / ')
}

function isSame(one: unknown, two: unknown): boolean {
  // A database gives keys back in an order of its own.
  return sortedJson(one ?? null) === sortedJson(two ?? null)
}
