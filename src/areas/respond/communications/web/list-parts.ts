/** A list of people in parts that one request can carry, each with the heading, none cut inside a row. */
export function partsOf(text: string, most = 150_000): { csv: string; firstRow: number }[] {
  const rows = rowsOf(text.replace(/^\uFEFF/, ''))
  const [head = '', ...lines] = rows
  const parts: { csv: string; firstRow: number }[] = []
  let [part, firstRow, length] = [[head], 2, head.length]
  lines.forEach((line, at) => {
    if (length + line.length > most && part.length > 1) {
      parts.push({ csv: part.join('\n'), firstRow })
      ;[part, firstRow, length] = [[head], at + 2, head.length]
    }
    part.push(line)
    length += line.length + 1
  })
  return [...parts, { csv: part.join('\n'), firstRow }]
}

/** Rows by their line breaks, those inside quotes excepted; empty ones are left out. */
function rowsOf(text: string): string[] {
  const rows: string[] = []
  let [from, isQuoted] = [0, false]
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') isQuoted = !isQuoted
    if (sign !== undefined && (sign !== '\n' || isQuoted)) continue
    const row = text.slice(from, at).replace(/\r$/, '')
    if (row.trim() !== '') rows.push(row)
    from = at + 1
  }
  return rows
}
