import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { refuseUnknownAssets } from '../../assets/public.ts'
import { getMember, todayOf } from '../../people/public/people.ts'
import * as contract from '../contract/vendors.ts'
import {
  contractsOf,
  deleteContact,
  getContactRow,
  getVendorRow,
  insertContact,
  insertVendor,
  listVendorRows,
  setAssetsOf,
  updateContact,
  updateVendor,
  type VendorRecord,
} from '../store.ts'
import { contractOf, vendorOf, vendorsOf } from './shapes.ts'

export const list = action(contract.listVendors, async (context, { limit, cursor, q }) => {
  const rows = await listVendorRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await vendorsOf(context, items), next }
})

export const get = action(contract.getVendor, async (context, { id }) => {
  const vendor = await vendorOf(context, id)
  const today = await todayOf(context)
  const rows = await contractsOf(context, id, true)
  return { ...vendor, contracts: rows.map((row) => contractOf(row, { vendor: vendor.name, today })) }
})

export const add = action(contract.addVendor, async (context, { assetIds, ...fields }) => {
  await refuseUnknown(context, fields.ownerId, assetIds)
  const row = { ...fields, id: context.newId(), addedAt: context.now, archivedAt: null }
  const added = (await insertVendor(context, row)) ?? refuseTaken(fields.name)
  await setAssetsOf(context, added.id, assetIds)
  recordVendor(context, 'vendor.add', added, assetIds)
  return vendorOf(context, added.id)
})

export const change = action(contract.changeVendor, async (context, { id, assetIds, ...fields }) => {
  await getLivingVendor(context, id)
  await refuseUnknown(context, fields.ownerId, assetIds)
  const changed = await orTaken(fields.name, updateVendor(context, id, fields))
  await setAssetsOf(context, id, assetIds)
  recordVendor(context, 'vendor.change', changed, assetIds)
  return vendorOf(context, id)
})

/** Nothing is deleted: an old case may name them. */
export const archive = action(contract.archiveVendor, async (context, { id, reason }) => {
  const { name } = await getLivingVendor(context, id)
  const running = (await contractsOf(context, id)).map((row) => row.name)
  refuseUnless(
    running.length === 0,
    'conflict',
    `A contract is still in force: ${running.join(', ')}. End it first.`,
  )
  await updateVendor(context, id, { archivedAt: context.now })
  context.record({ stream: 'audit', kind: 'vendor.archive', fields: { vendor: id, name, reason } })
  return vendorOf(context, id)
})

export const addContact = action(contract.addVendorContact, async (context, { id, ...fields }) => {
  await getLivingVendor(context, id)
  refuseUnreachable(fields)
  const row = { ...fields, id: context.newId(), vendorId: id, addedAt: context.now, ...unconfirmed }
  await insertContact(context, row)
  recordContact(context, 'vendor_contact.add', { vendor: id, contact: row.id, ...fields })
  return vendorOf(context, id)
})

export const changeContact = action(
  contract.changeVendorContact,
  async (context, { id, contact, ...fields }) => {
    await getLivingVendor(context, id)
    const before = await getContactRow(context, { vendorId: id, id: contact })
    refuseUnreachable(fields)
    const isSameWay = (['phone', 'nightPhone', 'email', 'other'] as const).every(
      (way) => before[way] === fields[way],
    )
    await updateContact(context, contact, { ...fields, ...(isSameWay ? {} : unconfirmed) })
    recordContact(context, 'vendor_contact.change', { vendor: id, contact, ...fields })
    return vendorOf(context, id)
  },
)

export const removeContact = action(
  contract.removeVendorContact,
  async (context, { id, contact, reason }) => {
    await getLivingVendor(context, id)
    const { name } = await getContactRow(context, { vendorId: id, id: contact })
    await deleteContact(context, contact)
    recordContact(context, 'vendor_contact.remove', { vendor: id, contact, name, reason })
    return vendorOf(context, id)
  },
)

export const confirmContact = action(contract.confirmVendorContact, async (context, { id, contact, how }) => {
  await getLivingVendor(context, id)
  const { name } = await getContactRow(context, { vendorId: id, id: contact })
  const confirmed = { confirmedAt: context.now, confirmedBy: context.actor.name, confirmedHow: how }
  await updateContact(context, contact, confirmed)
  recordContact(context, 'vendor_contact.confirm', { vendor: id, contact, name, how })
  return vendorOf(context, id)
})

/** What is on the record of a supplier: all of it, so that an old state can be read back. */
export function recordVendor(
  context: Context,
  kind: 'vendor.add' | 'vendor.change',
  row: VendorRecord,
  assetIds: readonly string[],
): void {
  const { id, name, does, access, accessNote, ownerId: owner, note } = row
  const fields = leafFields({ vendor: id, name, does, access, accessNote, owner, note, assets: assetIds })
  context.record({ stream: 'audit', kind, fields })
}

/** One that is not in the archive. */
export async function getLivingVendor(context: Context, id: string): Promise<VendorRecord> {
  const row = await getVendorRow(context, id)
  refuseUnless(row.archivedAt === null, 'conflict', 'This supplier is in the archive. Add it anew instead.')
  return row
}

/** Nobody has tried what was just written. */
export const unconfirmed = { confirmedAt: null, confirmedBy: null, confirmedHow: null }

export function recordContact(
  context: Context,
  kind: 'vendor_contact.add' | 'vendor_contact.change' | 'vendor_contact.remove' | 'vendor_contact.confirm',
  fields: Readonly<Record<string, string>>,
): void {
  context.record({ stream: 'audit', kind, fields })
}

function refuseUnreachable(
  fields: Readonly<Record<'phone' | 'nightPhone' | 'email' | 'other', string>>,
): void {
  const { phone, nightPhone, email, other } = fields
  refuseUnless(
    phone + nightPhone + email + other !== '',
    'invalid',
    'Write at least one way to reach them.',
    {
      faults: [{ path: 'phone', message: 'Write at least one way to reach them.' }],
    },
  )
}

async function refuseUnknown(
  context: Context,
  ownerId: string | null,
  assetIds: readonly string[],
): Promise<void> {
  if (ownerId !== null) await getMember(context, ownerId)
  await refuseUnknownAssets(context, assetIds)
}
