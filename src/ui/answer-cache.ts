import {
  QueryClient,
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type Query,
  type QueryKey,
} from '@tanstack/react-query'

/**
 * The library begins a reading anew when what it reads has changed, but never the very first one: it waits for that,
 * and takes its answer for fresh. What changed after the server had read would be shown to nobody, so it is read
 * once more when the first answer is there.
 */
export class AnswerCache extends QueryClient {
  readonly #readAgain = new Set<Query>()

  override async invalidateQueries<K extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<K>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const found = filters ?? {}
    const first = this.getQueryCache()
      .findAll({ ...found, fetchStatus: 'fetching' })
      .filter((query) => query.state.data === undefined && !this.#readAgain.has(query))
    for (const query of first) this.#readAgain.add(query)
    await super.invalidateQueries(filters, options)
    if (first.length === 0) return
    await Promise.allSettled(first.map(async ({ promise }) => promise))
    for (const query of first) this.#readAgain.delete(query)
    await super.invalidateQueries({ predicate: (query) => first.includes(query) }, options)
  }
}
