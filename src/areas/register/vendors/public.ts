import type { Context } from '../../../platform/action.ts'
import { todayOf } from '../people/public/people.ts'
import { datesOf, isStale } from './rules.ts'
import { contactsOf, listContractRows, listVendorRows } from './store.ts'

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
): Promise<{ readonly id: string; readonly vendor: string; readonly value: number; readonly unit: string }[]> {
  const vendors = await listVendorRows(context, { limit: 10_000 })
  const names = new Map(vendors.map(({ id, name }) => [id, name]))
  return (await listContractRows(context, { limit: 10_000 })).flatMap(({ id, vendorId, weTell }) =>
    weTell === null ? [] : [{ id, vendor: names.get(vendorId) ?? '', value: weTell.value, unit: weTell.unit }],
  )
}
