import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context, House } from '../../../platform/action.ts'
import { isAnyOf } from '../../../platform/database/tables.ts'
import { group, groupMember, key, ldap, person } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type KeyRow = typeof key.$inferSelect
export type PersonRow = typeof person.$inferSelect
export type GroupRow = typeof group.$inferSelect
export type LdapRow = typeof ldap.$inferSelect

/** One directory writes after the other, so that two requests at once never make one person twice. */
export async function takeTurn({ tx, tenantId }: Pick<Context, 'tx' | 'tenantId'>): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('provisioning ' || ${tenantId}, 0))`)
}

/** Whose key this is: asked before any organisation is known. */
export async function findKey(
  house: House,
  hash: Buffer,
): Promise<{ tenantId: string; id: string; name: string } | undefined> {
  const { rows } = await house.services.door.query<{ tenantId: string; id: string; name: string }>(
    'select tenant_id as "tenantId", id, name from wall.provisioning_key($1, $2)',
    [hash, house.now()],
  )
  return rows[0]
}

export async function insertKey({ tx }: Reach, row: Omit<KeyRow, 'tenantId'>): Promise<void> {
  await tx.insert(key).values(row)
}

/** Keys that were not ended, the newest first; one that is over is shown until it is. */
export async function listKeys({ tx }: Reach): Promise<KeyRow[]> {
  return tx.select().from(key).where(isNull(key.revokedAt)).orderBy(desc(key.createdAt), desc(key.id))
}

/** @returns the name, or undefined when there is no such key */
export async function revokeKey({ tx, now }: Pick<Context, 'tx' | 'now'>, id: string) {
  const rows = await tx
    .update(key)
    .set({ revokedAt: now })
    .where(and(eq(key.id, id), isNull(key.revokedAt)))
    .returning({ name: key.name })
  return rows[0]?.name
}

/** Whom the directory deleted: the person stays on record, and is nobody to it. */
export async function listGone({ tx }: Reach): Promise<string[]> {
  const rows = await tx.select({ id: person.memberId }).from(person).where(isNotNull(person.goneAt))
  return rows.map(({ id }) => id)
}

export async function countPeople({ tx }: Reach): Promise<number> {
  return tx.$count(person, isNull(person.goneAt))
}

export async function personRowsOf({ tx }: Reach, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const rows = ids.length === 0 ? [] : await tx.select().from(person).where(isAnyOf(person.memberId, ids))
  return new Map(rows.map((row) => [row.memberId, row]))
}

/** By what the directory calls them; of an address or an id of its own there may be several. */
export async function findPersonRows(
  { tx }: Reach,
  by: { readonly userName: string } | { readonly externalId: string } | { readonly email: string },
): Promise<PersonRow[]> {
  const asked =
    'userName' in by
      ? eq(person.userName, by.userName)
      : 'externalId' in by
        ? and(eq(person.externalId, by.externalId), sql`${person.externalId} <> ''`)
        : and(eq(person.email, by.email), sql`${person.email} <> ''`)
  return tx.select().from(person).where(asked).orderBy(asc(person.memberId)).limit(50)
}

export async function savePerson({ tx }: Reach, row: Omit<PersonRow, 'tenantId'>): Promise<void> {
  const { memberId: _kept, ...fields } = row
  await tx
    .insert(person)
    .values(row)
    .onConflictDoUpdate({ target: [person.tenantId, person.memberId], set: fields })
}

export async function lockGroup({ tx }: Reach, id: string): Promise<GroupRow> {
  const [row] = await tx.select().from(group).where(eq(group.id, id)).for('update')
  return row ?? refuse('not_found', 'There is no such group here.')
}

export async function findGroups(
  { tx }: Reach,
  by: { readonly id: string } | { readonly name: string } | { readonly externalId: string },
): Promise<GroupRow[]> {
  const asked =
    'id' in by
      ? eq(group.id, by.id)
      : 'name' in by
        ? sql`lower(${group.displayName}) = lower(${by.name})`
        : and(eq(group.externalId, by.externalId), sql`${group.externalId} <> ''`)
  return tx.select().from(group).where(asked).orderBy(asc(group.id)).limit(50)
}

/** By name. */
export async function listGroups(
  { tx }: Reach,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<GroupRow[]> {
  return tx
    .select()
    .from(group)
    .orderBy(asc(sql`lower(${group.displayName})`), asc(group.id))
    .offset(offset)
    .limit(limit)
}

export async function countGroups({ tx }: Reach): Promise<number> {
  return tx.$count(group)
}

export async function insertGroup({ tx }: Reach, row: Omit<GroupRow, 'tenantId'>): Promise<void> {
  await tx.insert(group).values(row)
}

export async function updateGroup(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<GroupRow, 'tenantId' | 'id' | 'createdAt'>>,
): Promise<void> {
  await tx.update(group).set(change).where(eq(group.id, id))
}

export async function deleteGroup({ tx }: Reach, id: string): Promise<void> {
  await tx.delete(groupMember).where(eq(groupMember.groupId, id))
  await tx.delete(group).where(eq(group.id, id))
}

export async function membersOfGroups({ tx }: Reach, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ groupId: groupMember.groupId, memberId: groupMember.memberId })
          .from(groupMember)
          .where(isAnyOf(groupMember.groupId, ids))
          .orderBy(asc(groupMember.memberId))
  const found = new Map<string, string[]>()
  for (const { groupId, memberId } of rows) listIn(found, groupId).push(memberId)
  return found
}

/** How many members each of these groups has. */
export async function countMembers({ tx }: Reach, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ groupId: groupMember.groupId, count: sql<number>`count(*)::int` })
    .from(groupMember)
    .where(isAnyOf(groupMember.groupId, ids))
    .groupBy(groupMember.groupId)
  return new Map(rows.map(({ groupId, count }) => [groupId, count]))
}

/** The groups in which each of these people is. */
export async function groupsOfPeople(
  { tx }: Reach,
  memberIds: readonly string[],
): Promise<Map<string, GroupRow[]>> {
  const found = new Map<string, GroupRow[]>()
  if (memberIds.length === 0) return found
  const rows = await tx
    .select({ memberId: groupMember.memberId, group })
    .from(groupMember)
    .innerJoin(group, eq(group.id, groupMember.groupId))
    .where(isAnyOf(groupMember.memberId, memberIds))
    .orderBy(asc(group.id))
  for (const row of rows) listIn(found, row.memberId).push(row.group)
  return found
}

function listIn<T>(lists: Map<string, T[]>, name: string): T[] {
  const list = lists.get(name) ?? []
  lists.set(name, list)
  return list
}

export async function changeMembers(
  { tx }: Reach,
  groupId: string,
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): Promise<void> {
  if (removed.length > 0)
    await tx
      .delete(groupMember)
      .where(and(eq(groupMember.groupId, groupId), inArray(groupMember.memberId, [...removed])))
  if (added.length > 0)
    await tx
      .insert(groupMember)
      .values(added.map((memberId) => ({ groupId, memberId })))
      .onConflictDoNothing()
}

export async function findLdap({ tx }: Reach): Promise<LdapRow | undefined> {
  const [row] = await tx.select().from(ldap)
  return row
}

/** Held until the transaction ends. */
export async function lockLdap({ tx }: Reach): Promise<LdapRow | undefined> {
  const [row] = await tx.select().from(ldap).for('update')
  return row
}

/** @returns false when another owner connected one a moment ago */
export async function insertLdap({ tx }: Reach, row: Omit<LdapRow, 'tenantId'>): Promise<boolean> {
  const rows = await tx.insert(ldap).values(row).onConflictDoNothing().returning({ version: ldap.version })
  return rows.length === 1
}

export async function updateLdap({ tx }: Reach, change: Partial<Omit<LdapRow, 'tenantId'>>): Promise<void> {
  await tx.update(ldap).set(change)
}

/** Everybody whom the directory that is read by LDAP brought in, or found here. */
export async function listPersonRowsMarked({ tx }: Reach, mark: string): Promise<PersonRow[]> {
  return tx
    .select()
    .from(person)
    .where(and(sql`${person.externalId} like ${mark} || '%'`, isNull(person.goneAt)))
    .orderBy(asc(person.memberId))
}

export async function listGroupsMarked({ tx }: Reach, mark: string): Promise<GroupRow[]> {
  return tx
    .select()
    .from(group)
    .where(sql`${group.externalId} like ${mark} || '%'`)
    .orderBy(asc(group.id))
}

const purpose = 'directory bind secret'

export function sealBindSecret(
  { services, tenantId }: Pick<Context, 'services' | 'tenantId'>,
  text: string,
): Buffer {
  return services.secrets.seal({ tenantId, purpose }, text)
}

/** Undefined where it cannot be read any more: an owner enters it again. */
export function openBindSecret(
  { services, tenantId }: Pick<Context, 'services' | 'tenantId'>,
  sealed: Buffer,
): string | undefined {
  try {
    return services.secrets.open({ tenantId, purpose }, sealed)
  } catch {
    return undefined
  }
}
