/** A table as text: the first row names the columns, each further row is a signal. RFC 4180, with `;` and tab too. */
import { faulty, readEntries } from './entries.ts'
import { readPlain } from './generic.ts'
import type { Reading } from './reading.ts'

const columnsAtMost = 200

export function readCsv(text: string): Reading {
  const rows = rowsOf(text)
  const [names, ...entries] = rows
  if (names === undefined || entries.length === 0)
    return faulty('This table has no rows below its first, which names the columns.')
  if (names.filter((name) => name.trim() !== '').length < 2)
    return faulty('The first row names fewer than two columns. Separate them by comma, semicolon or tab.')
  return readEntries(entries, true, (cells) => {
    if (cells.length > names.length)
      return `This row has ${cells.length} cells, but there are ${names.length} columns.`
    const item = Object.fromEntries(
      cells.flatMap((cell, index) =>
        cell === '' ? [] : [[names[index]?.trim() ?? `column ${index + 1}`, cell] as const],
      ),
    )
    return Object.keys(item).length === 0 ? 'This row is empty.' : readPlain(item)
  })
}

/** Cells by row. Quotes double to mean themselves; a quote that never ends takes the rest, and is seen in its row. */
function rowsOf(text: string): string[][] {
  const separator = separatorOf(text)
  const rows: string[][] = []
  let [row, start, at]: [string[], number, number] = [[], 0, 0]
  let quoted: string | undefined
  const push = (end: number) => {
    if (row.length < columnsAtMost) row.push(quoted ?? text.slice(start, end))
    quoted = undefined
  }
  while (at < text.length) {
    const letter = text[at]
    if (letter === '"' && at === start) {
      const { value, next } = quotedCell(text, at)
      quoted = value
      at = next
    } else if (letter === separator) {
      push(at)
      start = at += 1
    } else if (letter === '\n') {
      push(text[at - 1] === '\r' ? at - 1 : at)
      if (row.length > 1 || row[0] !== '') rows.push(row)
      row = []
      start = at += 1
    } else at += 1
  }
  if (start < text.length) push(text.length)
  if (row.length > 0) rows.push(row)
  return rows
}

function quotedCell(text: string, open: number): { value: string; next: number } {
  const parts: string[] = []
  for (let from = open + 1; ;) {
    const close = text.indexOf('"', from)
    if (close === -1) return { value: [...parts, text.slice(from)].join(''), next: text.length }
    parts.push(text.slice(from, close))
    if (text[close + 1] !== '"') return { value: parts.join(''), next: close + 1 }
    parts.push('"')
    from = close + 2
  }
}

/** Whichever separates most in the first line. */
function separatorOf(text: string): string {
  const line = text.slice(0, 4000).split('\n', 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: line.split(mark).length }))
  return counts.toSorted((a, b) => b.count - a.count)[0]?.mark ?? ','
}
