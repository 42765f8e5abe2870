import { asc, eq, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { phishingDomain, phishingGroup, phishingGroupMember, phishingTemplate } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type DomainRecord = typeof phishingDomain.$inferSelect
export type GroupRecord = Pick<typeof phishingGroup.$inferSelect, 'id' | 'name'>
export type TemplateRecord = typeof phishingTemplate.$inferSelect
type NewTemplate = Omit<TemplateRecord, 'tenantId'>

/** So many of each are kept. */
export const mostKept = 50

export async function listDomains({ tx }: Reach): Promise<DomainRecord[]> {
  return tx.select().from(phishingDomain).orderBy(asc(phishingDomain.domain)).limit(mostKept)
}

export async function findDomain({ tx }: Reach, domain: string): Promise<DomainRecord | undefined> {
  const [found] = await tx.select().from(phishingDomain).where(eq(phishingDomain.domain, domain))
  return found
}

export async function getDomain({ tx }: Reach, id: string): Promise<DomainRecord> {
  const [found] = await tx.select().from(phishingDomain).where(eq(phishingDomain.id, id))
  return found ?? refuse('not_found', 'There is no such domain here.')
}

/** @returns false where it stands there already, and nothing happens */
export async function insertDomain({ tx }: Reach, row: Omit<DomainRecord, 'tenantId'>): Promise<boolean> {
  const made = await tx.insert(phishingDomain).values(row).onConflictDoNothing().returning()
  return made.length > 0
}

/** @returns whether it is still there */
export async function updateDomain(
  { tx }: Reach,
  id: string,
  change: Pick<DomainRecord, 'verifiedAt' | 'checkedAt'>,
): Promise<boolean> {
  const changed = await tx.update(phishingDomain).set(change).where(eq(phishingDomain.id, id)).returning()
  return changed.length > 0
}

export async function deleteDomain({ tx }: Reach, id: string): Promise<void> {
  await tx.delete(phishingDomain).where(eq(phishingDomain.id, id))
}

export async function listGroups({ tx }: Reach): Promise<GroupRecord[]> {
  const { id, name } = phishingGroup
  return tx.select({ id, name }).from(phishingGroup).orderBy(asc(name)).limit(mostKept)
}

/** Who is in which group; nobody is in two. */
export async function groupOfMembers({ tx }: Reach): Promise<Map<string, string>> {
  const { memberId, groupId } = phishingGroupMember
  const rows = await tx.select({ memberId, groupId }).from(phishingGroupMember)
  return new Map(rows.map((row) => [row.memberId, row.groupId]))
}

/** @returns whether the name was free */
export async function saveGroup({ tx }: Reach, row: GroupRecord): Promise<boolean> {
  const { id, name } = phishingGroup
  const taken = await tx
    .select({ id })
    .from(phishingGroup)
    .where(sql`${name} = ${row.name} and ${id} <> ${row.id}`)
  if (taken.length > 0) return false
  await tx
    .insert(phishingGroup)
    .values(row)
    .onConflictDoUpdate({ target: [phishingGroup.tenantId, id], set: { name: row.name } })
  return true
}

/** They are in this group and in no other, and nobody else is. */
export async function setMembers(
  { tx }: Reach,
  { groupId, memberIds }: { readonly groupId: string; readonly memberIds: readonly string[] },
): Promise<void> {
  await tx.delete(phishingGroupMember).where(eq(phishingGroupMember.groupId, groupId))
  if (memberIds.length === 0) return
  await tx.delete(phishingGroupMember).where(isAnyOf(phishingGroupMember.memberId, memberIds))
  // Of two groups that take somebody at once, the later has them.
  await tx
    .insert(phishingGroupMember)
    .values(memberIds.map((memberId) => ({ memberId, groupId })))
    .onConflictDoUpdate({
      target: [phishingGroupMember.tenantId, phishingGroupMember.memberId],
      set: { groupId },
    })
}

/** @returns its name; undefined for one that is not here */
export async function deleteGroup({ tx }: Reach, id: string): Promise<string | undefined> {
  await tx.delete(phishingGroupMember).where(eq(phishingGroupMember.groupId, id))
  const [gone] = await tx
    .delete(phishingGroup)
    .where(eq(phishingGroup.id, id))
    .returning({ name: phishingGroup.name })
  return gone?.name
}

export async function listTemplates({ tx }: Reach): Promise<TemplateRecord[]> {
  return tx.select().from(phishingTemplate).orderBy(asc(phishingTemplate.name)).limit(mostKept)
}

export async function findTemplate({ tx }: Reach, id: string): Promise<TemplateRecord | undefined> {
  const [found] = await tx
    .select()
    .from(phishingTemplate)
    .where(sql`${phishingTemplate.id}::text = ${id}`)
  return found
}

/** @returns whether the name was free */
export async function saveTemplate({ tx }: Reach, row: NewTemplate): Promise<boolean> {
  const { id, name } = phishingTemplate
  const taken = await tx
    .select({ id })
    .from(phishingTemplate)
    .where(sql`${name} = ${row.name} and ${id} <> ${row.id}`)
  if (taken.length > 0) return false
  await tx
    .insert(phishingTemplate)
    .values(row)
    .onConflictDoUpdate({ target: [phishingTemplate.tenantId, id], set: row })
  return true
}

/** @returns its name; undefined for one that is not here */
export async function deleteTemplate({ tx }: Reach, id: string): Promise<string | undefined> {
  const [gone] = await tx
    .delete(phishingTemplate)
    .where(eq(phishingTemplate.id, id))
    .returning({ name: phishingTemplate.name })
  return gone?.name
}
