/** People by what they did: roles stand in the place of names, so that a review looks at the work. Pure. */

/** Names with what stands in their place, the longest name first, so that "Ann Berg" is found before "Ann". */
export interface Aliases {
  readonly of: (name: string) => string
  readonly within: (text: string) => string
}

/**
 * @param people each with the word for what they did here
 * @param others whom the record names and nobody knows by a role
 */
export function rolesFor(
  people: readonly { readonly name: string; readonly role: string }[],
  others: string,
): Aliases {
  const known = new Map(people.filter(({ name }) => name.length > 1).map(({ name, role }) => [name, role]))
  const names = [...known.keys()].toSorted((a, b) => b.length - a.length)
  const pattern =
    names.length === 0
      ? undefined
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return {
    of: (name) => (name === '' || name === 'Muster' ? name : (known.get(name) ?? others)),
    within: (text) =>
      pattern === undefined ? text : text.replaceAll(pattern, (name) => known.get(name) ?? name),
  }
}

/** Everybody by their own name. */
export const byName: Aliases = { of: (name) => name, within: (text) => text }

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
