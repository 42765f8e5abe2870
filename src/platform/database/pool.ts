/** Pools of connections with the limits that keep one slow statement from holding up everybody. */
import type { Writable } from 'node:stream'
import pg from 'pg'
import type { Logger } from 'pino'

/**
 * @param max connections at once
 * @param schema the search path, for a login that lives in one schema
 * @param isPipelined whether a statement goes out before the one before it was answered, which saves a round trip
 */
export function poolOf(url: string, max: number, log: Logger, schema?: string, isPipelined = false): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    // A statement that takes this long is a fault of ours; it must not hold the ledger's lock for ever.
    statement_timeout: 20_000,
    idle_in_transaction_session_timeout: 30_000,
    // spread, since the types of the driver do not know it yet
    ...{ pipeline: isPipelined },
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  })
  // Without a listener a connection that breaks would end the process: the pool listens while it is idle, and nobody
  // does between two statements of a transaction. The next statement on it fails, and the next checkout makes a new one.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    if (isPipelined) sendTogether(client)
  })
  // only the sentence: the error holds the client, and that one the whole connection
  pool.on('error', ({ message }) => {
    if (!pool.ending) log.warn({ message }, 'a database connection was lost')
  })
  return pool
}

/**
 * What is asked in one turn goes out in one packet: each packet of its own wakes the database once more, and that costs
 * both sides more than a short statement does. Nothing waits for it: the turn ends before anything could be answered.
 */
function sendTogether(client: pg.PoolClient): void {
  // the driver's types leave out its connection
  const { stream } = (client as pg.PoolClient & { readonly connection: { readonly stream: Writable } })
    .connection
  const ask = client.query.bind(client) as (...given: unknown[]) => unknown // query has many shapes; it stays the caller's
  let isHeld = false
  const query = (...given: unknown[]) => {
    if (!isHeld) {
      isHeld = true
      stream.cork()
      process.nextTick(() => {
        isHeld = false
        stream.uncork()
      })
    }
    return ask(...given)
  }
  Object.assign(client, { query })
}
