import { and, asc, desc, eq, gt, inArray, isNull, lte } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { OwnKey } from '../../../../platform/mail/cms-decrypt.ts'
import { mostKeys, type KeyForm } from '../contract.ts'
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
export async function ownKeys(
  context: Reach & SecretReach,
  form?: KeyForm,
): Promise<(OwnKey & { readonly row: KeyRow })[]> {
  const rows = await context.tx
    .select()
    .from(mailKey)
    .where(
      and(
        eq(mailKey.kind, 'own'),
        isNull(mailKey.removedAt),
        form === undefined ? undefined : eq(mailKey.form, form),
      ),
    )
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

/**
 * Our newest key that is good now for the address that mail goes out from; undefined where nothing is signed.
 * @param form of what is encrypted; in clear the way that every mail program shows, where we have a key for it
 */
export async function signingKey(
  context: InTime & SecretReach,
  from: string,
  form?: KeyForm,
): Promise<(OwnKey & { readonly row: KeyRow }) | undefined> {
  const { now } = context
  const good = (await ownKeys(context, form)).filter(
    ({ row }) => row.email === from && row.validFrom <= now && now < row.validUntil,
  )
  return good.find(({ row }) => row.form === 'smime') ?? good[0]
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

/** All OpenPGP keys of others: a signature names no certificate that comes along, so each may be the one. */
export async function pgpContacts({ tx }: Reach): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ certificate: mailKey.certificate })
    .from(mailKey)
    .where(and(eq(mailKey.kind, 'contact'), eq(mailKey.form, 'openpgp'), isNull(mailKey.removedAt)))
    .limit(mostKeys)
  return rows.map(({ certificate }) => certificate)
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
