import { findRows } from '../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../base/search.ts'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { contains } from '../../../platform/database/contains.ts'
import { contract, vendor, vendorAsset, vendorContact } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type VendorRecord = typeof vendor.$inferSelect
export type ContactRecord = typeof vendorContact.$inferSelect
export type ContractRecord = typeof contract.$inferSelect
type NewVendor = Omit<VendorRecord, 'tenantId'>
type NewContact = Omit<ContactRecord, 'tenantId'>
export type NewContract = Omit<ContractRecord, 'tenantId' | 'changedAt'>

interface ListQuery {
  readonly limit: number
  /** Id of the last one shown. */
  readonly after?: string | undefined
  readonly q?: string | undefined
}

/** Those we work with, by name. */
export async function listVendorRows({ tx }: Reach, query: ListQuery): Promise<VendorRecord[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${vendor.name}), ${vendor.id}) > (select lower(last.name), last.id from app.vendor as last where last.id = ${query.after})`
  return tx
    .select()
    .from(vendor)
    .where(and(isNull(vendor.archivedAt), after, contains(vendor.name, query.q)))
    .orderBy(asc(sql`lower(${vendor.name})`), asc(vendor.id))
    .limit(query.limit)
}

/** In force, by name. */
export async function listContractRows({ tx }: Reach, query: ListQuery): Promise<ContractRecord[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${contract.name}), ${contract.id}) > (select lower(last.name), last.id from app.contract as last where last.id = ${query.after})`
  return tx
    .select()
    .from(contract)
    .where(and(isNull(contract.endedAt), after, contains(contract.name, query.q)))
    .orderBy(asc(sql`lower(${contract.name})`), asc(contract.id))
    .limit(query.limit)
}

/** Held until the transaction ends. */
/** Ended ones too, in no order that means anything. */
export async function everyContract({ tx }: Reach): Promise<ContractRecord[]> {
  return tx.select().from(contract).limit(10_000)
}

export async function getVendorRow({ tx }: Reach, id: string): Promise<VendorRecord> {
  const [found] = await tx.select().from(vendor).where(eq(vendor.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such supplier here.')
}

/** Held until the transaction ends. */
export async function findContractRow({ tx }: Reach, id: string): Promise<ContractRecord | undefined> {
  const [found] = await tx.select().from(contract).where(eq(contract.id, id))
  return found
}

export async function getContractRow({ tx }: Reach, id: string): Promise<ContractRecord> {
  const [found] = await tx.select().from(contract).where(eq(contract.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such contract here.')
}

/** Names by id, of archived suppliers too. */
export async function vendorNames({ tx }: Reach, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: vendor.id, name: vendor.name })
    .from(vendor)
    .where(inArray(vendor.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function findVendorByName({ tx }: Reach, name: string): Promise<VendorRecord | undefined> {
  const isOfName = sql`lower(${vendor.name}) = lower(${name})`
  const [found] = await tx
    .select()
    .from(vendor)
    .where(and(isNull(vendor.archivedAt), isOfName))
  return found
}

export async function findContractByName({ tx }: Reach, name: string): Promise<ContractRecord | undefined> {
  const isOfName = sql`lower(${contract.name}) = lower(${name})`
  const [found] = await tx
    .select()
    .from(contract)
    .where(and(isNull(contract.endedAt), isOfName))
  return found
}

/** In force with this supplier, by name; also those that ended when wanted. */
export async function contractsOf({ tx }: Reach, vendorId: string, ended = false): Promise<ContractRecord[]> {
  return tx
    .select()
    .from(contract)
    .where(and(eq(contract.vendorId, vendorId), ended ? undefined : isNull(contract.endedAt)))
    .orderBy(asc(sql`lower(${contract.name})`), asc(contract.id))
}

/** In force with these suppliers, by name. */
export async function contractsOfVendors({ tx }: Reach, ids: readonly string[]): Promise<ContractRecord[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(contract)
    .where(and(inArray(contract.vendorId, [...ids]), isNull(contract.endedAt)))
    .orderBy(asc(sql`lower(${contract.name})`), asc(contract.id))
    .limit(2000)
}

/** @returns undefined when one of this name is there already */
export async function insertVendor({ tx }: Reach, row: NewVendor): Promise<VendorRecord | undefined> {
  const [added] = await tx.insert(vendor).values(row).onConflictDoNothing().returning()
  return added
}

/** @returns undefined when one of this name is in force already */
export async function insertContract({ tx }: Reach, row: NewContract): Promise<ContractRecord | undefined> {
  const [added] = await tx.insert(contract).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateVendor(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewVendor, 'id' | 'addedAt'>>,
): Promise<VendorRecord> {
  const [changed] = await tx.update(vendor).set(change).where(eq(vendor.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such supplier here.')
}

export async function updateContract(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<ContractRecord, 'tenantId' | 'id' | 'addedAt'>>,
): Promise<ContractRecord> {
  const [changed] = await tx.update(contract).set(change).where(eq(contract.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such contract here.')
}

/** Contacts of these suppliers, by supplier, the first entered first. */
export async function contactsOf(
  { tx }: Reach,
  vendorIds: readonly string[],
): Promise<Map<string, ContactRecord[]>> {
  if (vendorIds.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(vendorContact)
    .where(inArray(vendorContact.vendorId, [...vendorIds]))
    .orderBy(asc(vendorContact.addedAt), asc(vendorContact.id))
  const byVendor = new Map<string, ContactRecord[]>()
  for (const row of rows) byVendor.set(row.vendorId, [...(byVendor.get(row.vendorId) ?? []), row])
  return byVendor
}

export async function getContactRow(
  { tx }: Reach,
  wanted: { readonly vendorId: string; readonly id: string },
): Promise<ContactRecord> {
  const [found] = await tx
    .select()
    .from(vendorContact)
    .where(and(eq(vendorContact.vendorId, wanted.vendorId), eq(vendorContact.id, wanted.id)))
  return found ?? refuse('not_found', 'There is no such contact here.')
}

export async function insertContact({ tx }: Reach, row: NewContact): Promise<void> {
  await tx.insert(vendorContact).values(row)
}

export async function updateContact(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewContact, 'id' | 'vendorId'>>,
): Promise<void> {
  await tx.update(vendorContact).set(change).where(eq(vendorContact.id, id))
}

export async function deleteContact({ tx }: Reach, id: string): Promise<void> {
  await tx.delete(vendorContact).where(eq(vendorContact.id, id))
}

/** Assets that depend on these suppliers, by supplier. */
export async function assetIdsOf(
  { tx }: Reach,
  vendorIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (vendorIds.length === 0) return new Map()
  const links = await tx
    .select()
    .from(vendorAsset)
    .where(inArray(vendorAsset.vendorId, [...vendorIds]))
    .orderBy(asc(vendorAsset.assetId))
  const byVendor = new Map<string, string[]>()
  for (const { vendorId, assetId } of links)
    byVendor.set(vendorId, [...(byVendor.get(vendorId) ?? []), assetId])
  return byVendor
}

export async function setAssetsOf(
  { tx }: Reach,
  vendorId: string,
  assetIds: readonly string[],
): Promise<void> {
  await tx.delete(vendorAsset).where(eq(vendorAsset.vendorId, vendorId))
  const links = [...new Set(assetIds)].map((assetId) => ({ vendorId, assetId }))
  if (links.length > 0) await tx.insert(vendorAsset).values(links)
}

/** What hangs on this person here, in words. */
export async function heldVendors({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: vendor.name })
    .from(vendor)
    .where(and(eq(vendor.ownerId, memberId), isNull(vendor.archivedAt)))
    .orderBy(asc(vendor.name))
  const others = await tx
    .select({ name: contract.name })
    .from(contract)
    .where(and(eq(contract.ownerId, memberId), isNull(contract.endedAt)))
    .orderBy(asc(contract.name))
  return [
    ...rows.map(({ name }) => `the supplier ${name}`),
    ...others.map(({ name }) => `the contract ${name}`),
  ]
}

/** Suppliers, and the people at them who are reached when something is wrong. */
export async function searchVendors(reach: Reach, sought: Sought): Promise<Found[]> {
  const vendors = await findRows(reach, sought, {
    ...{ table: vendor, id: vendor.id, title: vendor.name, more: vendor.does, within: [vendor.note] },
    where: isNull(vendor.archivedAt),
    path: ({ id }) => `/vendors/${id}`,
  })
  const people = await findRows(reach, sought, {
    ...{ table: vendorContact, id: vendorContact.id, title: vendorContact.name, more: vendorContact.email },
    of: vendorContact.vendorId,
    where: sql`exists (select 1 from app.vendor v where v.id = ${vendorContact.vendorId} and v.archived_at is null)`,
    path: ({ of }) => `/vendors/${of}`,
  })
  return [...vendors, ...people].slice(0, sought.limit)
}

export async function searchContracts(reach: Reach, sought: Sought): Promise<Found[]> {
  return findRows(reach, sought, {
    ...{ table: contract, id: contract.id, title: contract.name, where: isNull(contract.endedAt) },
    path: ({ title }) => `/contracts?q=${encodeURIComponent(title)}`,
  })
}
