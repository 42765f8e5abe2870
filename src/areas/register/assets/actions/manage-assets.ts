import { isSameRow } from '../../../../base/csv-rows.ts'
import type * as z from 'zod'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { getMember } from '../../people/public/people.ts'
import * as contract from '../contract.ts'
import { getAssetRow, insertAsset, listAssetRows, updateAsset, type AssetRecord } from '../store.ts'

export const list = action(contract.listAssets, async (context, { limit, cursor, q }) => {
  const rows = await listAssetRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  return pageOfRows(rows, limit, assetOf)
})

export const add = action(contract.addAsset, async (context, fields) => {
  await refuseUnknownOwner(context, fields.ownerId)
  const row = { ...fields, id: context.newId(), addedAt: context.now, retiredAt: null }
  const added = (await insertAsset(context, row)) ?? refuseTaken(fields.name)
  recordAsset(context, 'asset.add', added)
  return assetOf(added)
})

export const change = action(contract.changeAsset, async (context, { id, ...fields }) => {
  const before = await getAssetRow(context, id)
  refuseUnless(before.retiredAt === null, 'conflict', 'This asset is out of use. Add it anew instead.')
  await refuseUnknownOwner(context, fields.ownerId)
  const changed = await orTaken(
    fields.name,
    updateAsset(context, id, isSameRow(before, fields) ? fields : { ...fields, changedAt: context.now }),
  )
  recordAsset(context, 'asset.change', changed)
  return assetOf(changed)
})

export const retire = action(contract.retireAsset, async (context, { id, reason }) => {
  const before = await getAssetRow(context, id)
  refuseUnless(before.retiredAt === null, 'conflict', 'This asset is out of use already.')
  const retired = await updateAsset(context, id, { retiredAt: context.now, changedAt: context.now })
  context.record({
    stream: 'audit',
    kind: 'asset.retire',
    fields: { asset: id, name: retired.name, reason },
  })
  return assetOf(retired)
})

/** What is on the record of an asset: all of it, so that an old state can be read back. */
export function recordAsset(
  context: Context,
  kind: 'asset.add' | 'asset.change',
  { id, name, kind: what, ownerId, place, dataKinds, note }: AssetRecord,
): void {
  context.record({
    stream: 'audit',
    kind,
    fields: {
      asset: id,
      name,
      assetKind: what,
      owner: ownerId ?? '',
      place,
      dataKinds: dataKinds.join(' '),
      note,
    },
  })
}

/** @throws Refusal `not_found`, alike for an unknown id and one of another organisation */
export async function refuseUnknownOwner(context: Context, ownerId: string | null): Promise<void> {
  if (ownerId !== null) await getMember(context, ownerId)
}

function assetOf(record: AssetRecord): z.input<typeof contract.Asset> {
  const { id, name, kind, ownerId, place, dataKinds, note } = record
  return {
    id,
    name,
    kind,
    ownerId,
    place,
    dataKinds,
    note,
    addedAt: record.addedAt.toISOString(),
    retiredAt: record.retiredAt?.toISOString() ?? null,
  }
}
