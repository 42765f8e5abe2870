/** Which group of before a group of now is, so that one that people know keeps its address while signals come and go. */

export interface Grouped {
  /** For each of its moments: in which group it stood before. */
  readonly before: readonly (string | null)[]
}

/**
 * An id for each group: the one with which it shares most moments, those first on which people worked; each id once.
 * @returns in the order of the groups; undefined for those that are new
 */
export function assignIds(groups: readonly Grouped[], worked: ReadonlySet<string>): (string | undefined)[] {
  const pairs = groups.flatMap(({ before }, group) => {
    const shared = new Map<string, number>()
    for (const id of before) if (id !== null) shared.set(id, (shared.get(id) ?? 0) + 1)
    return [...shared].map(([id, count]) => ({ group, id, count }))
  })
  const ids: (string | undefined)[] = groups.map(() => undefined)
  const taken = new Set<string>()
  for (const { group, id } of pairs.toSorted(
    (one, other) =>
      Number(worked.has(other.id)) - Number(worked.has(one.id)) ||
      other.count - one.count ||
      (one.id < other.id ? -1 : one.id > other.id ? 1 : one.group - other.group),
  )) {
    if (ids[group] !== undefined || taken.has(id)) continue
    ids[group] = id
    taken.add(id)
  }
  return ids
}
