/** How a parser says what it read: fields picked by path, and a signal that keeps every limit. */
import { readTime, type SaidTime } from '../rules/said.ts'
import type { SignalSeverity } from '../contract/severities.ts'
import {
  clean,
  cleanLine,
  fingerprintOf,
  flatten,
  isRecord,
  keyOf,
  limits,
  textOf,
  type ReadSignal,
} from './reading.ts'

/** The value at a path of own fields and list positions such as `a.b.0`, or of the field of that very name; undefined where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value
  if (isRecord(value) && Object.hasOwn(value, path)) return value[path]
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[name] // an object or a list that has this
  }
  return found
}

/** The first of these paths that holds text, a number or a truth value, as text. */
export function textAt(value: unknown, ...paths: readonly string[]): string {
  for (const path of paths) {
    const text = textOf(valueAt(value, path))
    if (text.trim() !== '') return text
  }
  return ''
}

/** A number, also one written as text; NaN where there is none. */
export function numberAt(value: unknown, ...paths: readonly string[]): number {
  const text = textAt(value, ...paths).trim()
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : Number.NaN
}

/** The list at a path, or the list itself for an empty path; at most so many entries, none where there is no list. */
export function listAt(value: unknown, path: string, atMost = 50): readonly unknown[] {
  const list = path === '' ? value : valueAt(value, path)
  return Array.isArray(list) ? list.slice(0, atMost) : []
}

/** The texts of a list of texts, or of one field of a list of objects. At most 50. */
export function textsAt(value: unknown, path: string, field?: string): string[] {
  const texts: string[] = []
  for (const each of listAt(value, path)) {
    const text = field === undefined ? textOf(each) : textAt(each, field)
    if (text !== '') texts.push(text)
  }
  return texts
}

/** Labels by name and path; a path that holds an object becomes one label for each of its fields. */
export function labelsAt(
  value: unknown,
  named: Readonly<Record<string, string>>,
): (readonly [string, unknown])[] {
  return Object.entries(named).map(([name, path]) => [name, valueAt(value, path)] as const)
}

export interface Told {
  /** The sender's name for the thing; empty when `sameWhen` says what makes it the same. */
  readonly id?: string
  /** What two messages must share to speak of the same thing. */
  readonly sameWhen?: readonly string[]
  readonly title: string
  /** What to call it when the sender gives no title. */
  readonly untitled: string
  readonly summary: string
  /** The sender's own word or number for the severity. */
  readonly word: string
  /** What the word means on our scale, where the tool's documentation says so; else the word is looked up. */
  readonly severity?: SignalSeverity
  /** When it happened, as it was said. */
  readonly at: unknown
  /** When this episode began, where the sender says so. */
  readonly since?: unknown
  readonly isOver?: boolean
  readonly overAt?: unknown
  readonly group: { readonly key: string; readonly title: string; readonly because: string }
  readonly labels: Iterable<readonly [string, unknown]>
}

/** What was told as a signal: cleaned, cut and keyed. */
export function signalOf(told: Told): ReadSignal {
  const title = cleanLine(told.title) || told.untitled
  const labels = flatten(notEmpty(told.labels))
  const since = told.since === undefined ? undefined : readTime(told.since)
  const own = readTime(told.at)
  const said: SaidTime = own.text === '' && since !== undefined ? since : own
  const isOver = told.isOver === true
  return {
    fingerprint:
      told.id === undefined || told.id === ''
        ? fingerprintOf(...(told.sameWhen ?? [title, JSON.stringify(labels)]))
        : keyOf(told.id),
    ...(since?.at === undefined || since.at === null ? {} : { episode: since.at.toISOString() }),
    group: {
      key: keyOf(told.group.key),
      title: cleanLine(told.group.title) || title,
      because: clean(told.group.because),
    },
    title,
    summary: clean(told.summary, limits.summary),
    state: isOver ? 'resolved' : 'firing',
    severityWord: clean(told.word, 100),
    ...(told.severity === undefined ? {} : { severity: told.severity }),
    labels,
    said: { at: said.at, text: clean(said.text, 100) },
    endedAt: isOver ? (readTime(told.overAt).at ?? own.at) : null,
  }
}

/** Words for the reader of a group: what its signals share. */
export function shared(tool: string, what: string, place = ''): string {
  const where = place === '' ? '' : ` on ${cleanLine(place, 100)}`
  return `${tool} raised these for the same ${cleanLine(what, 200)}${where}.`
}

function* notEmpty(entries: Iterable<readonly [string, unknown]>): Iterable<readonly [string, unknown]> {
  for (const [name, value] of entries) if (value !== '' && value !== undefined) yield [name, value]
}
