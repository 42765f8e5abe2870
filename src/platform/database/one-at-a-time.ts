/** Lets a piece of work that takes seconds run once at a time, across all processes on one database. */
import type { Pool, PoolClient } from 'pg'
import { refuse } from '../../base/refusal.ts'

/**
 * Runs the work unless the same work is under way somewhere; nobody waits, since each who waits would hold a connection.
 * The lock ends with the process that holds it.
 * @param what the same text for the same work
 * @param work asks on the connection it is given: to wait for another of the same pool could be for ever
 * @throws Refusal `conflict` with reason `under_way` and the given sentence
 */
export async function oneAtATime<T>(
  pool: Pool,
  { what, sentence }: { what: string; sentence: string },
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let isMine = false
  try {
    isMine = await lock(client, what)
    if (!isMine) refuse('conflict', sentence, { reason: 'under_way' })
    return await work(client)
  } finally {
    // A connection that kept the lock would carry it to whoever gets it next, so it is ended.
    const isFree = !isMine || (await unlock(client, what))
    client.release(!isFree)
  }
}

async function lock(client: PoolClient, what: string): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
    [what],
  )
  return rows[0]?.mine === true
}

function unlock(client: PoolClient, what: string): Promise<boolean> {
  return client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [what]).then(
    () => true,
    () => false,
  )
}
