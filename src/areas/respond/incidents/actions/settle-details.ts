import { keysOf, valueWords } from '../../../../base/own-field-values.ts'
import { wordsIn, type FieldValue } from '../../../../base/own-fields.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { formFor } from '../../../register/fields/public.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import {
  answered,
  type AnswerChange,
  type Answered,
  type Answering,
  type Standing,
} from '../rules/details.ts'
import { dropDetails, keepDetails, listDetails } from '../store/details.ts'
import type { IncidentRecord } from '../store/incidents.ts'

export type Case = Pick<IncidentRecord, 'id' | 'number' | 'kind' | 'severity' | 'status'>

/** How the record says it: one language, so that it can be read without the program. */
const inRecord = { language: 'en', yes: 'Yes', no: 'No' }

/** What an incident that is being declared is answered with; the leaf's fields belong to the leaf of the declaring. */
export async function answerOpening(
  context: Context,
  incident: Case,
  sent: Readonly<Record<string, FieldValue>>,
) {
  const wanted = Object.entries(sent).map(([key, value]) => ({ key, value, was: 0 }))
  const result = await answerBy(context, incident, { wanted, severityBefore: undefined })
  return {
    leaf: leafOf(result.changes),
    /** After the leaf of the declaring: what a person answered has a leaf of its own. */
    settle: () => settle(context, incident, result),
  }
}

/** What another severity brings to the answers, and which of them it hides. */
export async function followSeverity(context: Context, incident: Case, to: IncidentRecord['severity']) {
  const moved = { ...incident, severity: to }
  const result = await answerBy(context, moved, { wanted: [], severityBefore: incident.severity })
  return { leaf: leafOf(result.changes), settle: () => settle(context, moved, result) }
}

/** The answers that stand, by the key of their field. */
export async function standingOf(
  context: Pick<Context, 'tx'>,
  incidentId: string,
): Promise<Map<string, Standing>> {
  const rows = await listDetails(context, incidentId)
  return new Map(
    rows.map(({ field, value, version, isDefault }) => [field, { value, version, isDefault }] as const),
  )
}

/** 28 random bits: whoever still holds a version of an answer that went does not meet it again in the one that came. */
export function firstVersionFor({ newId }: Pick<Context, 'newId'>): number {
  return Number.parseInt(newId().slice(-7), 16) + 1
}

/** Writes what changed, each answer of a person with its leaf. What only followed stands in the leaf of its cause. */
export async function settle(
  context: Context,
  incident: Pick<Case, 'id' | 'number'>,
  { faults, changes }: Pick<Answered, 'faults' | 'changes'>,
): Promise<void> {
  const named = changes.filter(({ field }) => field.kind === 'person')
  const ids = named.flatMap(({ from, to }) => [from, to].filter((one) => typeof one === 'string'))
  const names = ids.length === 0 ? new Map<string, string>() : await namesOf(context, ids)
  const strangers = named
    .filter(({ to }) => to !== undefined && !names.has(String(to)))
    .map(({ field }) => ({ path: `details.${field.key}`, message: 'Choose a person of the organisation.' }))
  const wrong = [...faults, ...strangers].slice(0, 20)
  if (wrong.length > 0) refuse('invalid', 'Some answers need another look.', { faults: wrong })
  const said = { ...inRecord, personOf: (id: string) => names.get(id) ?? id }
  for (const { field, from, to, isDefault, isHidden } of changes) {
    if (isDefault && to !== undefined) continue
    const words = (value: FieldValue | undefined) =>
      value === undefined ? '' : valueWords(field, value, said)
    const fields = { detail: field.key, name: wordsIn(field.name, 'en'), from: words(from), to: words(to) }
    context.record({
      stream: incident.id,
      kind: 'detail.change',
      fields: { ...fields, ...(isHidden && { why: 'not_asked' }) },
    })
  }
  await dropDetails(
    context,
    incident.id,
    changes.filter(({ to }) => to === undefined).map(({ field }) => field.key),
  )
  const kept = changes.flatMap(({ field, to, version, isDefault }) =>
    to === undefined ? [] : [{ field: field.key, value: to, version, isDefault, keys: keysOf(field, to) }],
  )
  await keepDetails(context, incident, kept)
}

async function answerBy(
  context: Context,
  { id, kind, severity }: Case,
  { wanted, severityBefore }: Pick<Answering, 'wanted' | 'severityBefore'>,
) {
  const { form } = await formFor(context)
  const standing = severityBefore === undefined ? new Map<string, Standing>() : await standingOf(context, id)
  const firstVersion = firstVersionFor(context)
  return answered({ fields: form.fields, kind, severity, severityBefore, standing, wanted, firstVersion })
}

/** What the severity brought, line by line, for the leaf of its cause; a field is known by its key, since names change. */
function leafOf(changes: readonly AnswerChange[]): { details?: string; detailKeys?: string } {
  const brought = changes.flatMap(({ field, to, isDefault }) =>
    isDefault && to !== undefined ? [{ field, to }] : [],
  )
  if (brought.length === 0) return {}
  const said = { ...inRecord, personOf: String }
  return {
    details: brought
      .map(({ field, to }) => `${wordsIn(field.name, 'en')}: ${valueWords(field, to, said)}`)
      .join('\n'),
    detailKeys: brought.map(({ field }) => field.key).join('\n'),
  }
}
