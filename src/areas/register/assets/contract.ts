/** Assets: what the business runs on, and the business functions that stop without it. */
import * as z from 'zod'
import { csvBodyBytes, endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'

export const assetKinds = [
  'computer',
  'server',
  'network',
  'cloud_service',
  'account',
  'secret',
  'phone',
  'machine',
  'other',
] as const

/** Kinds of data in the words of a small business; laws ask for personal, health and payment data by name. */
export const dataKinds = ['customer', 'staff', 'payment', 'health', 'credentials', 'business'] as const

const Name = z.string().trim().min(1).max(200)
const Words = z.string().trim().max(1000).default('')
const Reason = z.string().trim().min(1).max(1000)
/** A year: whoever can do without something for longer has no function that depends on it. */
const Minutes = z.number().int().min(1).max(527_040)

export const Asset = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(assetKinds),
  ownerId: Id.nullable(),
  place: z.string(),
  dataKinds: z.array(z.enum(dataKinds)),
  note: z.string(),
  addedAt: z.string(),
  retiredAt: z.string().nullable(),
})
export type Asset = z.infer<typeof Asset>

const assetFields = {
  name: Name,
  kind: z.enum(assetKinds),
  ownerId: Id.nullable().default(null),
  place: z.string().trim().max(300).default(''),
  dataKinds: z.array(z.enum(dataKinds)).max(dataKinds.length).default([]),
  note: Words,
}

export const listAssets = endpoint({
  name: 'listAssets',
  method: 'GET',
  path: '/assets',
  permission: 'asset.read',
  input: z.strictObject({ ...pageInput, q: z.string().max(200).optional().describe('Part of the name') }),
  output: pageOf(Asset),
  summary: 'List what the business runs on, by name',
})

export const addAsset = endpoint({
  name: 'addAsset',
  method: 'POST',
  path: '/assets',
  permission: 'asset.manage',
  status: 201,
  input: z.strictObject(assetFields),
  output: Asset,
  summary: 'Add an asset',
})

export const changeAsset = endpoint({
  name: 'changeAsset',
  method: 'PUT',
  path: '/assets/{id}',
  permission: 'asset.manage',
  input: z.strictObject({ id: Id, ...assetFields }),
  output: Asset,
  summary: 'Change an asset',
})

export const retireAsset = endpoint({
  name: 'retireAsset',
  method: 'POST',
  path: '/assets/{id}/retirement',
  permission: 'asset.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Asset,
  summary: 'Take an asset out of use; its history stays',
})

export const BusinessFunction = z.object({
  id: Id,
  name: z.string(),
  /** 1 comes back first, 5 last. */
  priority: z.number().int(),
  /** The longest outage that the business survives; null while nobody has said. */
  longestOutageMinutes: z.number().int().nullable(),
  /** Who cannot work. */
  people: z.string(),
  /** Which customers notice, and how. */
  customers: z.string(),
  workaround: z.string(),
  /** What its owner tries before taking it back. */
  acceptanceTests: z.array(z.string()),
  ownerId: Id.nullable(),
  assetIds: z.array(Id),
  addedAt: z.string(),
  retiredAt: z.string().nullable(),
})
export type BusinessFunction = z.infer<typeof BusinessFunction>

const functionFields = {
  name: Name,
  priority: z.number().int().min(1).max(5),
  longestOutageMinutes: Minutes.nullable().default(null),
  people: Words,
  customers: Words,
  workaround: Words,
  acceptanceTests: z.array(z.string().trim().min(1).max(300)).max(20).default([]),
  ownerId: Id.nullable().default(null),
  assetIds: z.array(Id).max(200).default([]),
}

export const listFunctions = endpoint({
  name: 'listFunctions',
  method: 'GET',
  path: '/functions',
  permission: 'asset.read',
  input: z.strictObject({ ...pageInput, q: z.string().max(200).optional().describe('Part of the name') }),
  output: pageOf(BusinessFunction),
  summary: 'List business functions in the order in which they come back',
})

export const addFunction = endpoint({
  name: 'addFunction',
  method: 'POST',
  path: '/functions',
  permission: 'asset.manage',
  status: 201,
  input: z.strictObject(functionFields),
  output: BusinessFunction,
  summary: 'Add a business function',
})

export const changeFunction = endpoint({
  name: 'changeFunction',
  method: 'PUT',
  path: '/functions/{id}',
  permission: 'asset.manage',
  input: z.strictObject({ id: Id, ...functionFields }),
  output: BusinessFunction,
  summary: 'Change a business function',
})

export const retireFunction = endpoint({
  name: 'retireFunction',
  method: 'POST',
  path: '/functions/{id}/retirement',
  permission: 'asset.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: BusinessFunction,
  summary: 'End a business function; its history stays',
})

const Csv = z.string().min(1).max(500_000)

export const Imported = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  /** Names that stood there already as they were sent. */
  same: z.number().int(),
})
export type Imported = z.infer<typeof Imported>

export const importAssets = endpoint({
  name: 'importAssets',
  method: 'POST',
  path: '/asset-imports',
  permission: 'asset.manage',
  bodyBytes: csvBodyBytes,
  input: z.strictObject({ csv: Csv }),
  output: Imported,
  summary:
    'Take assets in from CSV as the list gives it out; a name that is known is changed. All rows or none',
})

export const importFunctions = endpoint({
  name: 'importFunctions',
  method: 'POST',
  path: '/function-imports',
  permission: 'asset.manage',
  bodyBytes: csvBodyBytes,
  input: z.strictObject({ csv: Csv }),
  output: Imported,
  summary: 'Take business functions in from CSV as the list gives it out. All rows or none',
})
