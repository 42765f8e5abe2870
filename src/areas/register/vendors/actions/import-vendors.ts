import { isSameRow, refuseRows, rowsOrRefuse, saidIn, type Partly } from '../../../../base/csv-rows.ts'
import type { Fault } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { refuseTaken } from '../../../../platform/database/taken.ts'
import { assetsNamed } from '../../assets/public.ts'
import { ownersNamed } from '../../people/public/named-people.ts'
import { importContracts } from '../contract/contracts.ts'
import { importVendors } from '../contract/vendors.ts'
import { readContracts, readVendors, type ContractRow, type VendorRow } from '../rules.ts'
import {
  assetIdsOf,
  contactsOf,
  findContractByName,
  findVendorByName,
  insertContact,
  insertContract,
  insertVendor,
  setAssetsOf,
  updateContact,
  updateContract,
  updateVendor,
} from '../store.ts'
import { newContract, recordContract, rowTerms } from './manage-contracts.ts'
import { recordContact, recordVendor, unconfirmed } from './manage-vendors.ts'

/** All rows in one transaction: a list that is half in is worse than one that is out. */
export const takeInVendors = action(importVendors, async (context, { csv }) => {
  const rows = rowsOrRefuse(readVendors(csv))
  const owners = await ownersNamed(context, rows)
  const assets = await assetsNamed(context, rows)
  const count = { added: 0, changed: 0, same: 0 }
  for (const [index, row] of rows.entries()) {
    const ownerId = owners[index] ?? null
    const assetIds = (assets[index] ?? []).toSorted()
    count[await takeVendor(context, row, { ownerId, assetIds })] += 1
  }
  context.record({ stream: 'audit', kind: 'vendor.import', fields: { what: 'vendors', ...count } })
  return count
})

export const takeInContracts = action(importContracts, async (context, { csv }) => {
  const rows = rowsOrRefuse(readContracts(csv))
  const owners = await ownersNamed(context, rows)
  const vendors = await vendorsNamed(context, rows)
  const count = { added: 0, changed: 0, same: 0 }
  for (const [index, row] of rows.entries()) {
    const vendorId = vendors[index] ?? ''
    count[await takeContract(context, row, { vendorId, ownerId: owners[index] ?? null })] += 1
  }
  context.record({ stream: 'audit', kind: 'vendor.import', fields: { what: 'contracts', ...count } })
  return count
})

type Outcome = 'added' | 'changed' | 'same'

async function takeVendor(
  context: Context,
  { owner: _owner, assets: _assets, contact, columns, ...fields }: Partly<VendorRow>,
  { ownerId, assetIds }: { readonly ownerId: string | null; readonly assetIds: readonly string[] },
): Promise<Outcome> {
  const wanted = { ...fields, ownerId }
  const known = await findVendorByName(context, fields.name)
  if (known === undefined) {
    const row = { ...wanted, id: context.newId(), addedAt: context.now, archivedAt: null }
    const added = (await insertVendor(context, row)) ?? refuseTaken(fields.name)
    await setAssetsOf(context, added.id, assetIds)
    recordVendor(context, 'vendor.add', added, assetIds)
    await takeContact(context, added.id, contact, columns)
    return 'added'
  }
  const linked = ((await assetIdsOf(context, [known.id])).get(known.id) ?? []).toSorted()
  const wantedIds = columns.includes('assets') ? assetIds : linked
  const said = saidIn(wanted, columns, { ownerId: 'owner' })
  const isContactNew = await takeContact(context, known.id, contact, columns)
  if (isSameRow(known, said) && isSameRow({ linked }, { linked: wantedIds }))
    return isContactNew ? 'changed' : 'same'
  await setAssetsOf(context, known.id, wantedIds)
  recordVendor(context, 'vendor.change', await updateVendor(context, known.id, said), wantedIds)
  return 'changed'
}

/** Adds or changes the contact of this name. @returns whether there was anything to do */
async function takeContact(
  context: Context,
  vendorId: string,
  wanted: VendorRow['contact'],
  columns: readonly string[],
): Promise<boolean> {
  if (wanted === undefined) return false
  const known = (await contactsOf(context, [vendorId])).get(vendorId) ?? []
  const same = known.find(({ name }) => name.toLowerCase() === wanted.name.toLowerCase())
  if (same === undefined) {
    const id = context.newId()
    await insertContact(context, { ...wanted, id, vendorId, addedAt: context.now, ...unconfirmed })
    recordContact(context, 'vendor_contact.add', { vendor: vendorId, contact: id, ...wanted })
    return true
  }
  const said = saidIn(wanted, columns, { name: 'contact' })
  if (isSameRow(same, said)) return false
  await updateContact(context, same.id, { ...said, ...unconfirmed })
  recordContact(context, 'vendor_contact.change', { vendor: vendorId, contact: same.id, ...said })
  return true
}

async function takeContract(
  context: Context,
  { owner: _owner, vendor: _vendor, present, missing, columns, ...fields }: Partly<ContractRow>,
  { vendorId, ownerId }: { readonly vendorId: string; readonly ownerId: string | null },
): Promise<Outcome> {
  const known = await findContractByName(context, fields.name)
  const judged = Object.fromEntries([
    ...present.map((clause) => [clause, { state: 'present', note: known?.clauses[clause]?.note ?? '' }]),
    ...missing.map((clause) => [clause, { state: 'missing', note: known?.clauses[clause]?.note ?? '' }]),
  ])
  const wanted = { ...rowTerms({ ...fields, ownerId }), vendorId, clauses: { ...known?.clauses, ...judged } }
  if (known === undefined) {
    const row = { ...newContract(context, vendorId, wanted), clauses: wanted.clauses }
    recordContract(context, 'contract.add', (await insertContract(context, row)) ?? refuseTaken(fields.name))
    return 'added'
  }
  const said = {
    ...saidIn(wanted, columns, { ownerId: 'owner', theyTell: 'theyTellValue', weTell: 'weTellValue' }),
    vendorId,
    clauses: wanted.clauses,
  }
  if (isSameRow(known, said)) return 'same'
  recordContract(
    context,
    'contract.change',
    await updateContract(context, known.id, { ...said, changedAt: context.now }),
  )
  return 'changed'
}

/** Ids of the suppliers that the rows name, in the order of the rows. */
async function vendorsNamed(context: Context, rows: readonly ContractRow[]): Promise<string[]> {
  const byName = new Map<string, string | undefined>()
  for (const name of new Set(rows.map(({ vendor }) => vendor)))
    byName.set(name, (await findVendorByName(context, name))?.id)
  const faults: Fault[] = []
  const found = rows.map(({ vendor }, index) => {
    const id = byName.get(vendor)
    const message = `There is no supplier "${vendor.slice(0, 100)}". Take the suppliers in first.`
    if (id === undefined) faults.push({ path: `row ${index + 2}, vendor`, message })
    return id ?? ''
  })
  return faults.length > 0 ? refuseRows(faults) : found
}
