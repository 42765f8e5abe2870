import { findRows } from '../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../base/search.ts'
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { contains } from '../../../platform/database/contains.ts'
import type { Services } from '../../../platform/services.ts'
import { copy, copyAsset, copyGap, restoreTest } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type CopyRecord = typeof copy.$inferSelect
export type TestRecord = typeof restoreTest.$inferSelect
export type GapRecord = typeof copyGap.$inferSelect
type NewCopy = Omit<CopyRecord, 'tenantId' | 'changedAt'>

/** The tenant whose backup reports at this address. */
export async function tenantOfHeartbeat(door: Services['door'], hash: Buffer): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>('select wall.copy_link($1) as tenant', [hash])
  return rows[0]?.tenant ?? undefined
}

/** Those that are made, by name. */
export async function listCopyRows(
  { tx }: Reach,
  query: { readonly limit: number; readonly after?: string | undefined; readonly q?: string | undefined },
): Promise<CopyRecord[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${copy.name}), ${copy.id}) > (select lower(last.name), last.id from app.copy as last where last.id = ${query.after})`
  return tx
    .select()
    .from(copy)
    .where(and(isNull(copy.endedAt), after, contains(copy.name, query.q)))
    .orderBy(asc(sql`lower(${copy.name})`), asc(copy.id))
    .limit(query.limit)
}

/** Held until the transaction ends. */
export async function findCopyRow({ tx }: Reach, id: string): Promise<CopyRecord | undefined> {
  const [found] = await tx.select().from(copy).where(eq(copy.id, id))
  return found
}

export async function getCopyRow({ tx }: Reach, id: string): Promise<CopyRecord> {
  const [found] = await tx.select().from(copy).where(eq(copy.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such backup here.')
}

/** The one that reports at this address, held until the transaction ends. */
export async function findCopyByToken({ tx }: Reach, hash: Buffer): Promise<CopyRecord | undefined> {
  const [found] = await tx
    .select()
    .from(copy)
    .where(and(eq(copy.tokenHash, hash), isNull(copy.endedAt)))
    .for('update')
  return found
}

/** Those whose script reports, and of which nobody was told yet that they are late. */
export async function listQuietCopies({ tx }: Reach): Promise<CopyRecord[]> {
  return tx
    .select()
    .from(copy)
    .where(and(isNull(copy.endedAt), isNotNull(copy.linkedAt), isNull(copy.lateToldAt)))
    .for('update')
}

/** @returns undefined when one of this name is made already */
export async function insertCopy({ tx }: Reach, row: NewCopy): Promise<CopyRecord | undefined> {
  const [added] = await tx.insert(copy).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateCopy(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<CopyRecord, 'tenantId' | 'id' | 'addedAt'>>,
): Promise<CopyRecord> {
  const [changed] = await tx.update(copy).set(change).where(eq(copy.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such backup here.')
}

/** Assets in these backups, by backup. */
export async function assetIdsOf({ tx }: Reach, copyIds: readonly string[]): Promise<Map<string, string[]>> {
  const byCopy = new Map<string, string[]>()
  if (copyIds.length === 0) return byCopy
  const links = await tx
    .select()
    .from(copyAsset)
    .where(inArray(copyAsset.copyId, [...copyIds]))
    .orderBy(asc(copyAsset.assetId))
  for (const { copyId, assetId } of links) byCopy.set(copyId, [...(byCopy.get(copyId) ?? []), assetId])
  return byCopy
}

export async function setAssetsOf({ tx }: Reach, copyId: string, assetIds: readonly string[]): Promise<void> {
  await tx.delete(copyAsset).where(eq(copyAsset.copyId, copyId))
  const links = [...new Set(assetIds)].map((assetId) => ({ copyId, assetId }))
  if (links.length > 0) await tx.insert(copyAsset).values(links)
}

/** Restore tests of these backups, the newest first. */
export async function testsOf({ tx }: Reach, copyIds: readonly string[]): Promise<TestRecord[]> {
  if (copyIds.length === 0) return []
  return tx
    .select()
    .from(restoreTest)
    .where(inArray(restoreTest.copyId, [...copyIds]))
    .orderBy(desc(restoreTest.testedAt), desc(restoreTest.id))
}

export async function insertTest({ tx }: Reach, row: Omit<TestRecord, 'tenantId'>): Promise<void> {
  await tx.insert(restoreTest).values(row)
}

/** Gaps that somebody accepted and nobody ended. */
export async function listGapRows({ tx }: Reach): Promise<GapRecord[]> {
  return tx.select().from(copyGap).where(isNull(copyGap.endedAt))
}

export async function getGapRow({ tx }: Reach, id: string): Promise<GapRecord> {
  const [found] = await tx.select().from(copyGap).where(eq(copyGap.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such accepted gap here.')
}

/** @returns undefined when this asset has an accepted gap already */
export async function insertGap(
  { tx }: Reach,
  row: Omit<GapRecord, 'tenantId'>,
): Promise<GapRecord | undefined> {
  const [added] = await tx.insert(copyGap).values(row).onConflictDoNothing().returning()
  return added
}

export async function closeGap(
  { tx }: Reach,
  id: string,
  { endedAt, endReason }: { readonly endedAt: Date; readonly endReason: string },
): Promise<void> {
  await tx.update(copyGap).set({ endedAt, endReason }).where(eq(copyGap.id, id))
}

/** What hangs on this person here, in words. */
export async function heldCopies({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: copy.name })
    .from(copy)
    .where(and(or(eq(copy.ownerId, memberId), eq(copy.custodianId, memberId)), isNull(copy.endedAt)))
    .orderBy(asc(copy.name))
  return rows.map(({ name }) => `the backup ${name}`)
}

export async function searchCopies(reach: Reach, sought: Sought): Promise<Found[]> {
  const { id, name, what, place, note, endedAt } = copy
  return findRows(reach, sought, {
    ...{ table: copy, id, title: name, more: what, within: [place, note], where: isNull(endedAt) },
    path: (row) => `/backups/${row.id}`,
  })
}
