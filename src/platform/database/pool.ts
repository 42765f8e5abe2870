/** Pools of connections with the limits that keep one slow statement from holding up everybody. */
import pg from 'pg'
import type { Logger } from 'pino'

/**
 * @param max connections at once
 * @param schema the search path, for a login that lives in one schema
 */
export function poolOf(url: string, max: number, log: Logger, schema?: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    // A statement that takes this long is a fault of ours; it must not hold the ledger's lock for ever.
    statement_timeout: 20_000,
    idle_in_transaction_session_timeout: 30_000,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  })
  // Without a listener a connection that breaks would end the process: the pool listens while it is idle, and nobody
  // does between two statements of a transaction. The next statement on it fails, and the next checkout makes a new one.
  pool.on('connect', (client) => client.on('error', () => {}))
  // only the sentence: the error holds the client, and that one the whole connection
  pool.on('error', ({ message }) => log.warn({ message }, 'a database connection was lost'))
  return pool
}
