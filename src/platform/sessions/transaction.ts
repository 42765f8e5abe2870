/** Promises that several statements on the sign-in tables take effect together or not at all. */
import type { Pool, PoolClient } from 'pg'

export async function inTransaction<T>(pool: Pool, run: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await run(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => {
      broken = new Error('The connection is lost', { cause })
    })
    throw error
  } finally {
    // A connection whose transaction is in doubt is not given to anybody else.
    client.release(broken)
  }
}
