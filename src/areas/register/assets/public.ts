import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { refuseRows } from '../../../base/csv-rows.ts'
import { plainChange, type LastChange } from '../../../base/last-change.ts'
import { refuse, refuseUnless, type Fault } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { inRestoreOrder } from './rules.ts'
import {
  assetIdsOf,
  assetRowsOf,
  assetRowsOfKinds,
  countAssets,
  findAssetByName,
  functionNamesOn,
  functionRowsOf,
  functionsOn,
  listAssetRows,
  listFunctionRows,
  type AssetRecord,
  type FunctionRecord,
  heldAssets,
  searchAssets,
  searchFunctions,
} from './store.ts'

export { heldAssets }

export { inRestoreOrder }

type InTenant = Pick<Context, 'tx'>
type KnownAsset = Pick<AssetRecord, 'id' | 'name' | 'kind' | 'ownerId' | 'place' | 'dataKinds'>
/** A business function as other rooms may know it. */
export type KnownFunction = Pick<
  FunctionRecord,
  | 'id'
  | 'name'
  | 'priority'
  | 'longestOutageMinutes'
  | 'people'
  | 'customers'
  | 'workaround'
  | 'acceptanceTests'
  | 'ownerId'
>

/** An asset of this organisation; refuses `not_found` otherwise. */
export async function assetFor(context: InTenant, id: string): Promise<KnownAsset> {
  const [found] = await assetRowsOf(context, [id])
  return found ?? refuse('not_found', 'There is no such asset here.')
}

/** Names by id, of retired ones too; an unknown id is absent. */
export async function assetNames(context: InTenant, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await assetRowsOf(context, [...new Set(ids)])).map(({ id, name }) => [id, name]))
}

/** A business function of this organisation; refuses `not_found` otherwise. */
export async function functionFor(context: InTenant, id: string): Promise<KnownFunction> {
  const [found] = await functionRowsOf(context, [id])
  return found ?? refuse('not_found', 'There is no such business function here.')
}

/** Functions by id, retired ones too; an unknown id is absent. */
export async function functionsFor(
  context: InTenant,
  ids: readonly string[],
): Promise<Map<string, KnownFunction>> {
  return new Map((await functionRowsOf(context, ids)).map((row) => [row.id, row]))
}

/** Secrets and accounts of the register, each with the names of the functions that need it. */
export async function listSecretAssets(
  context: InTenant,
): Promise<(KnownAsset & { readonly functions: readonly string[] })[]> {
  const rows = await assetRowsOfKinds(context, ['secret', 'account'])
  const functions = await functionNamesOn(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, functions: functions.get(row.id) ?? [] }))
}

/** What stops when a system stops. */
export interface Impact {
  /** Undefined when the register does not know the system, so that nothing can be said. */
  readonly asset: KnownAsset | undefined
  /** In the order in which they come back. */
  readonly functions: readonly KnownFunction[]
}

/** @param system its asset where it was linked, else its name, which may be that of an asset */
export async function impactOf(
  context: InTenant,
  system: { readonly assetId: string | null; readonly name: string },
): Promise<Impact> {
  const [linked] = system.assetId === null ? [] : await assetRowsOf(context, [system.assetId])
  const asset = linked ?? (await findAssetByName(context, system.name))
  if (asset === undefined) return { asset, functions: [] }
  return { asset, functions: inRestoreOrder(await functionsOn(context, asset.id)) }
}

/** Refuses `not_found`, alike for unknown ids and those of another organisation. */
export async function refuseUnknownAssets(context: InTenant, ids: readonly string[]): Promise<void> {
  const distinct = [...new Set(ids)]
  const known = await assetRowsOf(context, distinct)
  refuseUnless(known.length === distinct.length, 'not_found', 'There is no such asset here.')
}

/**
 * Ids of the assets that the rows of a list name, in the order of the rows.
 * @throws Refusal `invalid` with each row that names an asset which is not in use here
 */
export async function assetsNamed(
  context: InTenant,
  rows: readonly { readonly assets: readonly string[] }[],
): Promise<string[][]> {
  const faults: Fault[] = []
  const byName = new Map<string, string | undefined>()
  for (const name of new Set(rows.flatMap(({ assets }) => assets)))
    byName.set(name, (await findAssetByName(context, name))?.id)
  const found = rows.map(({ assets }, index) =>
    assets.flatMap((name) => {
      const id = byName.get(name)
      if (id !== undefined) return [id]
      const message = `There is no asset "${name.slice(0, 100)}". Take the assets in first.`
      faults.push({ path: `row ${index + 2}, assets`, message })
      return []
    }),
  )
  return faults.length > 0 ? refuseRows(faults) : found.map((ids) => [...new Set(ids)])
}

/** Assets in use by the names that a tool wrote, in whatever case; an unknown name is absent. At most 50 names. */
export async function findAssetsNamed(
  context: InTenant,
  names: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  const found: { id: string; name: string }[] = []
  for (const name of [...new Set(names)].slice(0, 50)) {
    const asset = await findAssetByName(context, name)
    if (asset !== undefined) found.push({ id: asset.id, name: asset.name })
  }
  return found
}

/** An asset without which the most important work stops, and that work. */
export interface EssentialAsset {
  readonly id: string
  readonly name: string
  readonly ownerId: string | null
  readonly priority: number
  readonly longestOutageMinutes: number | null
  /** Names, what comes back first before the others. */
  readonly functions: readonly string[]
}

/** Functions of these priorities (1 comes back first) make the assets they need essential. */
const essentialPriority = 2

/** Essential assets in use, in the order in which they have to come back. */
export async function listEssentialAssets(context: InTenant): Promise<EssentialAsset[]> {
  const functions = inRestoreOrder(
    (await listFunctionRows(context, { limit: 10_000 })).filter(
      ({ priority }) => priority <= essentialPriority,
    ),
  )
  const links = await assetIdsOf(
    context,
    functions.map(({ id }) => id),
  )
  const found = new Map<string, EssentialAsset>()
  const rows = await assetRowsOf(context, [...new Set([...links.values()].flat())])
  for (const { id: functionId, name, priority, longestOutageMinutes } of functions) {
    for (const { id, name: asset, ownerId, retiredAt } of rows) {
      if (retiredAt !== null || links.get(functionId)?.includes(id) !== true) continue
      const known = found.get(id)
      found.set(
        id,
        known === undefined
          ? { id, name: asset, ownerId, priority, longestOutageMinutes, functions: [name] }
          : { ...known, functions: [...known.functions, name] },
      )
    }
  }
  return [...found.values()]
}

/** How many business functions are in use: without any nobody can say what comes back first. */
export async function countFunctions(context: InTenant): Promise<number> {
  return (await listFunctionRows(context, { limit: 10_000 })).length
}

/** Every asset in use, by name; at most ten thousand. */
export async function listAssetsInUse(
  context: InTenant,
): Promise<Pick<AssetRecord, 'id' | 'name' | 'kind'>[]> {
  return (await listAssetRows(context, { limit: 10_000 })).map(({ id, name, kind }) => ({ id, name, kind }))
}

/** Every asset in use with all that is said of it, to find a product among them; at most fifty thousand. */
export async function assetsInWords(
  context: InTenant,
): Promise<{ readonly name: string; readonly words: string }[]> {
  const rows = await listAssetRows(context, { limit: 50_000 })
  return rows.map(({ name, place, note }) => ({ name, words: `${place} ${note}` }))
}

/** Every asset in use, by name, as a paper names it; at most ten thousand. */
export async function listSystems(
  context: InTenant,
): Promise<Pick<AssetRecord, 'name' | 'kind' | 'place' | 'ownerId'>[]> {
  return (await listAssetRows(context, { limit: 10_000 })).map(({ name, kind, place, ownerId }) => ({
    name,
    kind,
    place,
    ownerId,
  }))
}

/** What people sign in to. */
const signInKinds = ['server', 'cloud_service', 'network', 'machine', 'account', 'computer'] as const

/** What people sign in to, in use, by name. */
export async function pageOfSignIns(
  context: InTenant,
  query: { readonly limit: number; readonly after?: string | undefined; readonly q?: string | undefined },
): Promise<KnownAsset[]> {
  return listAssetRows(context, { ...query, kinds: signInKinds })
}

export async function countSignIns(context: InTenant): Promise<number> {
  return countAssets(context, signInKinds)
}

/** What became of an asset since then; undefined for one that is not here. */
export async function lastChangeOfAsset(
  context: InTenant,
  id: string,
  since: Date,
): Promise<LastChange | undefined> {
  const [row] = await assetRowsOf(context, [id])
  return row && plainChange({ ...row, path: '/assets' }, since)
}

export const assetSearch: SearchSource = { kind: 'asset', permission: 'asset.read', find: searchAssets }

export const functionSearch: SearchSource = {
  kind: 'function',
  permission: 'asset.read',
  find: searchFunctions,
}
