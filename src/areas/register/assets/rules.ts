/** How assets and functions are read from a table, and what stops when an asset stops. */
import type * as z from 'zod'
import { addAsset, addFunction, assetKinds, dataKinds } from './contract.ts'

/** Columns of the CSV, the same out and in. People and assets stand there by name or address, since ids mean nothing to people. */
export const assetColumns = ['name', 'kind', 'owner', 'place', 'dataKinds', 'note'] as const
export const functionColumns = [
  'name',
  'priority',
  'longestOutageMinutes',
  'people',
  'customers',
  'workaround',
  'acceptanceTests',
  'owner',
  'assets',
] as const

export const mostRows = 2000
/** As many as a function may need. */
const mostAssets = 200

/** What a row names in words and the server has to find. */
interface Named {
  /** E-mail address or name of a person; '' for nobody. */
  readonly owner: string
}

/** A row with the columns that it has: what it says nothing of stays as it is where the name is known. */
interface Partly {
  readonly columns: readonly string[]
}

export type AssetRow = Omit<z.output<typeof addAsset.input>, 'ownerId'> & Named & Partly
/** Without a priority only where the column is missing: a function that is known keeps its own. */
export type FunctionRow = Omit<z.output<typeof addFunction.input>, 'ownerId' | 'assetIds' | 'priority'> &
  Named &
  Partly & { readonly priority: number | undefined; readonly assets: readonly string[] }

export interface RowFault {
  /** As `row 3, kind`. Rows are counted as a spreadsheet does: the heading is row 1. */
  readonly path: string
  readonly message: string
}

export type Read<Row> = { readonly rows: readonly Row[] } | { readonly faults: readonly RowFault[] }

/** Reads assets from CSV (RFC 4180), comma or semicolon between; every fault is named, not only the first. */
export function readAssets(csv: string): Read<AssetRow> {
  const shape = addAsset.input.omit({ ownerId: true })
  return readRows(csv, assetColumns, (cells, columns) => {
    const { owner = '', ...rest } = cells
    const read = shape.safeParse({
      ...rest,
      kind: word(rest['kind'] ?? 'other'),
      dataKinds: several(rest['dataKinds']).map(word),
    })
    return read.success ? { ...read.data, owner, columns } : faultsIn(read.error)
  })
}

/** Reads business functions from CSV. */
export function readFunctions(csv: string): Read<FunctionRow> {
  const shape = addFunction.input.omit({ ownerId: true, assetIds: true }).extend({
    priority: addFunction.input.shape.priority.optional(),
  })
  return readRows(csv, functionColumns, (cells, columns) => {
    const { owner = '', assets, ...rest } = cells
    const minutes = rest['longestOutageMinutes'] ?? ''
    const read = shape.safeParse({
      ...rest,
      priority: rest['priority'] === undefined ? undefined : numberOf(rest['priority']),
      longestOutageMinutes: minutes === '' ? null : numberOf(minutes),
      acceptanceTests: several(rest['acceptanceTests']),
    })
    if (!read.success) return faultsIn(read.error)
    const named = several(assets)
    if (named.length > mostAssets)
      return [{ code: 'custom', path: ['assets'], message: `At most ${mostAssets} assets.`, input: '' }]
    return { ...read.data, priority: read.data.priority, owner, assets: named, columns }
  })
}

/** Several in one cell, as {@link readFunctions} takes them apart again: a bar between, one inside a word escaped. */
export function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.replaceAll(/(\\*)\|/g, '$1$1\\|'))
    .map((part, at) => (at < parts.length - 1 ? part.replace(/\\+$/, (run) => run + run) : part))
    .join('|')
}

interface Stopped {
  readonly id: string
  readonly priority: number
  readonly longestOutageMinutes: number | null
  readonly name: string
}

/** What comes back first: by priority, then by the shorter time the business survives without it, then by name. */
export function inRestoreOrder<F extends Stopped>(functions: readonly F[]): F[] {
  const minutes = (one: F) => one.longestOutageMinutes ?? Number.POSITIVE_INFINITY
  return functions.toSorted(
    (a, b) =>
      a.priority - b.priority ||
      // Both unknown would give NaN.
      (minutes(a) === minutes(b) ? 0 : minutes(a) - minutes(b)) ||
      a.name.localeCompare(b.name),
  )
}

type Cells = Record<string, string>

function readRows<Row>(
  csv: string,
  columns: readonly string[],
  read: (cells: Cells, columns: readonly string[]) => Row | z.core.$ZodIssue[],
): Read<Row> {
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
  const rows: Row[] = []
  const faults: RowFault[] = []
  const names = new Map<string, number>()
  for (const [index, line] of lines.entries()) {
    const number = index + 2
    const cells = Object.fromEntries(line.map((cell, at) => [known[at] ?? '', unguarded(cell.trim())]))
    const found = read(cells, Object.keys(cells))
    const twin = names.get((cells['name'] ?? '').toLowerCase())
    if (twin !== undefined)
      faults.push({ path: `row ${number}, name`, message: `The same name stands in row ${twin} already.` })
    names.set((cells['name'] ?? '').toLowerCase(), number)
    if (isIssues(found))
      faults.push(
        ...found.map((issue) => ({ path: `row ${number}, ${issue.path.join('.')}`, message: says(issue) })),
      )
    else rows.push(found)
  }
  return faults.length > 0 ? { faults: faults.slice(0, 20) } : { rows }
}

function fault(path: string, message: string): { faults: RowFault[] } {
  return { faults: [{ path, message }] }
}

function isIssues(found: unknown): found is z.core.$ZodIssue[] {
  return Array.isArray(found)
}

function faultsIn(error: z.ZodError): z.core.$ZodIssue[] {
  return error.issues
}

function says(issue: z.core.$ZodIssue): string {
  const [field, index] = issue.path
  if (field === 'kind') return `Use one of ${assetKinds.join(', ')}.`
  if (field === 'dataKinds' && index !== undefined) return `Use only ${dataKinds.join(', ')}, with | between.`
  if (field === 'priority') return 'Use a number from 1 (comes back first) to 5 (last).'
  if (field === 'longestOutageMinutes') return 'Use whole minutes, or leave it empty.'
  return issue.message.slice(0, 300)
}

/**
 * Several in one cell stand with a bar between. Backslashes mean something only before a bar, so that a path of a
 * share needs none of them doubled.
 */
function several(cell: string | undefined): string[] {
  const parts: string[] = ['']
  const add = (text: string) => parts.push((parts.pop() ?? '') + text)
  for (const [piece, run = ''] of (cell ?? '').matchAll(/(\\*)\||[^|\\]+|\\+/g)) {
    if (!piece.endsWith('|')) add(piece)
    else {
      add('\\'.repeat(Math.floor(run.length / 2)))
      if (run.length % 2 === 1) add('|')
      else parts.push('')
    }
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** `Cloud service` is what people type for `cloud_service`. */
function word(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
}

/** Our own CSV puts an apostrophe before what a spreadsheet would run as a formula; coming back it is taken off. */
function unguarded(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

function numberOf(text: string | undefined): number {
  return /^\d{1,7}$/.test(text ?? '') ? Number(text) : Number.NaN
}

/** CSV as rows of cells. Empty lines are left out; the separator is what the first line uses. */
function cellsOf(text: string): string[][] {
  const body = text.replace(/^\uFEFF/, '')
  const firstLine = body.slice(0, /\r|\n|$/.exec(body)?.index)
  const separator = firstLine.includes(';') && !firstLine.includes(',') ? ';' : ','
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
