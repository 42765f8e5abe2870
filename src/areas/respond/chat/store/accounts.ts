import { and, count, eq, gt, inArray, isNotNull, ne } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { chatAccount } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type AccountRow = typeof chatAccount.$inferSelect

export async function findOwnAccount(
  { tx }: Reach,
  { connectionId, memberId }: { connectionId: string; memberId: string },
): Promise<AccountRow | undefined> {
  const [row] = await tx
    .select()
    .from(chatAccount)
    .where(and(eq(chatAccount.connectionId, connectionId), eq(chatAccount.memberId, memberId)))
    .for('update')
  return row
}

/** Who this account of the chat is; undefined for somebody we do not know. */
export async function accountOfUser(
  { tx }: Reach,
  { connectionId, userRef }: { connectionId: string; userRef: string },
): Promise<AccountRow | undefined> {
  const [row] = await tx
    .select()
    .from(chatAccount)
    .where(
      and(
        eq(chatAccount.connectionId, connectionId),
        eq(chatAccount.userRef, userRef),
        isNotNull(chatAccount.linkedAt),
      ),
    )
  return row
}

/** The one to whom this code was given and is still good, held until the transaction ends. */
export async function accountOfCode(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { connectionId, codeHash }: { connectionId: string; codeHash: Buffer },
): Promise<AccountRow | undefined> {
  const [row] = await tx
    .select()
    .from(chatAccount)
    .where(
      and(
        eq(chatAccount.connectionId, connectionId),
        eq(chatAccount.codeHash, codeHash),
        gt(chatAccount.codeUntil, now),
      ),
    )
    .for('update')
  return row
}

export async function keepAccount({ tx }: Reach, row: Omit<AccountRow, 'tenantId'>): Promise<void> {
  const { id: _id, connectionId: _connection, memberId: _member, ...change } = row
  await tx
    .insert(chatAccount)
    .values(row)
    .onConflictDoUpdate({
      target: [chatAccount.tenantId, chatAccount.connectionId, chatAccount.memberId],
      set: change,
    })
}

export async function updateAccount(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<AccountRow, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(chatAccount).set(change).where(eq(chatAccount.id, id))
}

export async function listLinked({ tx }: Reach, connectionId: string): Promise<AccountRow[]> {
  return tx
    .select()
    .from(chatAccount)
    .where(and(eq(chatAccount.connectionId, connectionId), isNotNull(chatAccount.linkedAt)))
}

export async function accountsById({ tx }: Reach, ids: readonly string[]): Promise<AccountRow[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(chatAccount)
    .where(inArray(chatAccount.id, [...ids]))
}

export async function countLinked({ tx }: Reach, connectionId: string): Promise<number> {
  const [row] = await tx
    .select({ linked: count() })
    .from(chatAccount)
    .where(and(eq(chatAccount.connectionId, connectionId), isNotNull(chatAccount.linkedAt)))
  return row?.linked ?? 0
}

/** Rooms in which somebody is asked to type their code now (Matrix). */
export async function directRooms(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  connectionId: string,
): Promise<string[]> {
  const rows = await tx
    .select({ directRef: chatAccount.directRef })
    .from(chatAccount)
    .where(
      and(
        eq(chatAccount.connectionId, connectionId),
        ne(chatAccount.directRef, ''),
        gt(chatAccount.codeUntil, now),
      ),
    )
  return rows.map(({ directRef }) => directRef)
}
