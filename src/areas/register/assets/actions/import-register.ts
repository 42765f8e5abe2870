import { isSameRow, rowsOrRefuse } from '../../../../base/csv-rows.ts'
import { action } from '../../../../platform/action.ts'
import { refuseTaken } from '../../../../platform/database/taken.ts'
import { ownersNamed } from '../../people/public/named-people.ts'
import * as contract from '../contract.ts'
import { assetsNamed } from '../public.ts'
import { readAssets, readFunctions } from '../rules.ts'
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
import { recordAsset } from './manage-assets.ts'
import { recordFunction } from './manage-functions.ts'

/** All rows in one transaction: a list that is half in is worse than one that is out. */
export const takeInAssets = action(contract.importAssets, async (context, { csv }) => {
  const rows = rowsOrRefuse(readAssets(csv))
  const owners = await ownersNamed(context, rows)
  const count = { added: 0, changed: 0, same: 0 }
  for (const [index, { owner: _owner, ...fields }] of rows.entries()) {
    const wanted = { ...fields, ownerId: owners[index] ?? null }
    const known = await findAssetByName(context, fields.name)
    if (known !== undefined && isSameRow(known, wanted)) {
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
    if (isSameRow(known, wanted) && isSameRow({ linked: linked.toSorted() }, { linked: assetIds })) {
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
