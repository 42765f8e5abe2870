import { and, asc, desc, eq, gt, inArray, isNull, lte } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { OwnKey } from '../../../../platform/mail/cms-decrypt.ts'
import { mostKeys } from '../contract.ts'
import { mailKey } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
type InTime = Pick<Context, 'tx' | 'now'>
type SecretReach = Pick<Context, 'services' | 'tenantId'>
export type KeyRow = typeof mailKey.$inferSelect

/** Sealed for its row: a private key of another organisation or row does not open. */
export function sealKey({ services, tenantId }: SecretReach, id: string, key: string): Buffer {
  return services.secrets.seal({ tenantId, purpose: `mail key ${id}` }, key)
}

/** Our own keys that can be used, the newest first; one sealed with a key folder that is gone is left out. */
export async function ownKeys(context: Reach & SecretReach): Promise<(OwnKey & { readonly row: KeyRow })[]> {
  const rows = await context.tx
    .select()
    .from(mailKey)
    .where(and(eq(mailKey.kind, 'own'), isNull(mailKey.removedAt)))
    .orderBy(desc(mailKey.addedAt), desc(mailKey.id))
  const { services, tenantId } = context
  return rows.flatMap((row) => {
    if (row.privateKey === null) return []
    try {
      const key = services.secrets.open({ tenantId, purpose: `mail key ${row.id}` }, row.privateKey)
      return [{ certificate: row.certificate, key, row }]
    } catch {
      return []
    }
  })
}

/** Our own first, the newest first; then those of others by address. */
export async function listKeys({ tx }: Reach): Promise<KeyRow[]> {
  return tx
    .select()
    .from(mailKey)
    .where(isNull(mailKey.removedAt))
    .orderBy(desc(mailKey.kind), asc(mailKey.email), desc(mailKey.addedAt), desc(mailKey.id))
    .limit(mostKeys + 20)
}

/** Keys of these people outside, for each the one that is good the longest first. */
export async function keysFor({ tx, now }: InTime, emails: readonly string[]): Promise<KeyRow[]> {
  return tx
    .select()
    .from(mailKey)
    .where(
      and(
        eq(mailKey.kind, 'contact'),
        isNull(mailKey.removedAt),
        inArray(mailKey.email, [...emails]),
        lte(mailKey.validFrom, now),
        gt(mailKey.validUntil, now),
      ),
    )
    .orderBy(desc(mailKey.validUntil), desc(mailKey.id))
}

/** For whom this very key is kept. */
export async function keptFor({ tx }: Reach, fingerprint: string): Promise<KeyRow[]> {
  return tx
    .select()
    .from(mailKey)
    .where(and(eq(mailKey.kind, 'contact'), eq(mailKey.fingerprint, fingerprint), isNull(mailKey.removedAt)))
    .orderBy(asc(mailKey.addedAt))
    .limit(50)
}

/** @returns undefined when it is kept already */
export async function addKey({ tx }: Reach, row: Omit<KeyRow, 'tenantId'>): Promise<KeyRow | undefined> {
  const [added] = await tx.insert(mailKey).values(row).onConflictDoNothing().returning()
  return added
}

export async function getKey({ tx }: Reach, id: string): Promise<KeyRow> {
  const [row] = await tx
    .select()
    .from(mailKey)
    .where(and(eq(mailKey.id, id), isNull(mailKey.removedAt)))
    .for('update')
  return row ?? refuse('not_found', 'There is no such key here.')
}

/** The private part is gone with it. */
export async function dropKey({ tx, now }: InTime, id: string): Promise<void> {
  await tx.update(mailKey).set({ removedAt: now, privateKey: null }).where(eq(mailKey.id, id))
}
