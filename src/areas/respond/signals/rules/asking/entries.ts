/** The entries of an answer, each cut out letter by letter as it was sent: what is kept is what came. */

/**
 * @param list where the entries stand, names joined by full stops; empty for the answer itself
 * @param isText lines of any text, as programs write them
 * @returns the entries, or in words why there are none to be found
 */
export function entriesOf(text: string, list: string, isText: boolean): readonly string[] | string {
  const lines = () =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  if (text.trim() === '') return []
  if (isText) return lines()
  if (!isJson(text)) {
    const all = lines()
    if (list !== '') return `The answer is no JSON, so that there is no list at "${list.slice(0, 100)}".`
    return all.length > 1 && isJson(all[0] ?? '') ? all : 'The answer is no JSON.'
  }
  const at = list === '' ? beginAt(text, 0) : placeOf(text, list)
  if (at === undefined) return `There is nothing at "${list.slice(0, 100)}" in the answer.`
  if (text[at] === '[') return slicesOf(text, at).map(([from, to]) => text.slice(from, to))
  if (list !== '') return `At "${list.slice(0, 100)}" there is no list.`
  return text[at] === '{' ? [text.trim()] : 'The answer is neither a list nor an object.'
}

/** The greater of two values of a field: as numbers where both are, else letter by letter, as times in ISO 8601 sort. */
export function greatest(known: string, values: readonly string[]): string {
  let found = known
  for (const value of values) {
    if (value === '' || value.length > 200) continue
    const isGreater =
      found === '' || (isNumber(found) && isNumber(value) ? Number(value) > Number(found) : value > found)
    if (isGreater) found = value
  }
  return found
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The whole name first, since a field may have full stops in its own name. */
function placeOf(text: string, path: string): number | undefined {
  const start = beginAt(text, 0)
  const whole = memberAt(text, start, path)
  if (whole !== undefined) return whole
  let at: number | undefined = start
  for (const name of path.split('.')) {
    if (at === undefined) return undefined
    at = memberAt(text, at, name)
  }
  return at
}

/** Where the value of this member begins. Of one name that stands twice the last counts, as for every parser. */
function memberAt(text: string, at: number, name: string): number | undefined {
  if (text[at] === '[') return /^\d{1,6}$/.test(name) ? slicesOf(text, at)[Number(name)]?.[0] : undefined
  if (text[at] !== '{') return undefined
  let found: number | undefined
  for (let next = beginAt(text, at + 1); text[next] === '"';) {
    const end = endOf(text, next)
    const value = beginAt(text, beginAt(text, end) + 1)
    if (JSON.parse(text.slice(next, end)) === name) found = value
    const after = beginAt(text, endOf(text, value))
    if (text[after] !== ',') break
    next = beginAt(text, after + 1)
  }
  return found
}

/** Where each element of the list at this place begins and ends. */
function slicesOf(text: string, at: number): [number, number][] {
  const slices: [number, number][] = []
  for (let next = beginAt(text, at + 1); next < text.length && text[next] !== ']';) {
    const end = endOf(text, next)
    slices.push([next, end])
    const after = beginAt(text, end)
    if (text[after] !== ',') break
    next = beginAt(text, after + 1)
  }
  return slices
}

function beginAt(text: string, from: number): number {
  let at = from
  while (' \t\r\n'.includes(text[at] ?? 'x')) at += 1
  return at
}

/** Behind the value that begins here; the text was parsed before, so it is well formed. */
function endOf(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from)
  if (text[from] !== '{' && text[from] !== '[') {
    let at = from
    while (at < text.length && !',]} \t\r\n'.includes(text[at] ?? '')) at += 1
    return at
  }
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') at = endOfString(text, at) - 1
    else if (sign === '{' || sign === '[') depth += 1
    else if (sign === '}' || sign === ']') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}
