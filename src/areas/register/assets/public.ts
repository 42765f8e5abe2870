import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { inRestoreOrder } from './rules.ts'
import {
  assetRowsOf,
  assetRowsOfKinds,
  findAssetByName,
  functionNamesOn,
  functionRowsOf,
  functionsOn,
  type AssetRecord,
  type FunctionRecord,
} from './store.ts'

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
