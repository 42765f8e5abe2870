/** CSV as spreadsheets and tools write it (RFC 4180), with comma, semicolon or tab, bounded in rows and cells. */

export interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Why the row cannot be used. */
  readonly fault?: string
}

const cellAtMost = 20_000

/** The mark that stands most often outside quotes in the first line. */
export function delimiterOf(text: string): string {
  const first = text.slice(0, 20_000).split(/\r?\n/, 1)[0] ?? ''
  const bare = first.replaceAll(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((mark) => [mark, bare.split(mark).length] as const)
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ','
}

/** Rows one after another; blank lines are left out. A quote that is never closed ends with a fault, not with a crash. */
export function* readCsv(text: string, delimiter: string): Generator<CsvRow> {
  let at = 0
  let line = 1
  while (at < text.length) {
    const row = readRow(text, at, delimiter)
    const isBlank = row.cells.length === 1 && row.cells[0] === ''
    if (!isBlank || row.fault !== undefined)
      yield { line, cells: row.cells, ...(row.fault !== undefined && { fault: row.fault }) }
    line += row.lines
    at = row.end
  }
}

interface ReadRow {
  readonly cells: readonly string[]
  readonly end: number
  readonly lines: number
  readonly fault?: string
}

function readRow(text: string, start: number, delimiter: string): ReadRow {
  const cells: string[] = []
  let at = start
  let lines = 1
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter)
    if (cell === undefined)
      return { cells, end: text.length, lines, fault: 'A quotation mark is opened here and never closed.' }
    lines += cell.breaks
    cells.push(cell.value.slice(0, cellAtMost))
    at = cell.end
    if (text[at] === delimiter) {
      at += 1
      continue
    }
    const isEnd = at >= text.length || text[at] === '\n' || text[at] === '\r'
    const fault = isEnd ? {} : { fault: 'Text stands behind a closing quotation mark.' }
    return { cells, end: afterBreak(text, at), lines, ...fault }
  }
}

interface Cell {
  readonly value: string
  readonly end: number
  readonly breaks: number
}

function quotedCell(text: string, start: number): Cell | undefined {
  let at = start + 1
  let value = ''
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) return undefined
    value += text.slice(at, close)
    if (text[close + 1] !== '"') {
      const breaks = value.split('\n').length - 1
      return { value, end: close + 1, breaks }
    }
    value += '"'
    at = close + 2
  }
}

function plainCell(text: string, start: number, delimiter: string): Cell {
  let end = start
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(start, end), end, breaks: 0 }
}

/** Past the end of the line. */
function afterBreak(text: string, start: number): number {
  let at = start
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2
  return at + 1
}
