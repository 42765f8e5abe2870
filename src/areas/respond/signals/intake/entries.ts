/** The entries of a body: one JSON value, a list, lines of JSON, or lines of text. Bounded, and never throws. */
import { isRecord, limits, type ReadFault, type Reading, type ReadSignal } from './reading.ts'

export type Fields = Readonly<Record<string, unknown>>

export interface JsonFormat {
  /**
   * Where a body that is an object keeps its entries; undefined when the object is the one entry. What stands beside
   * them is given to `read` again.
   */
  readonly listIn?: (body: Fields) => readonly unknown[] | undefined
  /** The signal of one entry, or in words why there is none. */
  readonly read: (entry: Fields, around: Fields) => ReadSignal | string
}

interface Entry {
  readonly value: unknown
  readonly around: Fields
}

/** Reads a body of JSON: an object, a list of objects, or one of these on each line. */
export function readJson(text: string, format: JsonFormat): Reading {
  const whole = parse(text)
  if (whole !== undefined) {
    const { entries, isList } = entriesIn(whole.value, format)
    return readEntries(entries, isList, (entry) => readEntry(entry, format))
  }
  if (!text.trim().includes('\n')) return faulty('The body is not valid JSON.')
  return readLines(text, (line) => {
    const parsed = parse(line)
    if (parsed === undefined) return 'This line is not valid JSON.'
    const { entries } = entriesIn(parsed.value, format)
    const [entry, ...more] = entries
    if (entry === undefined) return 'The list on this line is empty.'
    return more.length > 0
      ? 'This line holds a list of several; send one on each line.'
      : readEntry(entry, format)
  })
}

/** Reads a body line by line; empty lines are passed over. */
export function readLines(text: string, read: (line: string) => ReadSignal | string): Reading {
  const lines: string[] = []
  let left = 0
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    const line = text.slice(start, end)
    start = end + 1
    if (line.trim() === '') continue
    if (lines.length < limits.signals) lines.push(line)
    else left += 1
  }
  if (lines.length === 0) return faulty('The body was empty.')
  return withRest(readEntries(lines, true, read), left)
}

/** Reads each entry; whatever goes wrong with one is that entry's fault alone. */
export function readEntries<E>(
  entries: readonly E[],
  isList: boolean,
  read: (entry: E) => ReadSignal | string,
): Reading {
  if (entries.length === 0) return faulty('The list is empty.')
  const signals: ReadSignal[] = []
  const faults: ReadFault[] = []
  entries.slice(0, limits.signals).forEach((entry, index) => {
    const part = isList ? index + 1 : 0
    const found = attempt(() => read(entry))
    if (typeof found === 'string') faults.push({ part, reason: found, signals: 1 })
    else signals.push(found)
  })
  return withRest({ signals, faults }, entries.length - limits.signals)
}

export function faulty(reason: string): Reading {
  return { signals: [], faults: [{ part: 0, reason, signals: 1 }] }
}

function withRest(reading: Reading, left: number): Reading {
  if (left <= 0) return reading
  const reason = `One delivery may hold ${limits.signals} signals; the ${left} after these were not read. Send fewer at once.`
  return { ...reading, faults: [...reading.faults, { part: limits.signals + 1, reason, signals: left }] }
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown } // whatever it is, it is looked at field by field
  } catch {
    return undefined
  }
}

function entriesIn(body: unknown, { listIn }: JsonFormat): { entries: Entry[]; isList: boolean } {
  const list: readonly unknown[] | undefined = Array.isArray(body)
    ? body
    : isRecord(body)
      ? listIn?.(body)
      : undefined
  const around = isRecord(body) ? body : {}
  if (list === undefined) return { entries: [{ value: body, around }], isList: false }
  return { entries: list.map((value) => ({ value, around })), isList: true }
}

function readEntry({ value, around }: Entry, format: JsonFormat): ReadSignal | string {
  if (!isRecord(value)) return 'This is not a JSON object.'
  if (Object.keys(value).length === 0) return 'This object is empty.'
  return format.read(value, around)
}

/** A parser must not throw; if one does, the bytes are worth more than the reason. */
function attempt(read: () => ReadSignal | string): ReadSignal | string {
  try {
    return read()
  } catch (error) {
    return `This could not be read (${error instanceof Error ? error.name : 'unknown cause'}).`
  }
}
