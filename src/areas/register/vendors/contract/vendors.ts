/** Suppliers: whom the business depends on, and how to reach them on a bad day. */
import * as z from 'zod'
import { csvBodyBytes, endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { Contract } from './contracts.ts'
import { Csv, Imported, Line, Name, Reason, Words, accessKinds, confirmations, q } from './words.ts'

export const VendorContact = z.object({
  id: Id,
  name: z.string(),
  phone: z.string(),
  nightPhone: z.string(),
  email: z.string(),
  /** A portal, a pager, a messenger. */
  other: z.string(),
  confirmedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  confirmedHow: z.enum(confirmations).nullable(),
  /** Nobody has tried it for six months, or ever. */
  isStale: z.boolean(),
})
export type VendorContact = z.infer<typeof VendorContact>

export const Vendor = z.object({
  id: Id,
  name: z.string(),
  does: z.string(),
  access: z.enum(accessKinds),
  accessNote: z.string(),
  ownerId: Id.nullable(),
  assetIds: z.array(Id),
  contacts: z.array(VendorContact),
  note: z.string(),
  addedAt: z.string(),
  archivedAt: z.string().nullable(),
})
export type Vendor = z.infer<typeof Vendor>

const vendorFields = {
  name: Name,
  does: Words,
  access: z.enum(accessKinds).default('unknown'),
  accessNote: Line,
  ownerId: Id.nullable().default(null),
  assetIds: z.array(Id).max(200).default([]),
  note: Words,
}

const contactFields = {
  name: Name,
  phone: z.string().trim().max(60).default(''),
  nightPhone: z.string().trim().max(60).default(''),
  email: z.string().trim().max(254).default(''),
  other: Line,
}

export const listVendors = endpoint({
  name: 'listVendors',
  method: 'GET',
  path: '/vendors',
  permission: 'vendor.read',
  input: z.strictObject({ ...pageInput, q }),
  output: pageOf(Vendor),
  summary: 'List suppliers by name, with how to reach them',
})

export const getVendor = endpoint({
  name: 'getVendor',
  method: 'GET',
  path: '/vendors/{id}',
  permission: 'vendor.read',
  input: z.strictObject({ id: Id }),
  output: Vendor.extend({ contracts: z.array(Contract) }),
  summary: 'Read a supplier and the contracts with it',
})

export const addVendor = endpoint({
  name: 'addVendor',
  method: 'POST',
  path: '/vendors',
  permission: 'vendor.manage',
  status: 201,
  input: z.strictObject(vendorFields),
  output: Vendor,
  summary: 'Add a supplier',
})

export const changeVendor = endpoint({
  name: 'changeVendor',
  method: 'PUT',
  path: '/vendors/{id}',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, ...vendorFields }),
  output: Vendor,
  summary: 'Change a supplier',
})

export const archiveVendor = endpoint({
  name: 'archiveVendor',
  method: 'POST',
  path: '/vendors/{id}/archive',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Vendor,
  summary: 'Put a supplier into the archive; refused while a contract runs',
})

export const importVendors = endpoint({
  name: 'importVendors',
  method: 'POST',
  path: '/vendor-imports',
  permission: 'vendor.manage',
  bodyBytes: csvBodyBytes,
  input: z.strictObject({ csv: Csv }),
  output: Imported,
  summary: 'Take suppliers in from CSV as the list gives it out. All rows or none',
})

export const addVendorContact = endpoint({
  name: 'addVendorContact',
  method: 'POST',
  path: '/vendors/{id}/contacts',
  permission: 'vendor.manage',
  status: 201,
  input: z.strictObject({ id: Id, ...contactFields }),
  output: Vendor,
  summary: 'Add somebody to reach at a supplier',
})

export const changeVendorContact = endpoint({
  name: 'changeVendorContact',
  method: 'PUT',
  path: '/vendors/{id}/contacts/{contact}',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, contact: Id, ...contactFields }),
  output: Vendor,
  summary: 'Change a contact; what changed has to be confirmed anew',
})

export const removeVendorContact = endpoint({
  name: 'removeVendorContact',
  method: 'POST',
  path: '/vendors/{id}/contacts/{contact}/removal',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, contact: Id, reason: Reason }),
  output: Vendor,
  summary: 'Remove a contact that does not work any more',
})

export const confirmVendorContact = endpoint({
  name: 'confirmVendorContact',
  method: 'POST',
  path: '/vendors/{id}/contacts/{contact}/confirmation',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, contact: Id, how: z.enum(confirmations) }),
  output: Vendor,
  summary: 'Say that a contact was tried today, and how',
})
