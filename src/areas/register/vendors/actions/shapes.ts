import type { Context } from '../../../../platform/action.ts'
import type { Contract } from '../contract/contracts.ts'
import type { Vendor, VendorContact } from '../contract/vendors.ts'
import { datesOf, isStale } from '../rules.ts'
import {
  assetIdsOf,
  contactsOf,
  getVendorRow,
  type ContactRecord,
  type ContractRecord,
  type VendorRecord,
} from '../store.ts'

/** Suppliers as they are shown, each with its contacts and assets. */
export async function vendorsOf(context: Context, rows: readonly VendorRecord[]): Promise<Vendor[]> {
  const ids = rows.map(({ id }) => id)
  const [contacts, assets] = [await contactsOf(context, ids), await assetIdsOf(context, ids)]
  return rows.map(({ id, name, does, access, accessNote, ownerId, note, addedAt, archivedAt }) => ({
    id,
    name,
    does,
    access,
    accessNote,
    ownerId,
    assetIds: assets.get(id) ?? [],
    contacts: (contacts.get(id) ?? []).map((row) => contactOf(row, context.now)),
    note,
    addedAt: addedAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
  }))
}

export async function vendorOf(context: Context, id: string): Promise<Vendor> {
  const [shown] = await vendorsOf(context, [await getVendorRow(context, id)])
  if (shown === undefined) throw new Error('one row gives one supplier')
  return shown
}

export function contractOf(
  row: ContractRecord,
  { vendor, today }: { readonly vendor: string; readonly today: string },
): Contract {
  const { tenantId: _tenant, toldDay: _day, toldStage: _stage, addedAt, endedAt, ...rest } = row
  return {
    ...rest,
    vendor,
    ...datesOf(row, today),
    addedAt: addedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

function contactOf(row: ContactRecord, now: Date): VendorContact {
  const { id, name, phone, nightPhone, email, other, confirmedAt, confirmedBy, confirmedHow } = row
  return {
    id,
    name,
    phone,
    nightPhone,
    email,
    other,
    confirmedAt: confirmedAt?.toISOString() ?? null,
    confirmedBy,
    confirmedHow,
    isStale: isStale(confirmedAt, now),
  }
}
