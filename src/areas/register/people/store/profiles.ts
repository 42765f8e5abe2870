import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { accessProfile, member } from '../tables.ts'

type InTenant = Pick<Context, 'tx'>
export type ProfileRow = typeof accessProfile.$inferSelect
type Kept = Omit<ProfileRow, 'tenantId'>

/** How many profiles a firm may have; more than roles that anybody could tell apart. */
export const mostProfiles = 50

export async function listProfileRows({ tx }: InTenant): Promise<ProfileRow[]> {
  return tx
    .select()
    .from(accessProfile)
    .orderBy(asc(sql`lower(${accessProfile.name})`), asc(accessProfile.id))
    .limit(mostProfiles)
}

/** The profile, held until the transaction ends: nobody is given it while it goes. */
export async function lockProfile({ tx }: InTenant, id: string): Promise<ProfileRow> {
  const rows = await tx.select().from(accessProfile).where(eq(accessProfile.id, id)).for('update')
  return rows[0] ?? refuse('not_found', 'There is no such profile in your organisation.')
}

/** @returns undefined when another one has this name */
export async function insertProfile({ tx }: InTenant, row: Kept): Promise<ProfileRow | undefined> {
  const rows = await tx.insert(accessProfile).values(row).onConflictDoNothing().returning()
  return rows[0]
}

export async function hasProfileNamed(
  { tx }: InTenant,
  { name, not }: { name: string; not: string },
): Promise<boolean> {
  const rows = await tx
    .select({ id: accessProfile.id })
    .from(accessProfile)
    .where(and(sql`lower(${accessProfile.name}) = lower(${name})`, sql`${accessProfile.id} <> ${not}`))
  return rows.length > 0
}

/** Changes the profile and what stands beside everybody who has it, in one go. */
export async function updateProfile(
  { tx }: InTenant,
  id: string,
  fields: Pick<Kept, 'name' | 'permissions' | 'version' | 'changedAt' | 'changedBy'>,
): Promise<ProfileRow> {
  const rows = await tx.update(accessProfile).set(fields).where(eq(accessProfile.id, id)).returning()
  await tx.update(member).set({ granted: fields.permissions }).where(eq(member.profileId, id))
  return rows[0] ?? refuse('not_found', 'There is no such profile in your organisation.')
}

export async function deleteProfile({ tx }: InTenant, id: string): Promise<void> {
  await tx.delete(accessProfile).where(eq(accessProfile.id, id))
}

/** Whoever has one of these profiles, suspended people too, by name. */
export async function listHolderRows(
  { tx }: InTenant,
  ids: readonly string[],
): Promise<{ id: string; name: string; profileId: string | null }[]> {
  if (ids.length === 0) return []
  return tx
    .select({ id: member.id, name: member.name, profileId: member.profileId })
    .from(member)
    .where(and(isNotNull(member.profileId), inArray(member.profileId, [...ids])))
    .orderBy(asc(sql`lower(${member.name})`), asc(member.id))
}

/** Names of the profiles that these people have. */
export async function readProfileNames(
  { tx }: InTenant,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .select({ id: accessProfile.id, name: accessProfile.name })
    .from(accessProfile)
    .where(inArray(accessProfile.id, wanted))
  return new Map(rows.map((row) => [row.id, row.name]))
}
