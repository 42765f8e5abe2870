/** A log file as events of the timeline: each row read by itself, each that cannot be read with its reason. */
import { sha256 } from '@noble/hashes/sha2.js'
import { refuse } from '../../../../base/refusal.ts'
import type { TimelineImport } from '../contract/imports.ts'
import { delimiterOf, readCsv } from './read-csv.ts'
import { fieldsOfCloudTrail, recordsOf } from './read-json.ts'
import { readSaidTime } from './said-time.ts'

/** More rows than people can look through; a longer log is cut before it is imported. */
export const rowsAtMost = 50_000

export interface LogReading {
  readonly format: TimelineImport['format']
  readonly source: string
  readonly zone: string
  readonly dayFirst: boolean
  readonly columns: { readonly time?: string; readonly text?: string; readonly who?: string }
}

export interface LogEvent {
  readonly row: number
  /** UTC, RFC 3339 with milliseconds. */
  readonly at: string
  readonly said: string
  readonly source: string
  readonly who: string
  readonly text: string
  /** What makes it the same event in another file. */
  readonly key: string
}

export interface ReadLog {
  readonly rows: number
  readonly events: readonly LogEvent[]
  readonly faults: readonly { readonly row: number; readonly why: string }[]
  readonly doubtful: number
  readonly columns: readonly string[]
  readonly used: { readonly time: string; readonly text: string; readonly who: string | null } | undefined
}

/** One row before its time was read. */
interface RawRow {
  readonly row: number
  readonly fields: Readonly<Record<string, string>>
  readonly fault?: string
  /** The tool's own id of the event. */
  readonly id?: string
}

/** Reads the whole file. Refuses `invalid` when it is no such file, has too many rows, or its columns cannot be told */
export function readLog(text: string, reading: LogReading): ReadLog {
  const { columns, rows } = rawRows(text, reading)
  const used = usedColumns(columns, reading)
  const events: LogEvent[] = []
  const faults: { row: number; why: string }[] = []
  const seen = new Map<string, number>()
  let doubtful = 0
  let count = 0
  for (const raw of rows) {
    count += 1
    if (count > rowsAtMost)
      refuse(
        'invalid',
        `The file has more than ${rowsAtMost.toLocaleString('en')} rows. Cut it to the hours that matter and import that.`,
      )
    const read = readRow(raw, used, reading)
    if ('why' in read) {
      faults.push({ row: raw.row, why: read.why })
      continue
    }
    if (read.isDoubtful) doubtful += 1
    events.push({ ...read.event, key: raw.id ?? keyOf(read.event, seen) })
  }
  if (count === 0) refuse('invalid', 'The file holds no rows.')
  return { rows: count, events, faults, doubtful, columns, used }
}

/** SHA-256 in hex over all that was taken, in the order of the file: what the leaf of the batch commits to. */
export function digestOf(events: readonly LogEvent[]): string {
  const hash = sha256.create()
  for (const { row, key, at, said, source, who, text } of events)
    hash.update(utf8(`${JSON.stringify([row, key, at, said, source, who, text])}\n`))
  return hex(hash.digest())
}

/** A JSON document may be one array or an object with `Records` too; either way its keys are its columns. */
function rawRows(
  text: string,
  { format }: LogReading,
): { columns: readonly string[]; rows: Iterable<RawRow> } {
  if (format !== 'csv') {
    const all = jsonRows(text, format)
    const first: RawRow[] = []
    for (let next = all.next(); next.done !== true; next = all.next()) {
      first.push(next.value)
      if (first.length === judgedRows) break
    }
    const names = new Set(first.flatMap(({ fields }) => Object.keys(fields)))
    return { columns: [...names].slice(0, columnsAtMost), rows: chained(first, all) }
  }
  const delimiter = delimiterOf(text)
  const all = readCsv(text, delimiter)
  const first = all.next()
  const cells = first.done === true ? [] : first.value.cells
  const columns = cells.slice(0, columnsAtMost).map((cell) => cell.trim())
  return { columns, rows: csvRows(all, columns) }
}

/** A wider table than this is none that people made; its other columns are not read. */
const columnsAtMost = 200
/** Rows that tell which columns there are. */
const judgedRows = 200

function* jsonRows(text: string, format: LogReading['format']): Generator<RawRow> {
  for (const { row, fields, fault } of recordsOf(text)) {
    const isTrail = format === 'cloudtrail' && fault === undefined
    const read = isTrail ? fieldsOfCloudTrail(fields) : { fields: stringsOf(fields) }
    yield { row, ...read, ...(fault !== undefined && { fault }) }
  }
}

function* chained<T>(first: Iterable<T>, rest: Iterable<T>): Generator<T> {
  yield* first
  yield* rest
}

function* csvRows(
  rows: Iterable<{ line: number; cells: readonly string[]; fault?: string }>,
  columns: readonly string[],
) {
  for (const { line, cells, fault } of rows) {
    const fields = Object.fromEntries(columns.map((name, n) => [name, cells[n] ?? '']))
    yield { row: line, fields, ...(fault !== undefined && { fault }) }
  }
}

function stringsOf(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value === null || value === undefined ? '' : writtenOut(value),
    ]),
  )
}

/** Nested deeper than a writer of JSON goes, it says nothing that a person could read. */
function writtenOut(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}

const usual = {
  time: [
    '@timestamp',
    'timestamp',
    'eventtime',
    'time',
    'datetime',
    'date time',
    'date',
    'ts',
    'when',
    'zeit',
    'zeitpunkt',
    'datum',
    'creationtime',
    'timegenerated',
    '_time',
  ],
  text: [
    'message',
    'msg',
    'event',
    'eventname',
    'description',
    'text',
    'summary',
    'title',
    'operation',
    'action',
    'activity',
    'rule',
    'log',
    'nachricht',
    'ereignis',
    'beschreibung',
  ],
  who: [
    'user',
    'username',
    'userid',
    'user name',
    'who',
    'account',
    'actor',
    'host',
    'hostname',
    'computer',
    'src_ip',
    'sourceip',
    'client',
    'ip',
    'benutzer',
    'konto',
    'rechner',
  ],
} as const

function usedColumns(columns: readonly string[], { columns: named }: LogReading) {
  const pick = (role: keyof typeof usual) => {
    const wanted = named[role]
    if (wanted !== undefined) {
      const found = columns.find((name) => name.toLowerCase() === wanted.toLowerCase())
      if (found === undefined) refuse('invalid', `There is no column "${wanted}". ${columnWords(columns)}`)
      return found
    }
    return usual[role].flatMap((word) => columns.find((name) => name.toLowerCase() === word) ?? [])[0]
  }
  const [time, text, who] = [pick('time'), pick('text'), pick('who')]
  if (time === undefined || text === undefined)
    refuse(
      'invalid',
      `Say which column holds the ${time === undefined ? 'time' : 'text'}. ${columnWords(columns)}`,
    )
  return { time, text, who: who ?? null }
}

function columnWords(columns: readonly string[]): string {
  const shown = columns.slice(0, 30).map((name) => name.slice(0, 60))
  return shown.length === 0 ? 'The file has no columns.' : `The file has: ${shown.join(', ')}.`
}

function readRow(
  { row, fields, fault }: RawRow,
  used: { time: string; text: string; who: string | null },
  reading: LogReading,
): { event: Omit<LogEvent, 'key'>; isDoubtful: boolean } | { why: string } {
  if (fault !== undefined) return { why: fault }
  const said = clean(fields[used.time] ?? '', 100)
  const time = readSaidTime(said, reading.zone, reading.dayFirst)
  if ('why' in time) return time
  const text = clean(fields[used.text] ?? '', 2000)
  if (text === '') return { why: 'The row says nothing: its text is empty.' }
  const who = clean(used.who === null ? '' : (fields[used.who] ?? ''), 300)
  const source = clean(reading.source, 300)
  return { event: { row, at: time.at, said, source, who, text }, isDoubtful: time.isDoubtful }
}

/** One line that a database keeps and a screen cannot be led astray by: no control and direction marks. */
function clean(text: string, atMost: number): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim()
    .slice(0, atMost)
    .replaceAll(/\p{Cs}/gu, '')
}

/** The same words at the same time twice in one file are two events, and so they stay when the file comes again. */
function keyOf({ at, source, who, text }: Omit<LogEvent, 'key'>, seen: Map<string, number>): string {
  const says = JSON.stringify([at, source, who, text])
  const nth = (seen.get(says) ?? 0) + 1
  seen.set(says, nth)
  return `sha256:${hex(sha256(utf8(`${nth} ${says}`)))}`
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
