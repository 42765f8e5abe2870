/** Plain JSON from any tool: one object or a list of them, under the names that tools commonly use. */
import { readTime, saysEnded } from '../rules/said.ts'
import {
  clean,
  cleanLine,
  fingerprintOf,
  flatten,
  isRecord,
  keyOf,
  limits,
  textOf,
  type ReadFault,
  type Reading,
  type ReadSignal,
} from './reading.ts'

/** Names by meaning, the first that is there counts; compared without case and separators. */
const names = {
  title: ['title', 'name', 'subject', 'alertname', 'rule', 'message', 'summary', 'text'],
  summary: ['summary', 'description', 'details', 'message', 'text', 'body'],
  id: ['id', 'eventid', 'alertid', 'uid', 'uuid', 'key', 'dedupkey', 'fingerprint'],
  severity: ['severity', 'level', 'priority', 'urgency'],
  state: ['state', 'status', 'eventaction'],
  group: ['group', 'groupkey'],
  at: ['at', 'time', 'timestamp', 'date', 'createdat', 'occurredat'],
  startedAt: ['startedat', 'startsat', 'since'],
  endedAt: ['endedat', 'endsat', 'resolvedat'],
} as const satisfies Record<string, readonly string[]>

type Meaning = keyof typeof names

/** @param body the parsed JSON */
export function readGeneric(body: unknown): Reading {
  const items: readonly unknown[] = Array.isArray(body) ? body : [body]
  if (items.length === 0)
    return { signals: [], faults: [{ part: 0, reason: 'The list is empty.', signals: 1 }] }
  const signals: ReadSignal[] = []
  const faults: ReadFault[] = []
  items.slice(0, limits.signals).forEach((item, index) => {
    const part = Array.isArray(body) ? index + 1 : 0
    if (!isRecord(item)) faults.push({ part, reason: 'This is not a JSON object.', signals: 1 })
    else if (Object.keys(item).length === 0)
      faults.push({ part, reason: 'This object is empty.', signals: 1 })
    else signals.push(readPlain(item))
  })
  const left = items.length - limits.signals
  if (left > 0) {
    const reason = `One delivery may hold ${limits.signals} signals; the ${left} after these were not read. Send fewer at once.`
    faults.push({ part: limits.signals + 1, reason, signals: left })
  }
  return { signals, faults }
}

/** One object under the usual names; for formats that only wrap somebody's own fields too. */
export function readPlain(item: Readonly<Record<string, unknown>>): ReadSignal {
  const found = findFields(item)
  const text = (meaning: Meaning) => textOf(found.get(meaning)?.value)
  const started = readTime(found.get('startedAt')?.value)
  const saidAt = readTime(found.get('at')?.value)
  const said = saidAt.text === '' ? started : saidAt
  const isOver = saysEnded(text('state'))
  const title = cleanLine(text('title')) || 'A signal without a title'
  const labels = labelsOf(item, found)
  const group = text('group')
  const summary = clean(text('summary'), limits.summary)
  return {
    // Of a thing with a state the words may change from "down" to "up"; of an event they are what it is.
    fingerprint:
      text('id') === ''
        ? fingerprintOf(title, labels, text('state') === '' ? summary : '')
        : keyOf(text('id')),
    ...(started.at === null ? {} : { episode: started.at.toISOString() }),
    group:
      group === ''
        ? { key: keyOf(`title:${title}`), title, because: 'The same source sent these under the same title.' }
        : {
            key: keyOf(`group:${group}`),
            title: cleanLine(group),
            because: `The sender put these into the group "${cleanLine(group, 100)}".`,
          },
    title,
    summary,
    state: isOver ? 'resolved' : 'firing',
    severityWord: clean(text('severity'), 100),
    labels,
    said: { at: said.at, text: clean(said.text, 100) },
    endedAt: isOver ? (readTime(found.get('endedAt')?.value).at ?? saidAt.at) : null,
  }
}

type Found = ReadonlyMap<Meaning, { readonly field: string; readonly value: unknown }>

function findFields(item: Readonly<Record<string, unknown>>): Found {
  const byName = new Map<string, string>()
  for (const field in item) {
    if (byName.size >= 1000) break
    const plain = field.toLowerCase().replaceAll(/[\s_.-]/g, '')
    if (!byName.has(plain)) byName.set(plain, field)
  }
  const found = new Map<Meaning, { field: string; value: unknown }>()
  // The keys of the table above are the meanings.
  for (const meaning of Object.keys(names) as Meaning[]) {
    const candidates: readonly string[] = names[meaning]
    const field = candidates
      .map((name) => byName.get(name))
      .find((known) => known !== undefined && textOf(item[known]).trim() !== '')
    if (field !== undefined) found.set(meaning, { field, value: item[field] })
  }
  return found
}

/** Given labels keep their names; what we have no place for is flattened; state and times are not what a thing is. */
function labelsOf(item: Readonly<Record<string, unknown>>, found: Found): Record<string, string> {
  const used = new Set([...found.values()].map(({ field }) => field))
  const entries: [string, unknown][] = []
  for (const field in item) {
    if (entries.length >= limits.labels) break
    const value = item[field]
    if (used.has(field)) continue
    if (isRecord(value) && /^(labels|tags)$/i.test(field)) entries.push(...take(value))
    else entries.push([field, value])
  }
  return flatten(entries)
}

function take(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  const entries: [string, unknown][] = []
  for (const name in value) {
    if (entries.length >= limits.labels) break
    entries.push([name, value[name]])
  }
  return entries
}
