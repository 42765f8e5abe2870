import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { apiKey } from '../tables.ts'

type InTenant = Pick<Context, 'tx'>
export type ApiKeyRow = typeof apiKey.$inferSelect

/** @returns the row, and the secret, which nothing keeps */
export async function insertApiKey(
  { tx, now, newId }: Pick<Context, 'tx' | 'now' | 'newId'>,
  fields: Pick<ApiKeyRow, 'name' | 'scopes' | 'createdBy' | 'expiresAt'>,
): Promise<{ row: ApiKeyRow; secret: string }> {
  const secret = `mk_${randomBytes(32).toString('base64url')}`
  const keyHash = createHash('sha256').update(secret).digest()
  const row = { ...fields, id: newId(), keyHash, createdAt: now, revokedAt: null, lastUsedAt: null }
  await tx.insert(apiKey).values(row)
  return { row, secret }
}

/** Keys that are not revoked, newest first; an expired one is shown until it is revoked. */
export async function listApiKeyRows({ tx }: InTenant): Promise<ApiKeyRow[]> {
  return tx
    .select()
    .from(apiKey)
    .where(isNull(apiKey.revokedAt))
    .orderBy(desc(apiKey.createdAt), desc(apiKey.id))
}

/** @returns the name, or undefined when there is no such key that is not revoked */
export async function revokeApiKeyRow(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
): Promise<string | undefined> {
  const rows = await tx
    .update(apiKey)
    .set({ revokedAt: now })
    .where(and(eq(apiKey.id, id), isNull(apiKey.revokedAt)))
    .returning({ name: apiKey.name })
  return rows[0]?.name
}
