/** Promises that no text gets in that no database and no JSON can hold: NUL, and half of a character. */

/** Path of the first text, like `tasks.0.title`, that cannot be kept as it is; undefined when all can. */
export function unstorableText(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return /[\0\p{Surrogate}]/u.test(value) ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = unstorableText(inner, path === '' ? name : `${path}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}
