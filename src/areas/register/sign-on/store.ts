import { and, asc, desc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context, House } from '../../../platform/action.ts'
import { attempt, domain, link, provider } from './tables.ts'
import type { Outcome, ProviderKind } from '../people/contract/own-accounts.ts'
import { shownAttempts } from './contract.ts'

type Reach = Pick<Context, 'tx'>
type SecretReach = Pick<Context, 'services' | 'tenantId'>
export type ProviderRow = typeof provider.$inferSelect
export type DomainRow = typeof domain.$inferSelect
export type AttemptRow = typeof attempt.$inferSelect

const purpose = 'sign-on client secret'
const keptDays = 90

export function sealClientSecret({ services, tenantId }: SecretReach, text: string): Buffer {
  return services.secrets.seal({ tenantId, purpose }, text)
}

export function openClientSecret({ services, tenantId }: SecretReach, sealed: Buffer): string {
  try {
    return services.secrets.open({ tenantId, purpose }, sealed)
  } catch (error) {
    return refuse(
      'conflict',
      'The secret of the provider cannot be read any more. An owner enters it again.',
      {
        cause: error,
      },
    )
  }
}

export async function findProvider({ tx }: Reach): Promise<ProviderRow | undefined> {
  const [row] = await tx.select().from(provider)
  return row
}

/** Held until the transaction ends. */
export async function lockProvider({ tx }: Reach): Promise<ProviderRow | undefined> {
  const [row] = await tx.select().from(provider).for('update')
  return row
}

/** @returns undefined when another owner connected one a moment ago */
export async function insertProvider(
  { tx }: Reach,
  row: Omit<ProviderRow, 'tenantId'>,
): Promise<ProviderRow | undefined> {
  const [added] = await tx.insert(provider).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateProvider(
  { tx }: Reach,
  change: Partial<Omit<ProviderRow, 'tenantId'>>,
): Promise<ProviderRow> {
  const [row] = await tx.update(provider).set(change).returning()
  return row ?? refuse('not_found', 'No provider is connected.')
}

export async function listDomains({ tx }: Reach): Promise<DomainRow[]> {
  return tx.select().from(domain).orderBy(asc(domain.domain))
}

/** The row of a domain, made when there is none. Two organisations that prove the same one wait for each other here. */
export async function holdDomain({ tx }: Reach, row: Omit<DomainRow, 'tenantId'>): Promise<DomainRow> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('sign-on ' || ${row.domain}, 0))`)
  await tx.insert(domain).values(row).onConflictDoNothing()
  const [held] = await tx.select().from(domain).where(eq(domain.domain, row.domain)).for('update')
  return held ?? refuse('not_found', 'There is no such domain here.')
}

export async function isDomainTaken({ tx, tenantId }: Pick<Context, 'tx' | 'tenantId'>, name: string) {
  const { rows } = await tx.$client.query<{ taken: boolean }>(
    'select wall.is_domain_taken($1, $2) as taken',
    [name, tenantId],
  )
  return rows[0]?.taken === true
}

export async function updateDomain(
  { tx }: Reach,
  name: string,
  change: Partial<Pick<DomainRow, 'checkedAt' | 'provedAt'>>,
): Promise<void> {
  await tx.update(domain).set(change).where(eq(domain.domain, name))
}

/** @returns false when there was none */
export async function deleteDomain({ tx }: Reach, name: string): Promise<boolean> {
  const gone = await tx.delete(domain).where(eq(domain.domain, name)).returning({ name: domain.domain })
  return gone.length === 1
}

export async function listProvedDomains({ tx }: Reach): Promise<string[]> {
  const rows = await tx.select({ name: domain.domain }).from(domain).where(isNotNull(domain.provedAt))
  return rows.map(({ name }) => name)
}

/** Whose provider answers for a domain: asked for somebody who is nobody yet. */
export async function findProviderOf(
  { services }: Pick<House, 'services'>,
  name: string,
): Promise<{ tenantId: string; name: string; kind: ProviderKind } | undefined> {
  const { rows } = await services.door.query<{ tenantId: string; name: string; kind: ProviderKind }>(
    'select tenant_id as "tenantId", name, kind from wall.sign_on_of($1)',
    [name],
  )
  return rows[0]
}

export async function findLinked(
  { tx }: Reach,
  by: { readonly issuer: string; readonly subject: string },
): Promise<string | undefined> {
  const [row] = await tx
    .select({ memberId: link.memberId })
    .from(link)
    .where(and(eq(link.issuer, by.issuer), eq(link.subject, by.subject)))
  return row?.memberId
}

export async function hasLink(
  { tx }: Reach,
  by: { readonly issuer: string; readonly memberId: string },
): Promise<boolean> {
  const rows = await tx
    .select({ memberId: link.memberId })
    .from(link)
    .where(and(eq(link.issuer, by.issuer), eq(link.memberId, by.memberId)))
  return rows.length > 0
}

/** @returns false when another one was linked a moment ago */
export async function insertLink(
  { tx }: Reach,
  row: { issuer: string; subject: string; memberId: string; linkedAt: Date },
): Promise<boolean> {
  const rows = await tx.insert(link).values(row).onConflictDoNothing().returning({ id: link.memberId })
  return rows.length === 1
}

/** @returns how many were forgotten */
export async function deleteLinks({ tx }: Reach, memberId: string): Promise<number> {
  const gone = await tx.delete(link).where(eq(link.memberId, memberId)).returning({ id: link.memberId })
  return gone.length
}

/** Spends a state. @returns false for one that came back before */
export async function insertAttempt({ tx }: Reach, row: Omit<AttemptRow, 'tenantId'>): Promise<boolean> {
  await tx.delete(attempt).where(lt(attempt.at, new Date(row.at.getTime() - keptDays * 86_400_000)))
  const rows = await tx.insert(attempt).values(row).onConflictDoNothing().returning({ id: attempt.id })
  return rows.length === 1
}

export async function endAttempt(
  { tx }: Reach,
  id: string,
  end: { outcome: Outcome; memberId?: string; email?: string },
): Promise<void> {
  await tx.update(attempt).set(end).where(eq(attempt.id, id))
}

export async function listAttempts({ tx }: Reach): Promise<AttemptRow[]> {
  return tx.select().from(attempt).orderBy(desc(attempt.at), desc(attempt.id)).limit(shownAttempts)
}
