/** Promises that a typed query which is asked all the time is put together once for each connection, not each time. */
import type { Transaction } from './wall.ts'

/**
 * @param build makes the query and ends in `.prepare(name)`; what differs from time to time is a placeholder in it. The
 *   name is one of its own: on a connection one name means one text.
 */
export function prepared<Query>(build: (tx: Transaction) => Query): (tx: Transaction) => Query {
  const known = new WeakMap<Transaction, Query>()
  return (tx) => {
    const query = known.get(tx) ?? build(tx)
    known.set(tx, query)
    return query
  }
}
