import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { connection } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type ConnectionRow = typeof connection.$inferSelect

type SecretReach = Pick<Context, 'services' | 'tenantId'>

/** Sealed for its connection: what stands in one row does not open in another. */
export function sealSecret({ services, tenantId }: SecretReach, id: string, text: string): Buffer {
  return services.secrets.seal({ tenantId, purpose: `connection secret ${id}` }, text)
}

export function openSecret({ services, tenantId }: SecretReach, id: string, sealed: Buffer): string {
  try {
    return services.secrets.open({ tenantId, purpose: `connection secret ${id}` }, sealed)
  } catch (error) {
    return refuse('conflict', 'Its secret cannot be read any more. An owner enters it again.', {
      cause: error,
    })
  }
}

/** All that stand on the list, by name. */
export async function listConnectionRows({ tx }: Reach): Promise<ConnectionRow[]> {
  return tx
    .select()
    .from(connection)
    .where(isNull(connection.removedAt))
    .orderBy(asc(sql`lower(${connection.name})`), asc(connection.id))
}

/** The same, for one who adds at a time: two at once do not pass the limit together. */
export async function lockConnections(reach: Reach): Promise<ConnectionRow[]> {
  await reach.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('connections ' || wall.tenant(), 0))`,
  )
  return listConnectionRows(reach)
}

export async function getConnectionRow({ tx }: Reach, id: string): Promise<ConnectionRow> {
  const [row] = await tx.select().from(connection).where(isStanding(id))
  return row ?? refuse('not_found', 'There is no such connection here.')
}

/** Held until the transaction ends. */
export async function lockConnectionRow({ tx }: Reach, id: string): Promise<ConnectionRow> {
  const [row] = await tx.select().from(connection).where(isStanding(id)).for('update')
  return row ?? refuse('not_found', 'There is no such connection here.')
}

/** @returns undefined when the name is taken */
export async function insertConnection(
  { tx }: Reach,
  row: Omit<ConnectionRow, 'tenantId'>,
): Promise<ConnectionRow | undefined> {
  const [added] = await tx.insert(connection).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateConnection(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<ConnectionRow, 'tenantId' | 'id'>>,
): Promise<ConnectionRow> {
  const [row] = await tx.update(connection).set(change).where(eq(connection.id, id)).returning()
  return row ?? refuse('not_found', 'There is no such connection here.')
}

function isStanding(id: string) {
  return and(eq(connection.id, id), isNull(connection.removedAt))
}
