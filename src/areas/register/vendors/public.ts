import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { grouped } from '../../../base/grouped.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import { plainChange, type LastChange } from '../../../base/last-change.ts'
import type { Context } from '../../../platform/action.ts'
import { todayOf } from '../people/public/people.ts'
import { contractOf } from './actions/shapes.ts'
import type { Contract } from './contract/contracts.ts'
import type { VendorContact } from './contract/vendors.ts'
import { datesOf, isStale } from './rules.ts'
import {
  assetIdsOf,
  contactsOf,
  contractsOf,
  contractsOfVendors,
  everyContract,
  findContractRow,
  listContractRows,
  listVendorRows,
  vendorNames,
  heldVendors,
  searchVendors,
  searchContracts,
} from './store.ts'

export { heldVendors, vendorNames }
export { decideFor as decideContractFor } from './actions/manage-contracts.ts'
export { isStale as isContactStale } from './rules.ts'

/** What the list of what would fail today must know of suppliers. */
export interface VendorStanding {
  readonly vendors: readonly {
    readonly id: string
    readonly name: string
    /** How many ways there are to reach them, and how many of these somebody tried within six months. */
    readonly contacts: number
    readonly confirmed: number
    readonly hasNightPhone: boolean
  }[]
  readonly contracts: readonly {
    readonly vendorId: string
    readonly vendor: string
    readonly noticeBy: string | null
    readonly daysLeft: number | null
    /** Somebody decided what to do before this notice date. */
    readonly isDecided: boolean
  }[]
}

export async function vendorStanding(context: Pick<Context, 'tx' | 'now'>): Promise<VendorStanding> {
  const today = await todayOf(context)
  const vendors = await listVendorRows(context, { limit: 10_000 })
  const contacts = await contactsOf(
    context,
    vendors.map(({ id }) => id),
  )
  const contracts = await listContractRows(context, { limit: 10_000 })
  const names = new Map(vendors.map(({ id, name }) => [id, name]))
  return {
    vendors: vendors.map(({ id, name }) => {
      const known = contacts.get(id) ?? []
      return {
        id,
        name,
        contacts: known.length,
        confirmed: known.filter(({ confirmedAt }) => !isStale(confirmedAt, context.now)).length,
        hasNightPhone: known.some(({ nightPhone }) => nightPhone !== ''),
      }
    }),
    contracts: contracts.map((row) => {
      const { noticeBy, daysLeft } = datesOf(row, today)
      const vendor = names.get(row.vendorId) ?? ''
      const isDecided = row.decision !== null && row.decision.noticeBy === noticeBy
      return { vendorId: row.vendorId, vendor, noticeBy, daysLeft, isDecided }
    }),
  }
}

/** How suppliers are reached, for whoever lists everybody that can be called. */
export interface SupplierReach {
  readonly id: string
  readonly name: string
  readonly does: string
  /** They get into our systems, or one of these hangs on them: without them somebody stands still. */
  readonly isReliedOn: boolean
  readonly contacts: readonly {
    readonly name: string
    readonly phone: string
    readonly nightPhone: string
    readonly email: string
    readonly other: string
    readonly confirmedAt: Date | null
    readonly confirmedHow: VendorContact['confirmedHow']
  }[]
}

/** Those we work with, by name, with their contacts. */
export async function supplierReach(context: Pick<Context, 'tx'>): Promise<SupplierReach[]> {
  const vendors = await listVendorRows(context, { limit: 10_000 })
  const contacts = await contactsOf(
    context,
    vendors.map(({ id }) => id),
  )
  const assets = await assetIdsOf(
    context,
    vendors.map(({ id }) => id),
  )
  return vendors.map(({ id, name, does, access }) => ({
    ...{ id, name, does, contacts: contacts.get(id) ?? [] },
    isReliedOn: access === 'admin' || access === 'remote' || (assets.get(id)?.length ?? 0) > 0,
  }))
}

/** Contracts by their ids, ended ones too, with the supplier each is with and what we owe them of notice. */
export async function knownContracts(context: Pick<Context, 'tx'>): Promise<
  readonly {
    readonly id: string
    readonly name: string
    readonly vendorId: string
    readonly vendor: string
    readonly weTell: { readonly value: number; readonly unit: 'hours' | 'days' | 'weeks' } | null
    readonly isOver: boolean
  }[]
> {
  const contracts = await everyContract(context)
  const names = await vendorNames(
    context,
    contracts.map(({ vendorId }) => vendorId),
  )
  return contracts.map(({ id, name, vendorId, weTell, endedAt }) => ({
    ...{ id, name, vendorId, vendor: names.get(vendorId) ?? '', isOver: endedAt !== null },
    weTell: weTell === null ? null : { value: weTell.value, unit: weTell.unit },
  }))
}

/** Days on which suppliers ask for somebody: the last day to give notice, and contacts to be tried. */
export async function vendorDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const today = await todayOf(context)
  const vendors = await listVendorRows(context, { limit: 10_000 })
  const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]))
  const contracts = await listContractRows(context, { limit: 10_000 })
  const notices = contracts.flatMap((row): DueDate[] => {
    const { noticeBy } = datesOf(row, today)
    if (noticeBy === null || row.decision?.noticeBy === noticeBy) return []
    const title = `${byId.get(row.vendorId)?.name ?? ''}: ${row.name}`
    const months = row.renewsMonths === null ? {} : { everyMonths: row.renewsMonths }
    const { id: key, ownerId } = row
    const path = `/vendors/${row.vendorId}`
    return [{ kind: 'contract_notice', key, title, day: noticeBy, ownerId, path, ...months }]
  })
  const contacts = await contactsOf(
    context,
    vendors.map(({ id }) => id),
  )
  const checks = vendors.flatMap(({ id: key, name: title, ownerId }): DueDate[] => {
    const known = contacts.get(key) ?? []
    if (known.length === 0) return []
    // The contact that was tried longest ago says when; one that never was is due now.
    const tried = known.map(({ confirmedAt }) => confirmedAt?.getTime() ?? 0)
    const oldest = new Date(Math.min(...tried))
    const day = oldest.getTime() === 0 ? today : dayAfter(dayIn(oldest, 'UTC'), 6, 'months')
    return [{ kind: 'contact_check', key, title, day, ownerId, path: `/vendors/${key}`, everyMonths: 6 }]
  })
  return [...notices, ...checks]
}

/** A supplier on whom an asset depends, with what contracts oblige us to tell them. */
export interface AssetSupplier {
  readonly id: string
  readonly name: string
  readonly does: string
  readonly contracts: readonly { readonly name: string; readonly weTell: string; readonly addedOn: string }[]
}

export async function suppliersOfAsset(
  context: Pick<Context, 'tx'>,
  assetId: string,
): Promise<AssetSupplier[]> {
  const vendors = await listVendorRows(context, { limit: 10_000 })
  const assets = await assetIdsOf(
    context,
    vendors.map(({ id }) => id),
  )
  const found: AssetSupplier[] = []
  for (const { id, name, does } of vendors.filter((vendor) => assets.get(vendor.id)?.includes(assetId))) {
    const contracts = (await contractsOf(context, id)).flatMap(({ name: contract, weTell, addedAt }) => {
      if (weTell === null) return []
      const within = [weTell.value, weTell.unit].filter((part) => part !== null).join(' ')
      const words = [within, weTell.words].filter((part) => part !== '').join(': ')
      return [{ name: contract, weTell: words, addedOn: dayIn(addedAt, 'UTC') }]
    })
    found.push({ id, name, does, contracts })
  }
  return found
}

/** Every supplier, with the systems of the register that hang on it; in two statements. */
export async function vendorsWithAssets(
  context: Pick<Context, 'tx'>,
): Promise<readonly { readonly id: string; readonly name: string; readonly assetIds: readonly string[] }[]> {
  const vendors = await listVendorRows(context, { limit: 10_000 })
  const assets = await assetIdsOf(
    context,
    vendors.map(({ id }) => id),
  )
  return vendors.map(({ id, name }) => ({ id, name, assetIds: assets.get(id) ?? [] }))
}

/** A supplier who can get into our systems, with the first way to reach them. */
export interface VendorWithAccess {
  readonly id: string
  readonly name: string
  readonly isAdmin: boolean
  readonly contact: {
    readonly name: string
    readonly phone: string
    readonly nightPhone: string
  } | null
}

export async function vendorsWithAccess(context: Pick<Context, 'tx'>): Promise<VendorWithAccess[]> {
  const rows = (await listVendorRows(context, { limit: 10_000 })).filter(
    ({ access }) => access === 'admin' || access === 'remote',
  )
  const contacts = await contactsOf(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, name, access }) => {
    const first = (contacts.get(id) ?? []).find(({ phone, nightPhone }) => phone !== '' || nightPhone !== '')
    const contact =
      first === undefined ? null : { name: first.name, phone: first.phone, nightPhone: first.nightPhone }
    return { id, name, isAdmin: access === 'admin', contact }
  })
}

/** Within what time we owe word of an incident of ours, by contract; a contract that asks for none is absent. */
export async function owedByContract(
  context: Pick<Context, 'tx' | 'now'>,
): Promise<
  { readonly id: string; readonly vendor: string; readonly value: number; readonly unit: string }[]
> {
  const vendors = await listVendorRows(context, { limit: 10_000 })
  const names = new Map(vendors.map(({ id, name }) => [id, name]))
  return (await listContractRows(context, { limit: 10_000 })).flatMap(({ id, vendorId, weTell }) =>
    weTell === null
      ? []
      : [{ id, vendor: names.get(vendorId) ?? '', value: weTell.value, unit: weTell.unit }],
  )
}

/** What became of a contract since then, called by its supplier too; undefined for one that is not here. */
export async function lastChangeOfContract(
  context: Pick<Context, 'tx'>,
  id: string,
  since: Date,
): Promise<LastChange | undefined> {
  const row = await findContractRow(context, id)
  if (row === undefined) return undefined
  const names = await vendorNames(context, [row.vendorId])
  const name = [names.get(row.vendorId), row.name].filter(Boolean).join(': ')
  return plainChange({ name, changedAt: row.changedAt, path: `/vendors/${row.vendorId}` }, since)
}

/** Contracts in force with these suppliers, as they are shown, by the supplier. */
export async function contractsWith(
  context: Pick<Context, 'tx' | 'now'>,
  vendorIds: readonly string[],
): Promise<Map<string, Contract[]>> {
  const today = await todayOf(context)
  const rows = await contractsOfVendors(context, vendorIds)
  const names = await vendorNames(context, vendorIds)
  const shown = rows.map((row) => contractOf(row, { vendor: names.get(row.vendorId) ?? '', today }))
  return grouped(shown, ({ vendorId }) => vendorId)
}

export const vendorSearch: SearchSource = { kind: 'vendor', permission: 'vendor.read', find: searchVendors }

export const contractSearch: SearchSource = {
  kind: 'contract',
  permission: 'vendor.read',
  find: searchContracts,
}
