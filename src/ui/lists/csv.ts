/** One column of an export: its heading and what a row says in it. */
export interface ExportColumn<T> {
  readonly name: string
  readonly value: (row: T) => string | number | boolean | null | undefined
}

/**
 * Rows as CSV (RFC 4180) with a byte order mark, so that spreadsheets read UTF-8. Text that a spreadsheet
 * would run as a formula gets an apostrophe before it (OWASP, CSV injection).
 */
export function csvOf<T>(rows: readonly T[], columns: readonly ExportColumn<T>[]): string {
  const lines = [
    columns.map((column) => cell(column.name)),
    ...rows.map((row) => columns.map((column) => cell(column.value(row)))),
  ]
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

/** Rows as JSON under the same names. */
export function jsonOf<T>(rows: readonly T[], columns: readonly ExportColumn<T>[]): string {
  const named = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column.name, column.value(row) ?? null])),
  )
  return `${JSON.stringify(named, null, 2)}\n`
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
