/** What becomes of an incident's answers when somebody answers or its severity moves. Plain data in, plain data out. */
import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import type { Severity } from '../../../../base/incident-words.ts'
import { askedFields, isSameValue, readValue, valueBySeverity } from '../../../../base/own-field-values.ts'
import { wordsIn, type FieldValue, type OwnField } from '../../../../base/own-fields.ts'
import type { Fault } from '../../../../base/refusal.ts'

/** An answer as it stands. */
export interface Standing {
  readonly value: FieldValue
  readonly version: number
  readonly isDefault: boolean
}

export interface Wanted {
  readonly key: string
  /** null takes the answer away. */
  readonly value: FieldValue | null
  /** The version that was seen; 0 for none. */
  readonly was: number
}

export interface AnswerChange {
  readonly field: OwnField
  readonly from: FieldValue | undefined
  /** undefined: no answer any more. */
  readonly to: FieldValue | undefined
  readonly version: number
  readonly isDefault: boolean
  /** It went because what it depended on was answered otherwise. */
  readonly isHidden: boolean
}

export interface Answering {
  readonly fields: readonly OwnField[]
  readonly kind: IncidentKind
  readonly severity: Severity
  /** The severity before; the same where it did not move, undefined where the incident is new. */
  readonly severityBefore: Severity | undefined
  readonly standing: ReadonlyMap<string, Standing>
  readonly wanted: readonly Wanted[]
  /** Where the versions of an answer begin; never the same twice, since an answer can go and come back. */
  readonly firstVersion: number
}

export interface Answered {
  readonly faults: readonly Fault[]
  /** Keys of answers that somebody else changed meanwhile. */
  readonly overtaken: readonly string[]
  /** In the order of the form. */
  readonly changes: readonly AnswerChange[]
}

/**
 * What is written, what falls away, what is wrong. An answer that was asked and no longer is falls away; one that was
 * not asked before either (its field was retired) stays to be read.
 */
export function answered(asking: Answering): Answered {
  const { fields, standing, wanted } = asking
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const read = wanted.map((one) => ({
    ...one,
    ...readOne(byKey.get(one.key), one.value, standing.get(one.key)),
  }))
  const faults = read.flatMap(({ key, fault }) =>
    fault === undefined ? [] : [{ path: `details.${key}`, message: fault }],
  )
  const overtaken = read
    .filter(({ key, was, value }) => {
      const now = standing.get(key)
      return (now?.version ?? 0) !== was && !isSameValue(now?.value ?? undefined, value ?? undefined)
    })
    .map(({ key }) => key)
  const after = new Map(standing)
  for (const { key, value } of read)
    if (value === null) after.delete(key)
    else after.set(key, { value, version: 0, isDefault: false })
  bringDefaults(asking, after)
  const { severity, severityBefore } = asking
  const asked = keysAsked(asking, severity, after)
  const askedBefore = severityBefore === undefined ? asked : keysAsked(asking, severityBefore, standing)
  const unasked = read.filter(({ key, value }) => value !== null && !asked.has(key) && byKey.has(key))
  const changes = fields.flatMap((field): AnswerChange[] => {
    const [before, next] = [standing.get(field.key), after.get(field.key)]
    const isHidden = next !== undefined && !asked.has(field.key) && (askedBefore.has(field.key) || !before)
    const to = isHidden ? undefined : next?.value
    // Whoever sends what the severity brought has chosen it.
    const isChosen = before?.isDefault === true && next?.isDefault === false
    if (isSameValue(before?.value, to) && !isChosen) return []
    const version = before === undefined ? asking.firstVersion : before.version + 1
    return [{ field, from: before?.value, to, version, isDefault: next?.isDefault ?? false, isHidden }]
  })
  return {
    faults: [
      ...faults,
      ...unasked.map(({ key }) => ({
        path: `details.${key}`,
        message: `“${nameOf(byKey, key)}” is not asked in this incident, by its kind, its severity or other answers.`,
      })),
    ],
    overtaken,
    changes,
  }
}

/** Fields that must be answered before the incident is closed, and are not. */
export function unansweredNeeds(
  asking: Pick<Answering, 'fields' | 'kind' | 'severity' | 'standing'>,
): OwnField[] {
  const asked = keysAsked(asking, asking.severity, asking.standing)
  return asking.fields.filter(({ key, isNeeded }) => isNeeded && asked.has(key) && !asking.standing.has(key))
}

function readOne(
  field: OwnField | undefined,
  value: FieldValue | null,
  before: Standing | undefined,
): { readonly value: FieldValue | null; readonly fault?: string } {
  if (field === undefined) return { value, fault: 'The form has no such field.' }
  if (value === null) return { value }
  return { value, ...readValue(field, value, before?.value) }
}

/** What the severity brings, where nobody has chosen. */
function bringDefaults({ fields, severity, severityBefore }: Answering, after: Map<string, Standing>): void {
  if (severity === severityBefore) return
  for (const field of fields) {
    const now = after.get(field.key)
    const brought = valueBySeverity(field, severity)
    if (
      brought !== undefined &&
      !field.isRetired &&
      (now === undefined ? severityBefore === undefined : now.isDefault)
    )
      after.set(field.key, { value: brought, version: 0, isDefault: true })
  }
}

function keysAsked(
  { fields, kind }: Pick<Answering, 'fields' | 'kind'>,
  severity: Severity,
  answers: ReadonlyMap<string, Standing>,
): Set<string> {
  const values = Object.fromEntries([...answers].map(([key, { value }]) => [key, value]))
  return new Set(askedFields(fields, { kind, severity, values }).map(({ key }) => key))
}

function nameOf(fields: ReadonlyMap<string, OwnField>, key: string): string {
  const field = fields.get(key)
  return field === undefined ? key : wordsIn(field.name, 'en')
}
