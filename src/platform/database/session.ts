/** One connection outside every pool, for what belongs to a session: LISTEN, and locks that outlive a transaction. */
import { Client } from 'pg'

/**
 * A client that is not connected yet; whoever asks for it ends it.
 * @param url a direct connection, not through a transaction pooler
 */
export function sessionOfItsOwn(url: string): Client {
  return new Client({ connectionString: url, keepAlive: true })
}
