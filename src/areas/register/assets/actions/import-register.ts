import { refuse, type Fault } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../people/public/people.ts'
import * as contract from '../contract.ts'
import { readAssets, readFunctions, type Read } from '../rules.ts'
import {
  assetIdsOf,
  findAssetByName,
  findFunctionByName,
  insertAsset,
  insertFunction,
  setAssetsOf,
  updateAsset,
  updateFunction,
} from '../store.ts'
import { recordAsset, refuseTaken } from './manage-assets.ts'
import { recordFunction } from './manage-functions.ts'

/** All rows in one transaction: a list that is half in is worse than one that is out. */
export const takeInAssets = action(contract.importAssets, async (context, { csv }) => {
  const rows = rowsOrRefuse(readAssets(csv))
  const owners = await ownersNamed(context, rows)
  const count = { added: 0, changed: 0, same: 0 }
  for (const [index, { owner: _owner, ...fields }] of rows.entries()) {
    const wanted = { ...fields, ownerId: owners[index] ?? null }
    const known = await findAssetByName(context, fields.name)
    if (known !== undefined && isSame(known, wanted)) {
      count.same += 1
    } else if (known === undefined) {
      const row = { ...wanted, id: context.newId(), addedAt: context.now, retiredAt: null }
      recordAsset(context, 'asset.add', (await insertAsset(context, row)) ?? refuseTaken(fields.name))
      count.added += 1
    } else {
      recordAsset(context, 'asset.change', await updateAsset(context, known.id, wanted))
      count.changed += 1
    }
  }
  context.record({ stream: 'audit', kind: 'asset.import', fields: { what: 'assets', ...count } })
  return count
})

export const takeInFunctions = action(contract.importFunctions, async (context, { csv }) => {
  const rows = rowsOrRefuse(readFunctions(csv))
  const owners = await ownersNamed(context, rows)
  const assets = await assetsNamed(context, rows)
  const count = { added: 0, changed: 0, same: 0 }
  for (const [index, { owner: _owner, assets: _assets, ...fields }] of rows.entries()) {
    const wanted = { ...fields, ownerId: owners[index] ?? null }
    const assetIds = (assets[index] ?? []).toSorted()
    const known = await findFunctionByName(context, fields.name)
    if (known === undefined) {
      const row = { ...wanted, id: context.newId(), addedAt: context.now, retiredAt: null }
      const added = (await insertFunction(context, row)) ?? refuseTaken(fields.name)
      await setAssetsOf(context, added.id, assetIds)
      recordFunction(context, 'function.add', added, assetIds)
      count.added += 1
      continue
    }
    const linked = (await assetIdsOf(context, [known.id])).get(known.id) ?? []
    if (isSame(known, wanted) && isSame({ linked: linked.toSorted() }, { linked: assetIds })) {
      count.same += 1
      continue
    }
    await setAssetsOf(context, known.id, assetIds)
    recordFunction(context, 'function.change', await updateFunction(context, known.id, wanted), assetIds)
    count.changed += 1
  }
  context.record({ stream: 'audit', kind: 'asset.import', fields: { what: 'functions', ...count } })
  return count
})

function rowsOrRefuse<Row>(read: Read<Row>): readonly Row[] {
  if ('rows' in read) return read.rows
  return refuseFaults(read.faults)
}

function refuseFaults(faults: readonly Fault[]): never {
  refuse('invalid', 'Nothing was taken in. Put these rows right and send the file again.', { faults })
}

/** The people whom the rows name by e-mail address or full name. A name that two people share is no name. */
async function ownersNamed(
  context: Context,
  rows: readonly { readonly owner: string }[],
): Promise<(string | null)[]> {
  const people = await listActiveMembers(context)
  const faults: Fault[] = []
  const found = rows.map(({ owner }, index) => {
    if (owner === '') return null
    const word = owner.toLowerCase()
    const fitting = people.filter(({ email, name }) => email === word || name.toLowerCase() === word)
    if (fitting.length === 1) return fitting[0]?.id ?? null
    const message =
      fitting.length === 0
        ? `Nobody active here is called "${owner.slice(0, 100)}". Use an e-mail address from the list of people.`
        : `Several people are called "${owner.slice(0, 100)}". Use the e-mail address.`
    faults.push({ path: `row ${index + 2}, owner`, message })
    return null
  })
  return faults.length > 0 ? refuseFaults(faults.slice(0, 20)) : found
}

async function assetsNamed(
  context: Context,
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
  return faults.length > 0 ? refuseFaults(faults.slice(0, 20)) : found.map((ids) => [...new Set(ids)])
}

function isSame(known: object, wanted: object): boolean {
  const before = new Map<string, unknown>(Object.entries(known))
  return Object.entries(wanted).every(
    ([name, value]) => JSON.stringify(before.get(name)) === JSON.stringify(value),
  )
}
