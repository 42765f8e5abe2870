/** Canonical JSON in the manner of RFC 8785: sorted keys, no blanks, strings and integers only. One value, one text. */

export type Canonical = string | number | readonly Canonical[] | { readonly [key: string]: Canonical }

/**
 * The canonical text of a value.
 * @throws RangeError for a number that is not a safe integer
 */
export function canonicalJson(value: Canonical): string {
  if (typeof value === 'string') return JSON.stringify(value.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`)
    return String(Object.is(value, -0) ? 0 : value)
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const object = value
  const parts = Object.keys(object)
    .toSorted(byCodeUnits)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] ?? '')}`)
  return `{${parts.join(',')}}`
}

/** RFC 8785 section 3.2.3: keys are ordered by their UTF-16 code units. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

// Array.isArray alone does not narrow a readonly list.
function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value)
}
