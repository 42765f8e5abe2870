import { foundKinds, soughtIn, type FoundKind } from '../../../base/search.ts'
import { action, type Context } from '../../../platform/action.ts'
import type { SearchSource } from '../../../platform/database/find-rows.ts'
import * as contract from './contract.ts'

/** So many of each kind on one page, and so many where one kind is asked for. */
const few = 5
const many = 50

/** @param sources what each room offers; `app/` knows them all */
export function searchWith(sources: readonly SearchSource[]) {
  return action(contract.searchEverything, async (context, { q, kind, language }) => {
    const limit = kind === undefined ? few : many
    const sought = soughtIn(q, { limit: limit + 1, language })
    if (sought === undefined) return { groups: [], isTooShort: true }
    const groups = []
    for (const [one, able] of inOrder(context, sources, kind)) {
      const found = (await Promise.all(able.map((source) => source.find(context, sought)))).flat()
      const items = found.slice(0, limit).map(({ id, title, more, path }) => ({ id, title, more, path }))
      if (items.length > 0) groups.push({ kind: one, items, hasMore: found.length > limit })
    }
    return { groups, isTooShort: false }
  })
}

/** The rooms that this person may look into, in the order in which kinds are shown. */
function inOrder(
  context: Context,
  sources: readonly SearchSource[],
  only: FoundKind | undefined,
): [FoundKind, SearchSource[]][] {
  return foundKinds
    .filter((kind) => only === undefined || kind === only)
    .map((kind) => [kind, sources.filter((source) => source.kind === kind && context.can(source.permission))])
}
