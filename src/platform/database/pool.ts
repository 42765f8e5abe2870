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
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'))
  return pool
}
