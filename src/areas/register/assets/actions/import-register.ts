import { isSameRow, refuseRows, rowsOrRefuse, saidIn } from '../../../../base/csv-rows.ts'
import type { Fault } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { refuseTaken } from '../../../../platform/database/taken.ts'
import { listActiveMembers, peopleFor, type Person } from '../../people/public/people.ts'
import * as contract from '../contract.ts'
import { readAssets, readFunctions } from '../rules.ts'
import {
  assetIdsOf,
  assetsByName,
  functionsByName,
  insertAsset,
  insertFunction,
  setAssetsOf,
  updateAsset,
  updateFunction,
  type FunctionRecord,
} from '../store.ts'
import { recordAsset } from './manage-assets.ts'
import { recordFunction } from './manage-functions.ts'

/** The column in which people write whose it is. */
const columnOf = { ownerId: 'owner' }

/** All rows in one transaction: a list that is half in is worse than one that is out. */
export const takeInAssets = action(contract.importAssets, async (context, { csv }) => {
  const rows = rowsOrRefuse(readAssets(csv))
  const stored = await assetsByName(context, namesIn(rows))
  const owners = await ownersNamed(context, rows, stored)
  const count = { added: 0, changed: 0, same: 0 }
  for (const [index, { owner: _owner, columns, ...fields }] of rows.entries()) {
    const wanted = { ...fields, ownerId: owners[index] ?? null }
    const known = stored.get(fields.name)
    if (known === undefined) {
      const row = { ...wanted, id: context.newId(), addedAt: context.now, retiredAt: null }
      recordAsset(context, 'asset.add', (await insertAsset(context, row)) ?? refuseTaken(fields.name))
      count.added += 1
      continue
    }
    const said = saidIn(wanted, columns, columnOf)
    if (isSameRow(known, said)) count.same += 1
    else {
      recordAsset(
        context,
        'asset.change',
        await updateAsset(context, known.id, { ...said, changedAt: context.now }),
      )
      count.changed += 1
    }
  }
  context.record({ stream: 'audit', kind: 'asset.import', fields: { what: 'assets', ...count } })
  return count
})

export const takeInFunctions = action(contract.importFunctions, async (context, { csv }) => {
  const rows = rowsOrRefuse(readFunctions(csv))
  const stored = await functionsByName(context, namesIn(rows))
  const owners = await ownersNamed(context, rows, stored)
  const assets = await assetsNamed(context, rows)
  const links = await assetIdsOf(
    context,
    [...stored.values()].map(({ id }) => id),
  )
  const count = { added: 0, changed: 0, same: 0 }
  for (const [index, { owner: _owner, assets: _assets, columns, ...fields }] of rows.entries()) {
    const wanted = { ...fields, ownerId: owners[index] ?? null }
    const assetIds = (assets[index] ?? []).toSorted()
    const known = stored.get(fields.name)
    if (known === undefined) {
      const added = await addFunctionRow(context, wanted, index)
      await setAssetsOf(context, added.id, assetIds)
      recordFunction(context, 'function.add', added, assetIds)
      count.added += 1
      continue
    }
    const linked = (links.get(known.id) ?? []).toSorted()
    const needed = columns.includes('assets') ? assetIds : linked
    const said = saidIn(wanted, columns, columnOf)
    if (isSameRow(known, said) && isSameRow({ linked }, { linked: needed })) {
      count.same += 1
      continue
    }
    await setAssetsOf(context, known.id, needed)
    const changed = isSameRow(known, said) ? known : await updateFunction(context, known.id, said)
    recordFunction(context, 'function.change', changed, needed)
    count.changed += 1
  }
  context.record({ stream: 'audit', kind: 'asset.import', fields: { what: 'functions', ...count } })
  return count
})

type WantedFunction = Omit<FunctionRecord, 'tenantId' | 'id' | 'addedAt' | 'retiredAt' | 'priority'> & {
  readonly priority: number | undefined
}

async function addFunctionRow(
  context: Context,
  { priority, ...wanted }: WantedFunction,
  index: number,
): Promise<FunctionRecord> {
  const message = `"${wanted.name.slice(0, 100)}" is new: give it a priority from 1 (comes back first) to 5 (last).`
  if (priority === undefined) refuseRows([{ path: `row ${index + 2}, priority`, message }])
  const row = { ...wanted, priority, id: context.newId(), addedAt: context.now, retiredAt: null }
  return (await insertFunction(context, row)) ?? refuseTaken(wanted.name)
}

function namesIn(rows: readonly { readonly name: string }[]): string[] {
  return rows.map(({ name }) => name)
}

/**
 * The people whom the rows name by e-mail address or full name. A name that two people share is no name. Whoever owns
 * it already may stay, also while they cannot sign in: that row gives out what the register holds.
 */
async function ownersNamed(
  context: Context,
  rows: readonly { readonly name: string; readonly owner: string }[],
  stored: ReadonlyMap<string, { readonly ownerId: string | null }>,
): Promise<(string | null)[]> {
  const people = await listActiveMembers(context)
  const present = await peopleFor(
    context,
    [...stored.values()].map(({ ownerId }) => ownerId),
  )
  const faults: Fault[] = []
  const found = rows.map(({ name: of, owner }, index) => {
    if (owner === '') return null
    const word = owner.toLowerCase()
    const isNamed = ({ email, name }: Person) => email === word || name.toLowerCase() === word
    const holder = present.get(stored.get(of)?.ownerId ?? '')
    if (holder !== undefined && isNamed(holder)) return holder.id
    const fitting = people.filter(isNamed)
    if (fitting.length === 1) return fitting[0]?.id ?? null
    const message =
      fitting.length === 0
        ? `Nobody active here is called "${owner.slice(0, 100)}". Use an e-mail address from the list of people.`
        : `Several people are called "${owner.slice(0, 100)}". Use the e-mail address.`
    faults.push({ path: `row ${index + 2}, owner`, message })
    return null
  })
  return faults.length > 0 ? refuseRows(faults) : found
}

async function assetsNamed(
  context: Context,
  rows: readonly { readonly assets: readonly string[] }[],
): Promise<string[][]> {
  const faults: Fault[] = []
  const byName = await assetsByName(
    context,
    rows.flatMap(({ assets }) => assets),
  )
  const found = rows.map(({ assets }, index) =>
    assets.flatMap((name) => {
      const known = byName.get(name)
      if (known !== undefined) return [known.id]
      const message = `There is no asset "${name.slice(0, 100)}". Take the assets in first.`
      faults.push({ path: `row ${index + 2}, assets`, message })
      return []
    }),
  )
  return faults.length > 0 ? refuseRows(faults) : found.map((ids) => [...new Set(ids)])
}
