import { findRows } from '../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../base/search.ts'
import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { contains } from '../../../platform/database/contains.ts'
import { asset, businessFunction, functionAsset } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type AssetRecord = typeof asset.$inferSelect
export type FunctionRecord = typeof businessFunction.$inferSelect
type NewAsset = Omit<AssetRecord, 'tenantId' | 'changedAt'>
type NewFunction = Omit<FunctionRecord, 'tenantId'>

export interface ListQuery {
  readonly limit: number
  /** Id of the last one shown. */
  readonly after?: string | undefined
  readonly q?: string | undefined
  readonly kinds?: readonly AssetRecord['kind'][]
}

/** In use, by name. */
export async function listAssetRows({ tx }: Reach, query: ListQuery): Promise<AssetRecord[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${asset.name}), ${asset.id}) > (select lower(last.name), last.id from app.asset as last where last.id = ${query.after})`
  return tx
    .select()
    .from(asset)
    .where(
      and(
        isNull(asset.retiredAt),
        query.kinds === undefined ? undefined : inArray(asset.kind, [...query.kinds]),
        after,
        contains(asset.name, query.q),
      ),
    )
    .orderBy(asc(sql`lower(${asset.name})`), asc(asset.id))
    .limit(query.limit)
}

/** In use and of these kinds. */
export async function countAssets({ tx }: Reach, kinds: readonly AssetRecord['kind'][]): Promise<number> {
  return tx.$count(asset, and(isNull(asset.retiredAt), inArray(asset.kind, [...kinds])))
}

/** In use, what comes back first before the others. */
export async function listFunctionRows({ tx }: Reach, query: ListQuery): Promise<FunctionRecord[]> {
  const key = sql`(${businessFunction.priority}, lower(${businessFunction.name}), ${businessFunction.id})`
  const after =
    query.after === undefined
      ? undefined
      : sql`${key} > (select last.priority, lower(last.name), last.id from app.business_function as last where last.id = ${query.after})`
  return tx
    .select()
    .from(businessFunction)
    .where(and(isNull(businessFunction.retiredAt), after, contains(businessFunction.name, query.q)))
    .orderBy(
      asc(businessFunction.priority),
      asc(sql`lower(${businessFunction.name})`),
      asc(businessFunction.id),
    )
    .limit(query.limit)
}

/** Held until the transaction ends. */
export async function getAssetRow({ tx }: Reach, id: string): Promise<AssetRecord> {
  const [found] = await tx.select().from(asset).where(eq(asset.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such asset here.')
}

/** Held until the transaction ends. */
export async function getFunctionRow({ tx }: Reach, id: string): Promise<FunctionRecord> {
  const [found] = await tx.select().from(businessFunction).where(eq(businessFunction.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such business function here.')
}

/** Those of these ids that are here, retired ones too. */
export async function assetRowsOf({ tx }: Reach, ids: readonly string[]): Promise<AssetRecord[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(asset)
    .where(inArray(asset.id, [...ids]))
}

/** In use, of these kinds, by name. */
export async function assetRowsOfKinds(
  { tx }: Reach,
  kinds: readonly AssetRecord['kind'][],
): Promise<AssetRecord[]> {
  return tx
    .select()
    .from(asset)
    .where(and(isNull(asset.retiredAt), inArray(asset.kind, [...kinds])))
    .orderBy(asc(sql`lower(${asset.name})`), asc(asset.id))
}

/** Those of these ids that are here, retired ones too. */
export async function functionRowsOf({ tx }: Reach, ids: readonly string[]): Promise<FunctionRecord[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(businessFunction)
    .where(inArray(businessFunction.id, [...ids]))
}

/** In use, of this name in whatever case. */
export async function findAssetByName({ tx }: Reach, name: string): Promise<AssetRecord | undefined> {
  const isOfName: SQL = sql`lower(${asset.name}) = lower(${name})`
  const [found] = await tx
    .select()
    .from(asset)
    .where(and(isNull(asset.retiredAt), isOfName))
  return found
}

/** Assets in use by the names that somebody wrote, in whatever case; an unknown name is absent. Held until the transaction ends. */
export async function assetsByName(
  { tx }: Reach,
  names: readonly string[],
): Promise<Map<string, AssetRecord>> {
  const rows = await tx
    .select({ row: asset, wanted: sql<string>`wanted.name` })
    .from(asset)
    .innerJoin(wantedNames(names), sql`lower(${asset.name}) = lower(wanted.name)`)
    .where(isNull(asset.retiredAt))
    .orderBy(asc(asset.id))
    .for('update')
  return new Map(rows.map(({ row, wanted }) => [wanted, row]))
}

/** Business functions in use by the names that somebody wrote, in whatever case. Held until the transaction ends. */
export async function functionsByName(
  { tx }: Reach,
  names: readonly string[],
): Promise<Map<string, FunctionRecord>> {
  const rows = await tx
    .select({ row: businessFunction, wanted: sql<string>`wanted.name` })
    .from(businessFunction)
    .innerJoin(wantedNames(names), sql`lower(${businessFunction.name}) = lower(wanted.name)`)
    .where(isNull(businessFunction.retiredAt))
    .orderBy(asc(businessFunction.id))
    .for('update')
  return new Map(rows.map(({ row, wanted }) => [wanted, row]))
}

/** One parameter for however many names. */
function wantedNames(names: readonly string[]): SQL {
  return sql`unnest(${sql.param([...new Set(names)])}::text[]) as wanted (name)`
}

/** @returns undefined when one of this name is in use already */
export async function insertAsset({ tx }: Reach, row: NewAsset): Promise<AssetRecord | undefined> {
  const [added] = await tx.insert(asset).values(row).onConflictDoNothing().returning()
  return added
}

/** @returns undefined when one of this name is in use already */
export async function insertFunction({ tx }: Reach, row: NewFunction): Promise<FunctionRecord | undefined> {
  const [added] = await tx.insert(businessFunction).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateAsset(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<AssetRecord, 'tenantId' | 'id' | 'addedAt'>>,
): Promise<AssetRecord> {
  const [changed] = await tx.update(asset).set(change).where(eq(asset.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such asset here.')
}

export async function updateFunction(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewFunction, 'id' | 'addedAt'>>,
): Promise<FunctionRecord> {
  const [changed] = await tx
    .update(businessFunction)
    .set(change)
    .where(eq(businessFunction.id, id))
    .returning()
  return changed ?? refuse('not_found', 'There is no such business function here.')
}

/** Assets of these functions, by function. */
export async function assetIdsOf(
  { tx }: Reach,
  functionIds: readonly string[],
): Promise<Map<string, string[]>> {
  const byFunction = new Map<string, string[]>()
  if (functionIds.length === 0) return byFunction
  const links = await tx
    .select()
    .from(functionAsset)
    .where(inArray(functionAsset.functionId, [...functionIds]))
    .orderBy(asc(functionAsset.assetId))
  for (const { functionId, assetId } of links)
    byFunction.set(functionId, [...(byFunction.get(functionId) ?? []), assetId])
  return byFunction
}

export async function setAssetsOf(
  { tx }: Reach,
  functionId: string,
  assetIds: readonly string[],
): Promise<void> {
  await tx.delete(functionAsset).where(eq(functionAsset.functionId, functionId))
  const links = [...new Set(assetIds)].map((assetId) => ({ functionId, assetId }))
  if (links.length > 0) await tx.insert(functionAsset).values(links)
}

/** Names of the functions in use that need each of these assets. */
export async function functionNamesOn(
  { tx }: Reach,
  assetIds: readonly string[],
): Promise<Map<string, string[]>> {
  const byAsset = new Map<string, string[]>()
  if (assetIds.length === 0) return byAsset
  const rows = await tx
    .select({ assetId: functionAsset.assetId, name: businessFunction.name })
    .from(functionAsset)
    .innerJoin(businessFunction, eq(businessFunction.id, functionAsset.functionId))
    .where(and(isNull(businessFunction.retiredAt), inArray(functionAsset.assetId, [...assetIds])))
    .orderBy(asc(businessFunction.priority), asc(sql`lower(${businessFunction.name})`))
  for (const { assetId, name } of rows) byAsset.set(assetId, [...(byAsset.get(assetId) ?? []), name])
  return byAsset
}

/** Functions in use that need this asset. */
export async function functionsOn({ tx }: Reach, assetId: string): Promise<FunctionRecord[]> {
  const needing = tx
    .select({ id: functionAsset.functionId })
    .from(functionAsset)
    .where(eq(functionAsset.assetId, assetId))
  return tx
    .select()
    .from(businessFunction)
    .where(and(isNull(businessFunction.retiredAt), inArray(businessFunction.id, needing)))
}

/** What hangs on this person here, in words. */
export async function heldAssets({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: asset.name })
    .from(asset)
    .where(and(eq(asset.ownerId, memberId), isNull(asset.retiredAt)))
    .orderBy(asc(asset.name))
  const others = await tx
    .select({ name: businessFunction.name })
    .from(businessFunction)
    .where(and(eq(businessFunction.ownerId, memberId), isNull(businessFunction.retiredAt)))
    .orderBy(asc(businessFunction.name))
  return [...rows.map(({ name }) => `the asset ${name}`), ...others.map(({ name }) => `the work ${name}`)]
}

export async function searchAssets(reach: Reach, sought: Sought): Promise<Found[]> {
  return findRows(reach, sought, {
    ...{ table: asset, id: asset.id, title: asset.name, more: asset.place, within: [asset.note] },
    where: isNull(asset.retiredAt),
    path: ({ id }) => `/assets/${id}/touches`,
  })
}

export async function searchFunctions(reach: Reach, sought: Sought): Promise<Found[]> {
  const { id, name, people, customers, workaround } = businessFunction
  return findRows(reach, sought, {
    ...{ table: businessFunction, id, title: name, within: [people, customers, workaround] },
    where: isNull(businessFunction.retiredAt),
    path: ({ title }) => `/functions?q=${encodeURIComponent(title)}`,
  })
}
