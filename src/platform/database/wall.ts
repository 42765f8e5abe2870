/** The tenant wall: the only way to a tenant's rows is a transaction that carries a signed, short-lived context. */
import { createHmac } from 'node:crypto'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Pool, PoolClient } from 'pg'
import { Refusal } from '../../base/refusal.ts'
import { isDatabaseLost } from './lost.ts'

/** A transaction inside one tenant's wall: typed queries by Drizzle, raw ones through `client`. */
export type Transaction = NodePgDatabase & { readonly $client: PoolClient }

/**
 * For whom a transaction looks: the program itself sees every case of the tenant, `anybody` (API keys, links) none
 * that is restricted, a member those and the ones opened to them by name, a guest only what was opened to them.
 */
export type Viewer = 'program' | 'anybody' | { readonly member: string } | { readonly guest: string }

export interface Wall {
  /**
   * Runs `work` in one transaction that sees this tenant only; commits when it resolves, rolls back when it throws.
   * @param whose the tenant, seen by the program itself; or the tenant as somebody sees it
   * @param isReading asked at the end: where nothing was written, the answer need not wait for the commit
   */
  inTenant<T>(
    whose: string | { readonly tenantId: string; readonly viewer: Viewer },
    work: (tx: Transaction) => Promise<T>,
    isReading?: () => boolean,
  ): Promise<T>
}

const program: Viewer = 'program'
const contextLifeSeconds = 900
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * @param pool connections of the runtime login, which owns nothing and cannot pass row-level security
 * @param key the context key, 32 bytes, whose pads the database holds in `wall.context_key`
 * @param wallClock milliseconds since 1970; the context's expiry hangs on it
 */
export function createWall(pool: Pool, key: Uint8Array, wallClock: () => number): Wall {
  const sign = contextSigner(key, wallClock)
  return {
    async inTenant(whose, work, isReading = () => false) {
      const { tenantId, viewer } = typeof whose === 'string' ? { tenantId: whose, viewer: program } : whose
      if (!uuidShape.test(tenantId)) throw new Error('A tenant id is a UUID in lower case')
      const client = await checkOut(pool)
      // Not waited for: the first statement of the work goes out behind it. Should it fail, that one runs without a
      // context, to which the wall shows nothing and from which it takes nothing.
      const begun = client.query(
        `begin; select set_config('muster.context', '${sign(tenantId, viewerText(viewer))}', true)`,
      )
      begun.catch(() => {})
      try {
        const result = await work(drizzle(client))
        await begun
        if (isReading()) commitBehind(client)
        else {
          await commit(client)
          client.release()
        }
        return result
      } catch (error) {
        client.release(await rollBack(client))
        await begun
        throw error
      }
    },
  }
}

/** Gives the connection back once the commit is through; of a transaction that only read, its fate is nobody's loss. */
function commitBehind(client: PoolClient): void {
  client.query('commit').then(
    () => client.release(),
    (error: unknown) => client.release(error instanceof Error ? error : true),
  )
}

async function checkOut(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw new Refusal(
      'unavailable',
      'The database cannot be reached. Nothing was changed; try again in a moment.',
      {
        retryAfterSeconds: 2,
        cause: error,
      },
    )
  }
}

/**
 * Commits, and says so only when it is so: PostgreSQL answers the commit of a transaction that has failed with a
 * rollback and no error, and an answer that got lost leaves open what happened.
 */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit').catch((error: unknown) => {
    if (!isDatabaseLost(error)) throw error
    throw new Refusal(
      'unavailable',
      'The database went away at the last moment, so this may have been stored or not. Look before you do it again.',
      { reason: 'in_doubt', retryAfterSeconds: 2, cause: error },
    )
  })
  if (command !== 'COMMIT')
    throw new Error(`The transaction ended in ${command}: a failed statement was passed over`)
}

/** A connection whose rollback fails is not given back to the pool. */
async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** The viewer as `wall.sight()` reads it. */
function viewerText(viewer: Viewer): string {
  if (viewer === 'program') return '*'
  if (viewer === 'anybody') return '-'
  const [letter, id] = 'guest' in viewer ? ['g', viewer.guest] : ['m', viewer.member]
  if (!uuidShape.test(id)) throw new Error('A member id is a UUID in lower case')
  return `${letter}:${id}`
}

/** Signatures are remembered for a minute: one HMAC per transaction would be paid for nothing. */
function contextSigner(
  key: Uint8Array,
  wallClock: () => number,
): (tenantId: string, viewer: string) => string {
  const signed = new Map<string, { text: string; untilSeconds: number }>()
  return (tenantId, viewer) => {
    const nowSeconds = Math.floor(wallClock() / 1000)
    const whose = `${tenantId} ${viewer}`
    const known = signed.get(whose)
    if (
      known !== undefined &&
      Math.abs(known.untilSeconds - nowSeconds) <= 60 &&
      known.untilSeconds > nowSeconds
    )
      return known.text
    const claim = `${tenantId}.${nowSeconds + contextLifeSeconds}.${viewer}`
    const text = `${claim}.${createHmac('sha256', key).update(claim).digest('hex')}`
    if (signed.size > 10_000) signed.clear()
    signed.set(whose, { text, untilSeconds: nowSeconds + 60 })
    return text
  }
}

/** The two pads of RFC 2104 for a key of 32 bytes, as `wall.context_key` holds them. */
export function contextPads(key: Uint8Array): { inner: Buffer; outer: Buffer } {
  const block = Buffer.alloc(64)
  Buffer.from(key).copy(block)
  return {
    inner: Buffer.from(block.map((byte) => byte ^ 0x36)),
    outer: Buffer.from(block.map((byte) => byte ^ 0x5c)),
  }
}
