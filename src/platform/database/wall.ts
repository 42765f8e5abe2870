/** The tenant wall: the only way to a tenant's rows is a transaction that carries a signed, short-lived context. */
import { createHmac } from 'node:crypto'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { Refusal } from '../../base/refusal.ts'
import { isDatabaseLost } from './lost.ts'
import { newNames, preparing } from './preparing.ts'

/** A transaction inside one tenant's wall: typed queries by Drizzle, raw ones through `client`. */
export type Transaction = NodePgDatabase & { readonly $client: PoolClient }

/**
 * For whom a transaction looks: the program itself sees every case of the tenant, `anybody` (API keys) none that is
 * restricted, a member those and the ones opened to them by name, a guest only what was opened to them.
 */
export type Viewer = 'program' | 'anybody' | { readonly member: string } | { readonly guest: string }

export interface Wall {
  /**
   * Runs `work` in one transaction that sees this tenant only; commits when it resolves, rolls back when it throws.
   * @param whose the tenant, seen by the program itself; or the tenant as somebody sees it
   */
  inTenant<T>(
    whose: string | { readonly tenantId: string; readonly viewer: Viewer },
    work: (tx: Transaction) => Promise<T>,
    ending?: Ending,
  ): Promise<T>
}

/** How a transaction may end sooner; both are asked when the work is done. */
export interface Ending {
  /** Where nothing was written, the answer need not wait for the commit. */
  isReading?(): boolean
  /** Sends the last statement. The commit goes out right behind it, so nothing may hang on its answer. */
  last?(): Promise<unknown> | undefined
}

const program: Viewer = 'program'
const contextLifeSeconds = 900
const contextShape = /^[0-9a-f-]{36}\.\d{1,12}\.(?:[*-]|[mg]:[0-9a-f-]{36})\.[0-9a-f]{64}$/
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * @param pool connections of the runtime login, which owns nothing and cannot pass row-level security
 * @param key the context key, 32 bytes, whose pads the database holds in `wall.context_key`
 * @param wallClock milliseconds since 1970; the context's expiry hangs on it
 */
export function createWall(pool: Pool, key: Uint8Array, wallClock: () => number): Wall {
  const sign = contextSigner(key, wallClock)
  const transactionOn = newTransactions()
  return {
    async inTenant(whose, work, ending = {}) {
      const { tenantId, viewer } = typeof whose === 'string' ? { tenantId: whose, viewer: program } : whose
      if (!uuidShape.test(tenantId)) throw new Error('A tenant id is a UUID in lower case')
      const client = await checkOut(pool)
      // Not waited for: the first statement of the work goes out behind it. Should it fail, that one runs without a
      // context, to which the wall shows nothing and from which it takes nothing.
      const begun = client.query(beginText(sign(tenantId, viewerText(viewer))))
      begun.catch(() => {})
      try {
        const result = await work(transactionOn(client))
        await begun
        // the answer first, then the commit, which wakes the database on the same machine
        if (ending.isReading?.() === true) setImmediate(() => commitBehind(client))
        else {
          await commit(client, ending.last?.())
          client.release()
        }
        return result
      } catch (error) {
        client.release(await rollBack(client))
        await begun
        throw outsideCircle(error, viewer)
      }
    },
  }
}

/** The typed queries of each connection, made once: what they remember is the connection, not who asked on it. */
function newTransactions(): (client: PoolClient) => Transaction {
  const names = newNames()
  const known = new WeakMap<PoolClient, Transaction>()
  return (client) => {
    const tx = known.get(client) ?? Object.assign(drizzle(preparing(client, names)), { $client: client })
    known.set(client, tx)
    return tx
  }
}

/**
 * Begins, with the signed context until the transaction ends: one message for both.
 * @param context as {@link contextSigner} makes it, of letters that mean nothing between quotes
 */
function beginText(context: string): string {
  if (!contextShape.test(context)) throw new Error('This is no context of the wall')
  return `begin; set local muster.context = '${context}'`
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
 * @param last the statement sent just before; what it failed with says more than the rollback
 */
async function commit(client: PoolClient, last: Promise<unknown> | undefined): Promise<void> {
  if (last !== undefined) await failedHereOrSent(last)
  const [written, committed] = await Promise.allSettled([last, client.query('commit')])
  if (committed.status === 'rejected') throw inDoubt(committed.reason)
  const { command } = committed.value
  if (command === 'COMMIT') return
  if (written.status === 'rejected') throw written.reason
  throw new Error(`The transaction ended in ${command}: a failed statement was passed over`)
}

/**
 * A statement that the driver cannot put into bytes fails before it is sent, and nothing would tell the commit behind
 * it. Such a failure shows in the same turn of the loop; one of the server comes later, and undoes the transaction.
 */
async function failedHereOrSent(last: Promise<unknown>): Promise<void> {
  await Promise.race([last, new Promise((resolve) => setImmediate(resolve))])
}

function inDoubt(error: unknown): unknown {
  if (!isDatabaseLost(error)) return error
  return new Refusal(
    'unavailable',
    'The database went away at the last moment, so this may have been stored or not. Look before you do it again.',
    { reason: 'in_doubt', retryAfterSeconds: 2, cause: error },
  )
}

/**
 * The circle refused a row: a case was closed to this person between their look and their write, or a guest may only
 * read it. Nothing was written; it reads as it would a moment later.
 */
function outsideCircle(error: unknown, viewer: Viewer): unknown {
  const isCircle =
    error instanceof DatabaseError && error.code === '42501' && error.message.includes('"circle')
  if (!isCircle) return error
  const isGuest = typeof viewer === 'object' && 'guest' in viewer
  return isGuest
    ? new Refusal('forbidden', 'You may read this case, but not write to it. Ask whoever let you in.', {
        cause: error,
      })
    : new Refusal('not_found', 'There is no such incident here.', { cause: error })
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
