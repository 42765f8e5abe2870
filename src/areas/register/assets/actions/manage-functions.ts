import type * as z from 'zod'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import * as contract from '../contract.ts'
import {
  assetIdsOf,
  assetRowsOf,
  getFunctionRow,
  insertFunction,
  listFunctionRows,
  setAssetsOf,
  updateFunction,
  type FunctionRecord,
} from '../store.ts'
import { refuseUnknownOwner } from './manage-assets.ts'

export const list = action(contract.listFunctions, async (context, { limit, cursor, q }) => {
  const rows = await listFunctionRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const assets = await assetIdsOf(
    context,
    rows.map(({ id }) => id),
  )
  return pageOfRows(rows, limit, (row) => functionOf(row, assets.get(row.id) ?? []))
})

export const add = action(contract.addFunction, async (context, { assetIds, ...fields }) => {
  await refuseUnknownOwner(context, fields.ownerId)
  await refuseUnknownAssets(context, assetIds)
  const row = { ...fields, id: context.newId(), addedAt: context.now, retiredAt: null }
  const added = (await insertFunction(context, row)) ?? refuseTaken(fields.name)
  await setAssetsOf(context, added.id, assetIds)
  recordFunction(context, 'function.add', added, assetIds)
  return functionOf(added, assetIds)
})

export const change = action(contract.changeFunction, async (context, { id, assetIds, ...fields }) => {
  const before = await getFunctionRow(context, id)
  refuseUnless(before.retiredAt === null, 'conflict', 'This function has ended. Add it anew instead.')
  await refuseUnknownOwner(context, fields.ownerId)
  await refuseUnknownAssets(context, assetIds)
  const changed = await orTaken(fields.name, updateFunction(context, id, fields))
  await setAssetsOf(context, id, assetIds)
  recordFunction(context, 'function.change', changed, assetIds)
  return functionOf(changed, assetIds)
})

export const retire = action(contract.retireFunction, async (context, { id, reason }) => {
  const before = await getFunctionRow(context, id)
  refuseUnless(before.retiredAt === null, 'conflict', 'This function has ended already.')
  const retired = await updateFunction(context, id, { retiredAt: context.now })
  context.record({
    stream: 'audit',
    kind: 'function.retire',
    fields: { function: id, name: retired.name, reason },
  })
  return functionOf(retired, (await assetIdsOf(context, [id])).get(id) ?? [])
})

/** What is on the record of a function: all of it, so that an old state can be read back. */
export function recordFunction(
  context: Context,
  kind: 'function.add' | 'function.change',
  record: FunctionRecord,
  assetIds: readonly string[],
): void {
  const { id, name, priority, people, customers, workaround, acceptanceTests, ownerId } = record
  context.record({
    stream: 'audit',
    kind,
    fields: {
      function: id,
      name,
      priority,
      longestOutageMinutes: record.longestOutageMinutes ?? '',
      people,
      customers,
      workaround,
      acceptanceTests: acceptanceTests.join('\n'),
      owner: ownerId ?? '',
      assets: assetIds.join(' '),
    },
  })
}

async function refuseUnknownAssets(context: Context, ids: readonly string[]): Promise<void> {
  const distinct = [...new Set(ids)]
  const known = await assetRowsOf(context, distinct)
  refuseUnless(known.length === distinct.length, 'not_found', 'There is no such asset here.')
}

function functionOf(
  record: FunctionRecord,
  assetIds: readonly string[],
): z.input<typeof contract.BusinessFunction> {
  const {
    id,
    name,
    priority,
    longestOutageMinutes,
    people,
    customers,
    workaround,
    acceptanceTests,
    ownerId,
  } = record
  return {
    id,
    name,
    priority,
    longestOutageMinutes,
    people,
    customers,
    workaround,
    acceptanceTests,
    ownerId,
    assetIds: [...new Set(assetIds)],
    addedAt: record.addedAt.toISOString(),
    retiredAt: record.retiredAt?.toISOString() ?? null,
  }
}
