/** Promises that an order is sealed in the transaction that gives it, with a seed that is gone when it commits. */
import type { Context } from '../context.ts'
import { nameOfSeed, newSeed, sealOrder, type SealedOrder } from './sealed-list.ts'

type Reach = Pick<Context, 'tx'>

/** Seals what must be known to repeat this order, beside the seed of the next one. */
export async function keepOrder(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  erasureId: string,
  order: object,
): Promise<void> {
  const seed = await holdSeed({ tx })
  const next = newSeed()
  await insertOrder(
    { tx },
    {
      ...{ erasureId, opensWith: nameOfSeed(seed), madeAt: now.toISOString() },
      sealed: sealOrder(seed, erasureId, { ...order, next: next.toString('base64') }),
    },
  )
  await replaceSeed({ tx }, next)
}

/** The seed of the next order, held until the transaction ends: of two orders one waits for the other. */
export async function holdSeed({ tx }: Reach): Promise<Buffer> {
  const { rows } = await tx.$client.query<{ seed: Buffer }>(
    'select erasure_seed as seed from app.tenant for no key update',
  )
  const seed = rows[0]?.seed
  if (seed === undefined) throw new Error('An organisation without a row')
  return seed
}

export async function replaceSeed({ tx }: Reach, next: Uint8Array): Promise<void> {
  await tx.$client.query('update app.tenant set erasure_seed = $1', [next])
}

export async function insertOrder({ tx }: Reach, order: SealedOrder): Promise<void> {
  const { erasureId, opensWith, sealed, madeAt } = order
  await tx.$client.query(
    'insert into app.erasure_list (erasure_id, opens_with, sealed, made_at) values ($1, $2, $3, $4)',
    [erasureId, opensWith, sealed, madeAt],
  )
}

/** Which of these this organisation has among its own. */
export async function knownOrders({ tx }: Reach, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.$client.query<{ id: string }>(
    'select erasure_id as id from app.erasure_list where erasure_id = any($1)',
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Those that do not lie beside the backups yet, the oldest first, some at a time. */
export async function unsavedOrders({ tx }: Reach): Promise<SealedOrder[]> {
  const { rows } = await tx.$client.query<{ id: string; name: string; sealed: Buffer; made_at: Date }>(
    `select erasure_id as id, opens_with as name, sealed, made_at from app.erasure_list
     where saved_at is null order by made_at limit 100`,
  )
  return rows.map(({ id, name, sealed, made_at }) => ({
    ...{ erasureId: id, opensWith: name, sealed, madeAt: made_at.toISOString() },
  }))
}

export async function markSaved(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  ids: readonly string[],
): Promise<void> {
  await tx.$client.query('update app.erasure_list set saved_at = $2 where erasure_id = any($1)', [ids, now])
}
