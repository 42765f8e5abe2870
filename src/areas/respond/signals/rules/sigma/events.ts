/** Events as Sigma rules see them: every value by its name, whatever it is wrapped in. */

/** One event: nested values by names, as it was read from JSON. */
export type RawEvent = Readonly<Record<string, unknown>>

/** What a field of an event holds: text, a number, yes or no, nothing; a list counts as each of its values. */
export type Plain = string | number | boolean | null

/**
 * Every value of an event under its whole name and under each end of it, in lower case: tools wrap what they forward,
 * and `userIdentity.type` is meant wherever it stands.
 */
export interface FlatEvent {
  readonly fields: ReadonlyMap<string, readonly Plain[]>
}

const mostFields = 2000
const deepest = 12
/** The longest command line of Windows; a rule looks no further into one value. */
const longestValue = 32_768

/** Bounded: of an event with more than two thousand values the first count, and nothing that is nested deeper than twelve. */
export function flattened(event: RawEvent): FlatEvent {
  const fields = new Map<string, Plain[]>()
  let left = mostFields
  const put = (name: string, value: Plain) => {
    const known = fields.get(name)
    if (known === undefined) fields.set(name, [value])
    else known.push(value)
  }
  const visit = (value: unknown, path: readonly string[], depth: number): void => {
    if (left <= 0 || depth > deepest) return
    if (Array.isArray(value)) return value.forEach((each) => visit(each, path, depth + 1))
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).forEach(([name, inner]) =>
        visit(inner, [...path, name.toLowerCase()], depth + 1),
      )
    left -= 1
    for (let from = 0; from < path.length; from += 1) put(path.slice(from).join('.'), plainOf(value))
  }
  visit(event, [], 0)
  return { fields }
}

function plainOf(value: unknown): Plain {
  if (typeof value === 'string') return value.length > longestValue ? value.slice(0, longestValue) : value
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}
