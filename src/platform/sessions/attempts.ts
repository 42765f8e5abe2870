/**
 * Promises that an account and a network each get a bounded number of wrong tries in a window, counted in the
 * database before the try is judged, so that neither parallel requests nor a second process find a gap.
 */
import type { Pool } from 'pg'
import { refuse } from '../../base/refusal.ts'

export const attemptWindowMinutes = 15
/** Wrong passwords and codes together, for one account (security bar 13: lock at 10 tries or fewer). */
export const triesPerAccount = 10
/** A whole office behind one address may have a bad morning. */
export const triesPerNetwork = 60

export interface Attempts {
  /**
   * Counts a try before it is judged. A window opens with the first try and closes by the clock, however many
   * follow: a stranger can delay an owner, never shut them out for good.
   * @param account keyed hash of the account; absent when the try names none
   * @throws Refusal `too_many` with the seconds left, the same whether the account exists or not
   */
  begin(input: { account?: string; network: string }): Promise<Attempt>
  /** Counts a request that costs us work without proving anything; at most `limit` for a network in a window. */
  countRequest(input: { network: string; limit: number }): Promise<void>
  /** The person proved both factors: the account's window is closed. */
  clear(account: string): Promise<void>
}

/** One counted try. */
export interface Attempt {
  /** The try was right: it does not count. */
  succeeded(): Promise<void>
}

/** @param onLocked told once in each window, with the try that is one too many */
export function createAttempts(options: {
  pool: Pool
  now: () => number
  onLocked: (about: { account?: string; network: string }) => void
}): Attempts {
  const { pool, now } = options
  return {
    async begin({ account, network }) {
      const at = now()
      const accountKey = account === undefined ? undefined : `account:${account}`
      const networkKey = `network:${network}`
      const counted = await count(pool, accountKey, networkKey, at)
      const over = counted.filter((row) => row.count > limitOf(row.key))
      if (over.length > 0) {
        if (over.some((row) => row.count === limitOf(row.key) + 1)) options.onLocked({ account, network })
        refuseUntil(Math.max(...over.map((row) => row.started_at.getTime())) + windowLength, at)
      }
      return {
        async succeeded() {
          if (accountKey !== undefined) await takeBack(pool, accountKey)
          await takeBack(pool, networkKey)
        },
      }
    },
    async countRequest({ network, limit }) {
      const at = now()
      const [row] = await count(pool, undefined, `request:${network}`, at)
      if (row && row.count > limit) refuseUntil(row.started_at.getTime() + windowLength, at)
    },
    async clear(account) {
      await pool.query('delete from auth.attempt where key = $1', [`account:${account}`])
    },
  }
}

const windowLength = attemptWindowMinutes * 60_000

interface Counted {
  key: string
  count: number
  started_at: Date
}

async function count(
  pool: Pool,
  account: string | undefined,
  network: string,
  at: number,
): Promise<Counted[]> {
  // The account's row first in every statement: two tries that share both rows cannot wait for each other.
  const keys = account === undefined ? [network] : [account, network]
  const { rows } = await pool.query<Counted>(
    `insert into auth.attempt as a (key, count, started_at)
       select key, 1, $2::timestamptz from unnest($1::text[]) with ordinality as k (key, place) order by place
     on conflict (key) do update set
       count = case when a.started_at <= $3 then 1 else a.count + 1 end,
       started_at = case when a.started_at <= $3 then excluded.started_at else a.started_at end
     returning key, count, started_at`,
    [keys, new Date(at), windowStart(at)],
  )
  return rows
}

async function takeBack(pool: Pool, key: string): Promise<void> {
  await pool.query('update auth.attempt set count = count - 1 where key = $1 and count > 0', [key])
}

function windowStart(at: number): Date {
  return new Date(at - windowLength)
}

function limitOf(key: string): number {
  return key.startsWith('account:') ? triesPerAccount : triesPerNetwork
}

function refuseUntil(end: number, at: number): never {
  const seconds = Math.max(1, Math.ceil((end - at) / 1000))
  const minutes = Math.ceil(seconds / 60)
  refuse('too_many', `There were too many wrong tries. Try again in ${minutes} min, or use a passkey.`, {
    retryAfterSeconds: seconds,
  })
}
