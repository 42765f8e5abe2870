import { findRows } from '../../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../../base/search.ts'
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, not, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { contains } from '../../../../platform/database/contains.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { member } from '../tables.ts'

type InTenant = Pick<Context, 'tx'>
export type MemberRow = typeof member.$inferSelect

const isActive = and(isNotNull(member.joinedAt), isNull(member.suspendedAt))
const byName = [asc(sql`lower(${member.name})`), asc(member.id)]

/** @returns false when a person of the organisation has this address already */
export async function insertMember({ tx }: InTenant, row: typeof member.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(member).values(row).onConflictDoNothing().returning({ id: member.id })
  return rows.length === 1
}

/** @throws Refusal `not_found`, alike for an unknown id and one of another organisation */
export async function getMemberRow({ tx }: InTenant, id: string): Promise<MemberRow> {
  const rows = await tx.select().from(member).where(eq(member.id, id))
  return rows[0] ?? refuseUnknown()
}

/** Those who are here by this agreement, suspended ones too, held until the transaction ends. */
export async function lockCarers({ tx }: InTenant, careId: string): Promise<MemberRow[]> {
  return tx.select().from(member).where(eq(member.careId, careId)).orderBy(asc(member.id)).for('update')
}

/** Whoever is here by one of these agreements and not suspended, by name. */
export async function listCarerRows({ tx }: InTenant, careIds: readonly string[]): Promise<MemberRow[]> {
  if (careIds.length === 0) return []
  return tx
    .select()
    .from(member)
    .where(and(inArray(member.careId, [...careIds]), isNull(member.suspendedAt)))
    .orderBy(...byName)
}

/** Active people of the organisation itself, guests and those of a provider aside, with the account each one has. */
export async function listMembersWithUsers({
  tx,
}: InTenant): Promise<(MemberRow & { readonly userId: string })[]> {
  const rows = await tx
    .select()
    .from(member)
    .where(and(isActive, isNull(member.careId)))
    .orderBy(...byName)
  return rows.flatMap((row) =>
    row.userId === null || row.role === 'guest' ? [] : [{ ...row, userId: row.userId }],
  )
}

export async function findMemberOfUser({ tx }: InTenant, userId: string): Promise<MemberRow | undefined> {
  const rows = await tx.select().from(member).where(eq(member.userId, userId))
  return rows[0]
}

/** The person, held until the transaction ends. */
export async function lockMember({ tx }: InTenant, id: string): Promise<MemberRow> {
  const rows = await tx.select().from(member).where(eq(member.id, id)).for('update')
  return rows[0] ?? refuseUnknown()
}

/** Nobody signs in as this person any more. */
export async function endAccount({ tx }: InTenant, id: string): Promise<void> {
  await tx.update(member).set({ userId: null, joinedAt: null }).where(eq(member.id, id))
}

export async function findMemberByEmail({ tx }: InTenant, email: string): Promise<MemberRow | undefined> {
  const rows = await tx.select().from(member).where(eq(member.email, email))
  return rows[0]
}

/**
 * The active owners, held until the transaction ends: whoever takes the right of one waits for whoever is taking
 * that of another. In the order of their ids, so that two who do this at once never wait for each other.
 */
export async function lockOwners({ tx }: InTenant): Promise<MemberRow[]> {
  return tx
    .select()
    .from(member)
    .where(and(eq(member.role, 'owner'), isActive))
    .orderBy(asc(member.id))
    .for('update')
}

/** Active people by name. */
export async function listActiveRows({ tx }: InTenant): Promise<MemberRow[]> {
  return tx
    .select()
    .from(member)
    .where(isActive)
    .orderBy(...byName)
}

/** Suspended people who had joined, the newest first; at most 5000. */
export async function listSuspendedRows({ tx }: InTenant): Promise<MemberRow[]> {
  return tx
    .select()
    .from(member)
    .where(isNotNull(member.suspendedAt))
    .orderBy(desc(member.suspendedAt), asc(member.id))
    .limit(5000)
}

/** All, suspended ones too, by name. */
export async function listEveryRow({ tx }: InTenant): Promise<MemberRow[]> {
  return tx
    .select()
    .from(member)
    .orderBy(...byName)
}

/** All who are not suspended, by name. */
export async function listReachableRows({ tx }: InTenant): Promise<MemberRow[]> {
  return tx
    .select()
    .from(member)
    .where(isNull(member.suspendedAt))
    .orderBy(...byName)
}

const isOwn = and(ne(member.role, 'guest'), isNull(member.careId))

/** The organisation's own, suspended ones too, in the order of their ids. */
export async function listOwnRows(
  { tx }: InTenant,
  { offset, limit, without }: { offset: number; limit: number; without: readonly string[] },
): Promise<MemberRow[]> {
  return tx
    .select()
    .from(member)
    .where(and(isOwn, not(isAnyOf(member.id, without))))
    .orderBy(asc(member.id))
    .offset(offset)
    .limit(limit)
}

export async function countOwnRows({ tx }: InTenant, without: readonly string[]): Promise<number> {
  return tx.$count(member, and(isOwn, not(isAnyOf(member.id, without))))
}

/** @param after id of the last person shown; the next ones by name follow */
export async function listMemberRows(
  { tx }: InTenant,
  query: { limit: number; after?: string; q?: string; role?: MemberRow['role']; id?: string },
): Promise<MemberRow[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${member.name}), ${member.id}) > (select lower(last.name), last.id from app.member as last where last.id = ${query.after})`
  return tx
    .select()
    .from(member)
    .where(
      and(
        after,
        matching(query.q),
        query.role === undefined ? undefined : eq(member.role, query.role),
        query.id === undefined ? undefined : eq(member.id, query.id),
      ),
    )
    .orderBy(...byName)
    .limit(query.limit)
}

function matching(q: string | undefined) {
  return or(contains(member.name, q), contains(member.email, q))
}

export async function updateMember(
  { tx }: InTenant,
  id: string,
  fields: Partial<Omit<MemberRow, 'id' | 'email' | 'invitedAt'>>,
): Promise<MemberRow> {
  const rows = await tx.update(member).set(fields).where(eq(member.id, id)).returning()
  return rows[0] ?? refuseUnknown()
}

export async function readNames({ tx }: InTenant, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: member.id, name: member.name })
    .from(member)
    .where(inArray(member.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Those of these ids that are here, suspended ones too. */
export async function listRowsOf({ tx }: InTenant, ids: readonly string[]): Promise<MemberRow[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(member)
    .where(inArray(member.id, [...ids]))
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such person in your organisation.')
}

export async function searchMembers(reach: InTenant, sought: Sought): Promise<Found[]> {
  return findRows(reach, sought, {
    ...{ table: member, id: member.id, title: member.name, more: member.email },
    path: ({ id }) => `/people/${id}`,
  })
}
