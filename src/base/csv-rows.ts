/** Promises that a list kept in a spreadsheet is read whole, or not at all and with each faulty row by its number. */
import type * as z from 'zod'
import { refuse, type Fault } from './refusal.ts'

export const mostRows = 2000

/** Faults have paths as `row 3, kind`. Rows are counted as a spreadsheet does: the heading is row 1. */
export type Read<Row> = { readonly rows: readonly Partly<Row>[] } | { readonly faults: readonly Fault[] }

/** A row with the columns that it has: what it says nothing of stays as it is where the name is known. */
export type Partly<Row> = Row & { readonly columns: readonly string[] }

/** Cells of one row by the name of their column; a column that was not sent is absent. */
export type Cells = Readonly<Record<string, string>>

export interface RowReader<Row> {
  /** All that may be sent. `name` is among them, has to be sent, and names one row alone. */
  readonly columns: readonly string[]
  readonly read: (cells: Cells) => { readonly row: Row } | { readonly issues: readonly z.core.$ZodIssue[] }
  /** What to write instead, where the schema's own sentence would not help. */
  readonly says?: (issue: z.core.$ZodIssue) => string | undefined
}

/** Reads CSV (RFC 4180), comma or semicolon between; every fault is named, not only the first. */
export function readRows<Row>(csv: string, { columns, read, says }: RowReader<Row>): Read<Row> {
  const [head, ...lines] = cellsOf(csv)
  const known = head?.map((name) =>
    columns.find((column) => column.toLowerCase() === name.trim().toLowerCase()),
  )
  if (head === undefined || known === undefined || !known.includes('name'))
    return fault(
      'row 1',
      `The first row names the columns; "name" has to be among them: ${columns.join(', ')}.`,
    )
  const stranger = head.find((_name, at) => known[at] === undefined)
  if (stranger !== undefined)
    return fault(
      'row 1',
      `There is no column "${stranger.slice(0, 60)}". The columns are ${columns.join(', ')}.`,
    )
  if (lines.length > mostRows)
    return fault('csv', `These are more than ${mostRows} rows. Send them in parts.`)
  if (lines.length === 0) return fault('csv', 'Below the first row there is nothing to take in.')
  const rows: Partly<Row>[] = []
  const faults: Fault[] = []
  const names = new Map<string, number>()
  for (const [index, line] of lines.entries()) {
    const number = index + 2
    const cells = Object.fromEntries(line.map((cell, at) => [known[at] ?? '', unguarded(cell.trim())]))
    const found = read(cells)
    const twin = names.get((cells['name'] ?? '').toLowerCase())
    if (twin !== undefined)
      faults.push({ path: `row ${number}, name`, message: `The same name stands in row ${twin} already.` })
    names.set((cells['name'] ?? '').toLowerCase(), number)
    if ('issues' in found)
      faults.push(
        ...found.issues.map((issue) => ({
          path: `row ${number}, ${issue.path.join('.')}`,
          message: says?.(issue) ?? issue.message.slice(0, 300),
        })),
      )
    else rows.push({ ...found.row, columns: Object.keys(cells) })
  }
  return faults.length > 0 ? { faults: faults.slice(0, 20) } : { rows }
}

/** @throws Refusal `invalid` with every fault */
export function rowsOrRefuse<Row>(read: Read<Row>): readonly Partly<Row>[] {
  if ('rows' in read) return read.rows
  return refuseRows(read.faults)
}

/** Refuses a list as a whole. */
export function refuseRows(faults: readonly Fault[]): never {
  refuse('invalid', 'Nothing was taken in. Put these rows right and send the file again.', {
    faults: faults.slice(0, 20),
  })
}

/** Of what was read only what the row said: a column that is missing changes nothing. */
export function saidIn<Fields extends object>(
  fields: Fields,
  columns: readonly string[],
  /** Column of a field that is called otherwise there. */
  columnOf: Readonly<Record<string, string>> = {},
): Partial<Fields> {
  const said = Object.entries(fields).filter(([field]) => columns.includes(columnOf[field] ?? field))
  return Object.fromEntries(said) as Partial<Fields> // the same keys, fewer of them
}

/** Whether a row says what stands there already: every field of `wanted` compared by what it holds. */
export function isSameRow(known: object, wanted: object): boolean {
  const before = new Map<string, unknown>(Object.entries(known))
  return Object.entries(wanted).every(
    ([name, value]) => inOneSpelling(before.get(name)) === inOneSpelling(value),
  )
}

/** The database hands objects back with their names in an order of its own. */
function inOneSpelling(value: unknown): string | undefined {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** Several in one cell stand with a bar between. */
export function several(cell: string | undefined): string[] {
  return (cell ?? '')
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** `Cloud service` is what people type for `cloud_service`. */
export function word(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
}

/** A whole number that is not negative; NaN for anything else, so that the schema refuses it. */
export function numberOf(text: string | undefined): number {
  return /^\d{1,12}$/.test(text ?? '') ? Number(text) : Number.NaN
}

function fault(path: string, message: string): { faults: Fault[] } {
  return { faults: [{ path, message }] }
}

/** Our own CSV puts an apostrophe before what a spreadsheet would run as a formula; coming back it is taken off. */
export function unguarded(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

/** CSV as rows of cells. Empty lines are left out; the separator is what stands in the first line most often. */
export function cellsOf(text: string): string[][] {
  const body = text.replace(/^\uFEFF/, '')
  const firstLine = body.slice(0, /\r|\n|$/.exec(body)?.index).replaceAll(/"[^"]*"/g, '')
  const often = (sign: string) => firstLine.split(sign).length
  const separator = [',', ';', '\t'].reduce((best, sign) => (often(sign) > often(best) ? sign : best))
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at] ?? ''
    if (isQuoted && sign === '"' && body[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (isQuoted && sign === '"') isQuoted = false
    else if (isQuoted) cell += sign
    else if (sign === '"' && cell === '') isQuoted = true
    else if (sign === separator) {
      row.push(cell)
      cell = ''
    } else if (sign === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += sign
  }
  rows.push([...row, cell])
  return rows.filter((cells) => cells.some((one) => one.trim() !== ''))
}
