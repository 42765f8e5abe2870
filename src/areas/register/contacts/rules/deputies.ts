/** Who stands in for whom: never in a circle, since then nobody stands in for anybody. */

/**
 * The circle that would close if `deputyId` stood in for `id`: ids from `id` back to `id`. Undefined when none closes.
 * @param deputyOf who stands in for whom already
 */
export function deputyCircle(
  deputyOf: ReadonlyMap<string, string | null>,
  { id, deputyId }: { readonly id: string; readonly deputyId: string },
): string[] | undefined {
  const path = [id]
  const seen = new Set(path)
  for (let at: string | null = deputyId; at !== null; at = deputyOf.get(at) ?? null) {
    path.push(at)
    if (at === id) return path
    // A circle that was there before and does not lead back here is not this change's fault.
    if (seen.has(at)) return undefined
    seen.add(at)
  }
  return undefined
}

/** What to say of it. */
export function circleSentence(names: readonly string[]): string {
  const [first = '', second = '', ...rest] = names
  if (names.length === 2) return `${first} cannot stand in for themselves. Choose somebody else.`
  if (names.length === 3)
    return `${second} has ${first} as deputy already. If both stand in for each other, nobody is left when both are away. Choose somebody else.`
  return `This closes a circle: ${[first, second, ...rest].join(', then ')}. Choose somebody outside it as deputy.`
}
