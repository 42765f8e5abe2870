/** Promises lines of a CSV file in which no cell is run as a formula by a spreadsheet. */

/**
 * One line (RFC 4180). Text that a spreadsheet would run gets an apostrophe before it, also behind blanks,
 * which some programs trim first (OWASP, CSV injection).
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvCell(cell))).join(',')}\r\n`
}

function csvCell(text: string): string {
  const safe =
    /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n;]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
