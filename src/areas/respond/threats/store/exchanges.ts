import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { threatExchange } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
type SecretReach = Pick<Context, 'services' | 'tenantId'>
export type ExchangeRow = typeof threatExchange.$inferSelect

/** Sealed for its server: what stands in one row does not open in another. */
export function sealSecret({ services, tenantId }: SecretReach, id: string, text: string): Buffer {
  return services.secrets.seal({ tenantId, purpose: `threat exchange ${id}` }, text)
}

/** Undefined when it cannot be read any more; '' where none is needed. */
export function openSecret({ services, tenantId }: SecretReach, row: ExchangeRow): string | undefined {
  if (row.secret === null) return row.login === 'none' ? '' : undefined
  try {
    return services.secrets.open({ tenantId, purpose: `threat exchange ${row.id}` }, row.secret)
  } catch {
    return undefined
  }
}

export async function listExchangeRows({ tx }: Reach): Promise<ExchangeRow[]> {
  return tx
    .select()
    .from(threatExchange)
    .where(isNull(threatExchange.removedAt))
    .orderBy(asc(sql`lower(${threatExchange.name})`))
}

/** All that ever were, by id, for what outlives them. */
export async function exchangeNames({ tx }: Reach): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.select({ id: threatExchange.id, name: threatExchange.name }).from(threatExchange)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** One caller at a time counts how many there are. */
export async function lockExchanges(reach: Reach): Promise<ExchangeRow[]> {
  await reach.tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('threat exchanges ' || wall.tenant()::text))`,
  )
  return listExchangeRows(reach)
}

/** Held until the transaction ends. */
export async function lockExchange({ tx }: Reach, id: string): Promise<ExchangeRow> {
  return (await findExchangeToChange({ tx }, id)) ?? refuse('not_found', 'There is no such server here.')
}

export async function findExchangeToChange({ tx }: Reach, id: string): Promise<ExchangeRow | undefined> {
  const [row] = await tx.select().from(threatExchange).where(isStanding(id)).for('update')
  return row
}

/** @returns undefined when the name is taken */
export async function insertExchange(
  { tx }: Reach,
  row: Omit<typeof threatExchange.$inferInsert, 'tenantId'>,
): Promise<ExchangeRow | undefined> {
  const [added] = await tx.insert(threatExchange).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateExchange(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<ExchangeRow, 'tenantId' | 'id'>>,
): Promise<ExchangeRow> {
  const [row] = await tx.update(threatExchange).set(change).where(eq(threatExchange.id, id)).returning()
  return row ?? refuse('not_found', 'There is no such server here.')
}

/** Those whose time has come. */
export async function dueExchanges({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<string[]> {
  const rows = await tx
    .select({ id: threatExchange.id })
    .from(threatExchange)
    .where(
      and(
        isNull(threatExchange.removedAt),
        eq(threatExchange.isOn, true),
        eq(threatExchange.takes, true),
        lte(threatExchange.nextAt, now),
        or(isNull(threatExchange.askingUntil), lte(threatExchange.askingUntil, now)),
      ),
    )
  return rows.map(({ id }) => id)
}

function isStanding(id: string) {
  return and(eq(threatExchange.id, id), isNull(threatExchange.removedAt))
}
