/** The record as a tree: which entry hangs on which. Plain data in, plain data out. */

/** Whether hanging `entry` on `parent` would close a circle, given what each entry hangs on already. */
export function closesCircle(
  parents: ReadonlyMap<number, number>,
  { entry, parent }: { readonly entry: number; readonly parent: number },
): boolean {
  const seen = new Set<number>()
  for (let at: number | undefined = parent; at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === entry) return true
    seen.add(at)
  }
  return false
}

interface Hung {
  readonly number: number
}

export interface Branch<Entry extends Hung> {
  readonly entry: Entry
  readonly branches: readonly Branch<Entry>[]
}

/**
 * The entries in their order, each under the one that it hangs on. One whose parent is not among them stands by itself,
 * and so does one of a circle, should a record ever hold one: no entry is lost.
 */
export function treeOf<Entry extends Hung>(
  entries: readonly Entry[],
  parentOf: (entry: Entry) => number | undefined,
): Branch<Entry>[] {
  const known = new Set(entries.map(({ number }) => number))
  const parents = new Map<number, number>()
  for (const entry of entries) {
    const parent = parentOf(entry)
    if (parent === undefined || !known.has(parent)) continue
    if (!closesCircle(parents, { entry: entry.number, parent })) parents.set(entry.number, parent)
  }
  const under = new Map<number | undefined, Entry[]>()
  for (const entry of entries) {
    const parent = parents.get(entry.number)
    const siblings = under.get(parent)
    if (siblings === undefined) under.set(parent, [entry])
    else siblings.push(entry)
  }
  const branchesOf = (parent: number | undefined): Branch<Entry>[] =>
    (under.get(parent) ?? []).map((entry) => ({ entry, branches: branchesOf(entry.number) }))
  return branchesOf(undefined)
}
