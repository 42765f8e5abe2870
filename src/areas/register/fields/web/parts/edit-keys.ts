import type { IncidentForm } from '../../../../../base/own-fields.ts'
import { keyOf } from './edit.ts'

/** New fields and entries get the key of their name, so that programs can read it; what refers to them follows. */
export function withKeys(form: IncidentForm, before: IncidentForm): IncidentForm {
  const known = new Map(before.fields.map((field) => [field.key, field]))
  const renamed = new Map<string, string>()
  const taken = [...known.keys()]
  const fields = form.fields.map((field) => {
    const old = known.get(field.key)
    const key = old === undefined ? keyOf(field.name, taken, 'field') : field.key
    taken.push(key)
    renamed.set(field.key, key)
    const own = entriesWithKeys(field, old?.choices.map((one) => one.key) ?? [])
    for (const [from, to] of own.renamed) renamed.set(`${field.key} ${from}`, to)
    return { ...own.field, key }
  })
  return {
    ...form,
    fields: fields.map((field) => ({
      ...field,
      when: field.when.map(({ of, any }) => ({
        of: renamed.get(of) ?? of,
        any: any.map((one) => renamed.get(`${of} ${one}`) ?? one),
      })),
    })),
  }
}

function entriesWithKeys(field: IncidentForm['fields'][number], kept: readonly string[]) {
  const taken = [...kept]
  const renamed = new Map<string, string>()
  for (const { key, name } of field.choices) {
    const next = kept.includes(key) ? key : keyOf(name, taken, 'entry')
    taken.push(next)
    renamed.set(key, next)
  }
  const now = (key: string) => renamed.get(key) ?? key
  const choices = field.choices.map((one) => ({
    ...one,
    key: now(one.key),
    under: one.under === null ? null : now(one.under),
  }))
  const bySeverity = Object.fromEntries(
    Object.entries(field.bySeverity).map(([severity, key]) => [severity, now(key)]),
  )
  return { field: { ...field, choices, bySeverity }, renamed }
}
